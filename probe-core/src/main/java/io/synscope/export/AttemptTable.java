package io.synscope.export;

import io.synscope.observation.Phase;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbeListener;
import io.synscope.run.RequestEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every attempt and every request on a kept connection as a row of a CSV file (RFC 4180), as they
 * end; the warm-up is left out. Empty cells were not measured.
 */
public final class AttemptTable implements ProbeListener, AutoCloseable {
  private static final List<Phase> PHASES =
      List.of(Phase.CONNECT, Phase.TLS, Phase.GREET, Phase.ROUND_TRIP);
  private static final String HEAD =
      "kind,epoch_ns,number,target,client,server,outcome,life,reason,served,syn_retransmissions,"
          + "connect_kernel_ns,connect_user_ns,tls_user_ns,greet_user_ns,round_trip_user_ns,"
          + "round_trip_kernel_ns,round_trip_intended_ns,lateness_ns,client_stalled";

  private final BufferedWriter file;
  private Optional<IOException> failure = Optional.empty();

  private AttemptTable(BufferedWriter file) {
    this.file = file;
  }

  /** {@return a new table in that file} */
  public static AttemptTable create(Path file) throws IOException {
    AttemptTable table = new AttemptTable(Files.newBufferedWriter(file));
    table.file.write(HEAD + "\r\n");
    return table;
  }

  @Override
  public void attempted(AttemptEvent event) {
    if (event.warmUp()) {
      return;
    }
    boolean established = event.attempt().outcome().established();
    Stream<Object> facts =
        Stream.of(
            "attempt",
            event.attempt().firstSeen().nanos(),
            event.number(),
            event.sight().target(),
            event.attempt().tuple().client(),
            event.attempt().tuple().server(),
            event.attempt().outcome(),
            event.story().word(),
            event.reason(),
            event.served(),
            event.sight().synRetransmissions(),
            established ? event.attempt().handshakeNanos() : "");
    Stream<Object> times = PHASES.stream().map(p -> cell(event, p));
    row(
        Stream.of(
                facts,
                times,
                Stream.<Object>of(
                    event.kernelRoundTripNanos() == 0 ? "" : event.kernelRoundTripNanos(),
                    "",
                    event.latenessNanos(),
                    event.sight().clientStalled()))
            .flatMap(s -> s));
  }

  private static Object cell(AttemptEvent event, Phase phase) {
    Long nanos = event.phases().get(phase);
    return nanos == null ? "" : nanos;
  }

  @Override
  public void asked(RequestEvent event) {
    if (event.warmUp()) {
      return;
    }
    row(
        Stream.of(
            "request",
            event.atNanos(),
            event.number(),
            "",
            event.tuple().client(),
            event.tuple().server(),
            "",
            "",
            event.reply(),
            event.served(),
            "",
            "",
            "",
            "",
            "",
            event.userNanos(),
            event.kernelNanos() == 0 ? "" : event.kernelNanos(),
            event.intendedNanos(),
            "",
            event.clientStalled()));
  }

  private void row(Stream<Object> cells) {
    if (failure.isPresent()) {
      return; // told when the table is closed
    }
    try {
      file.write(cells.map(AttemptTable::quoted).collect(Collectors.joining(",")) + "\r\n");
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  private static String quoted(Object cell) {
    String text = cell.toString();
    boolean plain = Arrays.stream(new String[] {",", "\"", "\n", "\r"}).noneMatch(text::contains);
    return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
  }

  /** Completes the file, or tells why it could not be written. */
  @Override
  public void close() {
    try (file) {
      if (failure.isPresent()) {
        throw failure.get();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

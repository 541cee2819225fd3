package io.synscope.analysis;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.observation.Exchange;
import io.synscope.observation.FourTuple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The same exchanges, as the client's capture and the server's capture tell them.
 *
 * @param atClient told by the client's capture
 * @param atServer told by the server's capture
 */
record BothEnds(Exchange atClient, Exchange atServer) {
  private static final long NEAR_NANOS = 50_000;
  private static final double NEAR = 0.1;

  /**
   * {@return every exchange that both captures tell, of connections of which they tell the same}
   */
  static List<BothEnds> of(Path client, Path server) {
    Map<FourTuple, List<Exchange>> near = exchanges(client);
    List<BothEnds> both = new ArrayList<>();
    exchanges(server)
        .forEach(
            (tuple, there) -> {
              List<Exchange> here = near.getOrDefault(tuple, List.of());
              for (int i = 0; i < there.size() && here.size() == there.size(); i++) {
                BothEnds one = new BothEnds(here.get(i), there.get(i));
                if (one.timed()) {
                  both.add(one);
                }
              }
            });
    return both;
  }

  private static Map<FourTuple, List<Exchange>> exchanges(Path capture) {
    Map<FourTuple, List<Exchange>> told = new LinkedHashMap<>();
    AnalysisOptions options =
        new AnalysisOptions(
            Optional.empty(),
            new MemoryBudget(64 << 20),
            false,
            false,
            Set.of(),
            Optional.empty(),
            Optional.of(
                (tuple, exchange) ->
                    told.computeIfAbsent(tuple, unused -> new ArrayList<>()).add(exchange)));
    try {
      CaptureAnalyzer.analyze(CaptureFiles.open(List.of(capture), CaptureOptions.DEFAULT), options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return told;
  }

  /** {@return what the server's capture measures: from the request's last byte to its reply} */
  long trueNanos() {
    return atServer.reply().since(atServer.requestEnd());
  }

  /** {@return what the path took of it, both ways together} */
  long networkNanos() {
    return atClient.reply().since(atClient.requestEnd()) - trueNanos();
  }

  /** {@return what the client's capture makes of it} */
  private long heldNanos() {
    return atClient.serverNanos() + atClient.queueNanos();
  }

  /** {@return whether this is the server's time, nearly enough} */
  boolean near(long nanos) {
    return Math.abs(nanos - trueNanos()) <= Math.max(NEAR_NANOS, NEAR * trueNanos());
  }

  boolean near() {
    return near(heldNanos());
  }

  boolean withinItsBound() {
    return Math.abs(heldNanos() - trueNanos()) <= atClient.errorNanos();
  }

  /** Waiting is what some are for; commands in a transaction are told with EXEC. */
  private boolean timed() {
    return atClient.errorNanos() > 0 && atServer.errorNanos() > 0;
  }
}

package io.synscope.evidence;

import io.synscope.finding.Finding;
import io.synscope.wire.Packet;
import io.synscope.wire.PacketKind;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Keeps the newest packets of a live capture, and writes for each finding those before and after it
 * as a small pcapng: {@code 20261121T031502-silent_drop-10.0.0.1_6379.pcapng}.
 *
 * <p>Like the extracts of a file they hold IP packets without their payload unless asked for. Both
 * what is kept and what is written is bounded; of too many files the oldest go.
 */
public final class EvidenceFolder implements Closeable {
  private static final int WINDOW_BYTES = 32 << 20;
  private static final long BEFORE_NANOS = 60_000_000_000L;
  private static final long AFTER_NANOS = 5_000_000_000L;
  private static final long AFTER_BYTES = 8 << 20;
  private static final int MOST_FILES = 100;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  private final Path directory;
  private final boolean withPayload;
  private final BlockWindow window = new BlockWindow(WINDOW_BYTES);
  private final Extract newest;
  private final List<Aftermath> open = new ArrayList<>();
  private final ArrayDeque<Path> written = new ArrayDeque<>();

  /** A file that still takes what comes after its finding. */
  private static final class Aftermath {
    private final OutputStream out;
    private final Extract extract;
    private final long untilNanos;
    private long bytesLeft = AFTER_BYTES;

    Aftermath(OutputStream out, long untilNanos, boolean withPayload) throws IOException {
      this.out = out;
      this.untilNanos = untilNanos;
      extract = Extract.continuing(out, withPayload);
    }
  }

  private EvidenceFolder(Path directory, boolean withPayload) throws IOException {
    this.directory = directory;
    this.withPayload = withPayload;
    newest = new Extract(window, withPayload);
  }

  /** Makes the directory where it is missing; nothing is kept yet. */
  public static EvidenceFolder open(Path directory, boolean withPayload) throws IOException {
    Files.createDirectories(directory);
    return new EvidenceFolder(directory, withPayload);
  }

  /** Keeps a packet. */
  public synchronized void on(Packet packet) throws IOException {
    boolean hasIp =
        packet.kind() == PacketKind.TCP
            || packet.kind() == PacketKind.ICMP
            || packet.kind() == PacketKind.UDP;
    if (!hasIp) {
      return;
    }
    newest.write(packet, "");
    Iterator<Aftermath> files = open.iterator();
    while (files.hasNext()) {
      Aftermath file = files.next();
      file.bytesLeft -= packet.ipLength();
      if (packet.nanos() > file.untilNanos || file.bytesLeft < 0) {
        file.out.close();
        files.remove();
      } else {
        file.extract.write(packet, "");
      }
    }
  }

  /**
   * Writes what came before a finding that is certain now; what comes after will follow.
   *
   * @return the file
   */
  public synchronized Path found(Finding finding, long nowNanos) throws IOException {
    Path file = directory.resolve(name(finding, nowNanos));
    OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    try {
      window.copy(nowNanos - BEFORE_NANOS, out);
      open.add(new Aftermath(out, nowNanos + AFTER_NANOS, withPayload));
    } catch (IOException | RuntimeException e) {
      out.close();
      throw e;
    }
    written.remove(file);
    written.add(file);
    if (written.size() > MOST_FILES) {
      Files.deleteIfExists(written.remove());
    }
    return file;
  }

  private static String name(Finding finding, long nowNanos) {
    String server = finding.server().map(Object::toString).orElse("").replaceAll("[^0-9a-f.]", "_");
    return STAMP.format(Instant.ofEpochSecond(0, nowNanos))
        + "-"
        + finding.cause().id()
        + (server.isEmpty() ? "" : "-" + server)
        + ".pcapng";
  }

  /** Completes the files. */
  @Override
  public synchronized void close() throws IOException {
    for (Aftermath file : open) {
      file.out.close();
    }
    open.clear();
  }
}

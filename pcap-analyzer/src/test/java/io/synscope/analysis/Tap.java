package io.synscope.analysis;

import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Namespace;
import io.synscope.testkit.lab.Program;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** tcpdump on the client's interface of a lab, with a ring that holds some seconds of traffic. */
final class Tap {
  private static final int SIGINT = 2;
  private static final String RING_KIBIBYTES = "131072";
  private static final byte[] LAST = "the last packet".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern LOST = Pattern.compile("(\\d+) packets? dropped by kernel");

  private final Namespace client;
  private final Path file;
  private final Program tcpdump;

  private Tap(Namespace client, Path file, Program tcpdump) {
    this.client = client;
    this.file = file;
    this.tcpdump = tcpdump;
  }

  /** Begins to record what passes to and from port 6379, once tcpdump says that it listens. */
  static Tap on(Lab lab, Path file) {
    Program tcpdump =
        lab.client()
            .start(
                "tcpdump",
                "-i",
                "c0",
                "-Z",
                "root",
                "-U",
                "-B",
                RING_KIBIBYTES,
                "-w",
                file.toString(),
                "tcp port 6379 or udp port 9");
    tcpdump.await(line -> line.contains("listening on"));
    return new Tap(lab.client(), file, tcpdump);
  }

  /** Ends the recording behind everything sent so far; {@return packets that the kernel lost} */
  long end() {
    client.call(
        () -> {
          try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(
                new DatagramPacket(LAST, LAST.length, new InetSocketAddress(Lab.SERVER, 9)));
          }
          return null;
        });
    while (!hasLast()) {
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
    tcpdump.signal(SIGINT);
    Matcher lost = LOST.matcher(tcpdump.await(line -> LOST.matcher(line).find()));
    if (!lost.find()) {
      throw new IllegalStateException("tcpdump did not say what it lost");
    }
    return Long.parseLong(lost.group(1));
  }

  private boolean hasLast() {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] tail = new byte[(int) Math.min(4096, in.length())];
      in.seek(in.length() - tail.length);
      in.readFully(tail);
      String end = new String(tail, StandardCharsets.ISO_8859_1);
      return end.contains(new String(LAST, StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.synscope.benchmark;

import io.synscope.resp.RespTokenizer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does one message cost to take apart: a GET, a short reply, a reply of a kilobyte whose body
 * is only counted?
 *
 * <p>Last answer: 130 ns a request, 25 ns a short reply, 37 ns a long one (two vCPUs, nothing else
 * running, 2026-11-22; errors up to the value itself).
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RespTokenizeBenchmark {
  private static final int MESSAGES = 64;

  /** What is said again and again. */
  @Param({"request", "short", "long"})
  public String message;

  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /** Writes the messages one behind the other. */
  @Setup
  public void write() {
    String one =
        switch (message) {
          case "request" -> "*2\r\n$3\r\nGET\r\n$10\r\nkey:000123\r\n";
          case "short" -> "$5\r\nvalue\r\n";
          default -> "$1024\r\n" + "x".repeat(1024) + "\r\n";
        };
    byte[] all = one.repeat(MESSAGES).getBytes(StandardCharsets.ISO_8859_1);
    bytes = ByteBuffer.allocateDirect(all.length).put(all).flip();
  }

  /** Sixty-four messages in one buffer. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public int tokenize() {
    RespTokenizer tokens =
        message.equals("request") ? RespTokenizer.ofRequests() : RespTokenizer.ofReplies();
    tokens.feed(0);
    int count = 0;
    while (tokens.next(bytes, bytes.limit()) > RespTokenizer.MORE) {
      count += tokens.type();
    }
    return count;
  }
}

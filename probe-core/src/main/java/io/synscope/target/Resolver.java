package io.synscope.target;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Turns names into addresses the way the clients of this host do: by the system's resolver,
 * /etc/hosts included.
 *
 * <p>That resolver blocks, so each look-up has a daemon thread of its own, left behind when it
 * takes too long.
 */
public final class Resolver {
  static {
    // The JDK remembers answers for 30 s and failures for 10 s, the failures without their reason:
    // a second look would be told after no time at all, and why would be lost.
    Security.setProperty("networkaddress.cache.ttl", "0");
    Security.setProperty("networkaddress.cache.negative.ttl", "0");
  }

  private final AddressFamily family;
  private final long timeoutNanos;
  private final LongSupplier nanoTime;

  /** A resolver that keeps addresses of {@code family} and waits at most {@code timeoutNanos}. */
  public Resolver(AddressFamily family, long timeoutNanos, LongSupplier nanoTime) {
    this.family = family;
    this.timeoutNanos = timeoutNanos;
    this.nanoTime = nanoTime;
  }

  /** {@return the addresses of {@code target}, or why there are none; never fails otherwise} */
  public CompletableFuture<Resolution> resolve(Target target) {
    CompletableFuture<Resolution> answer = new CompletableFuture<>();
    long start = nanoTime.getAsLong();
    Thread thread =
        new Thread(() -> answer.complete(lookUp(target, start)), "resolve " + target.host());
    thread.setDaemon(true);
    thread.start();
    Resolution late = failed(target, timeoutNanos, NameFailure.TIMEOUT, "gave up waiting");
    return answer.completeOnTimeout(late, timeoutNanos, TimeUnit.NANOSECONDS);
  }

  private Resolution lookUp(Target target, long start) {
    boolean literal = isLiteral(target.host());
    try {
      InetAddress[] all = InetAddress.getAllByName(target.host());
      long nanos = literal ? 0 : Math.max(1, nanoTime.getAsLong() - start);
      List<InetAddress> kept = Stream.of(all).filter(family::takes).distinct().toList();
      return kept.isEmpty()
          ? failed(
              target,
              nanos,
              NameFailure.NO_ADDRESS_OF_FAMILY,
              family + " asked for, there is only " + all[0].getHostAddress())
          : new Resolution(target, kept, nanos, Optional.empty(), "");
    } catch (UnknownHostException e) {
      String words = String.valueOf(e.getMessage()).replaceFirst("^.*: ", "");
      return failed(target, nanoTime.getAsLong() - start, ofGaiError(words), words);
    }
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  private static Resolution failed(Target target, long nanos, NameFailure failure, String words) {
    return new Resolution(target, List.of(), Math.max(1, nanos), Optional.of(failure), words);
  }

  /** The JDK passes gai_strerror(3) on as text, and nothing else. */
  static NameFailure ofGaiError(String words) {
    return switch (words) {
      case "Temporary failure in name resolution", "Try again" ->
          NameFailure.TEMPORARY; // EAI_AGAIN in glibc, musl
      case "No address associated with hostname" -> NameFailure.NO_ADDRESS; // EAI_NODATA
      case "Non-recoverable failure in name resolution", "Unrecoverable error" ->
          NameFailure.SERVER_FAILURE; // EAI_FAIL
      default -> NameFailure.NO_SUCH_NAME; // EAI_NONAME, and the JDK's own wording for it
    };
  }
}

package io.synscope.cli.diagnose;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.resp.RespValue;
import io.synscope.server.Interview;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Connections that are left idle, each for another time and all at once: each asks for a PONG after
 * its pause, and the longest pause is tried a second time with keepalive.
 */
final class IdleLadder {
  private static final int RUNGS = 8;
  private static final int SHORTEST_MILLIS = 1000;
  private static final int PATIENCE_MILLIS = 2500;
  private static final int KEEPALIVES = 4; // during the longest pause, and one second at least

  private final Wish wish;
  private final InetSocketAddress server;
  private final List<CompletableFuture<Rung>> rungs = new ArrayList<>();

  /** What became of one connection. */
  private enum Fate {
    ANSWERED,
    SILENT,
    RESET,
    CLOSED,
    NOT_SERVED
  }

  /** A pause and what followed it. */
  private record Rung(int pauseMillis, boolean keptAlive, Fate fate) {}

  private IdleLadder(Wish wish, InetAddress address) {
    this.wish = wish;
    server = new InetSocketAddress(address, wish.target().port());
  }

  static IdleLadder begin(Wish wish, InetAddress address) {
    IdleLadder ladder = new IdleLadder(wish, address);
    int longest = (int) (wish.idleNanos() / 1_000_000);
    ladder.step(longest, true);
    for (int pause = longest, i = 0; i == 0 || i < RUNGS && pause >= SHORTEST_MILLIS; i++) {
      ladder.step(pause, false);
      pause /= 2;
    }
    return ladder;
  }

  private void step(int pauseMillis, boolean keptAlive) {
    rungs.add(
        CompletableFuture.supplyAsync(
            () -> new Rung(pauseMillis, keptAlive, fate(pauseMillis, keptAlive)),
            task -> {
              Thread thread = new Thread(task, "idle for " + pauseMillis + " ms");
              thread.setDaemon(true);
              thread.start();
            }));
  }

  private Fate fate(int pauseMillis, boolean keptAlive) {
    try (Interview interview = open()) {
      if (keptAlive) {
        interview.keepAlive(Math.max(1, pauseMillis / 1000 / KEEPALIVES));
      }
      interview.ask("PING");
      return after(interview, pauseMillis);
    } catch (IOException e) {
      return Fate.NOT_SERVED;
    }
  }

  private static Fate after(Interview interview, int pauseMillis) {
    try {
      if (!interview.idle(pauseMillis)) {
        return Fate.CLOSED;
      }
      RespValue answer = interview.ask("PING");
      return answer instanceof RespValue.Failure ? Fate.NOT_SERVED : Fate.ANSWERED;
    } catch (SocketException e) {
      return Fate.RESET;
    } catch (IOException e) {
      return Fate.SILENT;
    }
  }

  private Interview open() throws IOException {
    return Interview.open(
        server, wish.target().host(), wish.tls(), wish.credentials(), PATIENCE_MILLIS);
  }

  /** Waits for the longest pause. {@return what the pauses showed} */
  SettlingTest end() {
    List<Rung> all = rungs.stream().map(CompletableFuture::join).toList();
    List<Rung> plain = all.stream().filter(rung -> !rung.keptAlive()).toList();
    boolean kept = all.stream().anyMatch(r -> r.keptAlive() && r.fate() == Fate.ANSWERED);
    Optional<Rung> died =
        plain.stream()
            .filter(rung -> rung.fate() != Fate.ANSWERED && rung.fate() != Fate.NOT_SERVED)
            .reduce((longer, shorter) -> shorter);
    int survived =
        plain.stream()
            .filter(rung -> rung.fate() == Fate.ANSWERED)
            .mapToInt(Rung::pauseMillis)
            .max()
            .orElse(0);
    String did = "left %d connections idle for up to %s".formatted(all.size(), wish());
    if (died.isEmpty()) {
      return survived > 0
          ? test(Showing.IDLE_SURVIVED, did, "each of them answered afterwards")
          : test(Showing.NOTHING, did, "none of them was served to begin with");
    }
    String saw =
        "after %s of silence %s%s%s"
            .formatted(
                span(died.get().pauseMillis()),
                words(died.get().fate()),
                survived > 0 ? ", after " + span(survived) + " it answered" : "",
                kept ? "; with keepalive it lived through " + wish() : "");
    return test(showing(died.get().fate()), did, saw);
  }

  /** Silence means a forgotten connection only where a fresh one is answered. */
  private Showing showing(Fate fate) {
    return switch (fate) {
      case SILENT -> fresh() ? Showing.IDLE_FORGOTTEN : Showing.NOTHING;
      case RESET -> Showing.IDLE_RESET;
      case CLOSED -> Showing.IDLE_CLOSED;
      case ANSWERED, NOT_SERVED -> Showing.NOTHING;
    };
  }

  private boolean fresh() {
    try (Interview interview = open()) {
      return !(interview.ask("PING") instanceof RespValue.Failure);
    } catch (IOException e) {
      return false;
    }
  }

  private static String words(Fate fate) {
    return switch (fate) {
      case ANSWERED -> "the connection answered";
      case SILENT -> "the connection gave no answer any more";
      case RESET -> "the connection was reset when it was used again";
      case CLOSED -> "the server had closed the connection";
      case NOT_SERVED -> "the connection was not served";
    };
  }

  private SettlingTest test(Showing showing, String did, String saw) {
    Endpoint asked =
        new Endpoint(Address.of(server.getAddress().getAddress()), wish.target().port());
    return new SettlingTest(asked, showing, did, saw);
  }

  private String wish() {
    return span((int) (wish.idleNanos() / 1_000_000));
  }

  private static String span(int millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }
}

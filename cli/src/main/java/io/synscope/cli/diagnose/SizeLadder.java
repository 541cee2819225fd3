package io.synscope.cli.diagnose;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.resp.RespValue;
import io.synscope.server.Interview;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * How large a request may be, and how large a reply, where large ones vanish: many sizes at once,
 * each on a connection of its own, narrowed down three times. Nothing is written: EXISTS asks for a
 * key with a long name, ECHO sends the same back.
 */
final class SizeLadder {
  private static final int ROUNDS = 3;
  private static final int AT_ONCE = 16;
  private static final int SURELY_PASSES = 100;
  private static final int JUMBO = 9000;
  private static final int PATIENCE_MILLIS = 1000;

  /** An echo lacks the command's name; with both lengths in four digits. */
  private static final int ECHO_LESS = 14;

  private static final int HEADERS_V4 = 52; // IPv4 20, TCP 20, timestamps 12 (RFC 7323)
  private static final int HEADERS_V6 = 72;

  private final Wish wish;
  private final InetSocketAddress server;

  private SizeLadder(Wish wish, InetAddress address) {
    this.wish = wish;
    server = new InetSocketAddress(address, wish.target().port());
  }

  /** {@return the largest sizes that pass} */
  static SettlingTest measure(Wish wish, InetAddress address) {
    SizeLadder ladder = new SizeLadder(wish, address);
    CompletableFuture<Integer> requests = inThread(() -> ladder.largest("EXISTS"));
    CompletableFuture<Integer> echoes = inThread(() -> ladder.largest("ECHO"));
    return ladder.told(requests.join(), echoes.join());
  }

  private SettlingTest told(int request, int echo) {
    boolean there = request < JUMBO;
    boolean back = echo < request - AT_ONCE; // an echo is also a request
    String saw =
        "to the server " + words(request) + "; back from it " + backward(echo, there, back);
    Endpoint asked = new Endpoint(Address.of(server.getAddress().getAddress()), server.getPort());
    Showing showing =
        there ? Showing.LARGE_REQUEST_LOST : back ? Showing.LARGE_REPLY_LOST : Showing.NOTHING;
    return new SettlingTest(
        asked, showing, "sent requests and asked for replies of many sizes", saw);
  }

  private String backward(int echo, boolean there, boolean back) {
    if (back) {
      return words(echo - ECHO_LESS);
    }
    return there ? "at least %d bytes pass".formatted(echo - ECHO_LESS) : "every size passes";
  }

  private String words(int bytes) {
    int headers = server.getAddress() instanceof Inet4Address ? HEADERS_V4 : HEADERS_V6;
    return bytes >= JUMBO
        ? "every size passes"
        : "%d bytes pass and few more do not, so the path MTU is about %d"
            .formatted(bytes, bytes + headers);
  }

  /** {@return the largest of the sizes that were answered; JUMBO where all were} */
  private int largest(String command) {
    int passes = SURELY_PASSES;
    int fails = JUMBO + 1;
    for (int round = 0; round < ROUNDS && fails - passes > 1; round++) {
      List<Integer> sizes = between(passes, fails - 1);
      List<CompletableFuture<Boolean>> answers =
          sizes.stream().map(size -> inThread(() -> answered(command, size))).toList();
      for (int i = 0; i < sizes.size(); i++) {
        if (answers.get(i).join()) {
          passes = Math.max(passes, sizes.get(i));
        } else {
          fails = Math.min(fails, sizes.get(i));
        }
      }
      if (passes >= fails) {
        return fails - 1; // not by size alone: what is certain is what lies below
      }
    }
    return passes;
  }

  private static List<Integer> between(int passes, int greatest) {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 1; i <= AT_ONCE; i++) {
      int size = passes + (int) Math.round((double) (greatest - passes) * i / AT_ONCE);
      if (size > passes && !sizes.contains(size)) {
        sizes.add(size);
      }
    }
    return sizes;
  }

  /** Any answer will do, "no permission" and an end of the connection too: only silence is none. */
  private boolean answered(String command, int bytes) {
    int frame = RespValue.request(command, "x".repeat(bytes)).length - bytes;
    try (Interview interview =
        Interview.open(
            server, wish.target().host(), wish.tls(), wish.credentials(), PATIENCE_MILLIS)) {
      return heard(interview, command, "x".repeat(Math.max(1, bytes - frame)));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean heard(Interview interview, String... words) {
    try {
      interview.ask(words);
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true; // a server that allows no such length ends the connection
    }
  }

  private static <T> CompletableFuture<T> inThread(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work,
        task -> {
          Thread thread = new Thread(task, "sizes");
          thread.setDaemon(true);
          thread.start();
        });
  }
}

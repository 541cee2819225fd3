package io.synscope.cli.diagnose;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Member;
import io.synscope.observation.ServerWords;
import io.synscope.server.Interview;
import io.synscope.server.Questionnaire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One server, asked about itself while the probe runs: at its beginning and at its end. */
final class Hearing {
  private static final int STEP_MILLIS = 2000;

  private final Wish wish;
  private final InetAddress address;
  private final CountDownLatch probed = new CountDownLatch(1);
  private final CompletableFuture<List<Member>> members = new CompletableFuture<>();
  private final CompletableFuture<ServerWords> words = new CompletableFuture<>();
  private String missing = "";

  private Hearing(Wish wish, InetAddress address) {
    this.wish = wish;
    this.address = address;
  }

  static Hearing begin(Wish wish, InetAddress address) {
    Hearing hearing = new Hearing(wish, address);
    Thread thread = new Thread(hearing::hear, "hearing " + address.getHostAddress());
    thread.setDaemon(true);
    thread.start();
    return hearing;
  }

  private void hear() {
    InetSocketAddress server = new InetSocketAddress(address, wish.target().port());
    try (Interview interview =
        Interview.open(server, wish.target().host(), wish.tls(), wish.credentials(), STEP_MILLIS)) {
      Questionnaire questions = new Questionnaire(interview, System::nanoTime);
      questions.first();
      members.complete(questions.members());
      probed.await();
      words.complete(questions.second(endpoint()));
    } catch (IOException | RuntimeException e) {
      members.complete(List.of());
      words.completeExceptionally(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  InetAddress address() {
    return address;
  }

  Endpoint endpoint() {
    return new Endpoint(Address.of(address.getAddress()), wish.target().port());
  }

  /** {@return the members of its deployment, once it has told; none where it does not in time} */
  List<Member> members(long waitNanos) throws InterruptedException {
    try {
      return members.get(Math.max(1, waitNanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return List.of();
    }
  }

  /** The probe is over: the second sample may be taken. {@return what the server told} */
  Optional<ServerWords> end(long waitNanos) throws InterruptedException {
    probed.countDown();
    try {
      return Optional.of(words.get(Math.max(1, waitNanos), TimeUnit.NANOSECONDS));
    } catch (TimeoutException e) {
      missing = "it did not answer in time";
    } catch (ExecutionException e) {
      Throwable why = e.getCause() == null ? e : e.getCause();
      missing = String.valueOf(why.getMessage());
    }
    return Optional.empty();
  }

  /** {@return why the server told nothing} */
  String missing() {
    return missing;
  }
}

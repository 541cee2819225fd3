package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.testkit.fixture.LabFixture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The time in the server, as the client's capture tells it, against the server's own capture.
 *
 * <p>Nobody at the client can see how long one packet was under way; only what packets usually
 * take. Where that varies by more than the tolerance, not even an oracle that knows the network's
 * true median would be near: there the bound of the error, which is part of each exchange, must
 * hold. Near is within 50 us or 10 %.
 */
class ServerTimeTest {
  private static final Pattern SCENARIOS =
      Pattern.compile(
          "redis_.*|healthy.*|app_hung|nagle_delayed_ack|zero_window_.*|client_read_timeout"
              + "|pool_exhaustion|latency_.*");
  private static final double MOST = 0.95;

  private final List<BothEnds> knowable = new ArrayList<>();
  private final List<BothEnds> all = new ArrayList<>();

  @Test
  void clientsCapture_isNearTheServersWhereTheNetworkLetsIt_andWithinItsBoundEverywhere() {
    System.out.println("scenario                 exchanges   near  oracle  in bound");
    for (LabFixture scenario : LabFixture.all(Fixtures.LAB)) {
      if (SCENARIOS.matcher(scenario.scenario()).matches()) {
        judge(scenario);
      }
    }
    print("all that can be known", knowable, Double.NaN);
    print("all", all, Double.NaN);

    assertThat(knowable).hasSizeGreaterThan(300);
    assertThat(share(knowable, BothEnds::near)).isGreaterThanOrEqualTo(MOST);
    assertThat(share(all, BothEnds::withinItsBound)).isGreaterThanOrEqualTo(MOST);
  }

  private void judge(LabFixture scenario) {
    Map<String, Path> captures = scenario.captures();
    List<BothEnds> told =
        BothEnds.of(
            Objects.requireNonNull(captures.get("client")),
            Objects.requireNonNull(captures.get("server")));
    if (!told.isEmpty()) {
      all.addAll(told);
      double oracle = oracle(told);
      if (oracle >= MOST) {
        knowable.addAll(told);
      }
      print(scenario.scenario(), told, oracle);
    }
  }

  /** What one would reach who knew the median of the network's time, but not each packet's. */
  private static double oracle(List<BothEnds> told) {
    List<Long> network = told.stream().map(BothEnds::networkNanos).sorted().toList();
    long median = network.get(network.size() / 2);
    return share(told, one -> one.near(one.trueNanos() + one.networkNanos() - median));
  }

  private static double share(List<BothEnds> told, Predicate<BothEnds> which) {
    return (double) told.stream().filter(which).count() / told.size();
  }

  private static void print(String name, List<BothEnds> told, double oracle) {
    System.out.printf(
        "%-25s %8d %5.1f%% %6.1f%% %8.1f%%%n",
        name,
        told.size(),
        100 * share(told, BothEnds::near),
        100 * oracle,
        100 * share(told, BothEnds::withinItsBound));
  }
}

package io.synscope.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Endpoint;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import io.synscope.testkit.fixture.LabConnection;
import io.synscope.testkit.fixture.LabFixture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Every scenario of the fault lab, judged from the client's and from the server's capture as the
 * lab itself judges: the headline's cause is one that this side can know, each connection's story
 * is the true one.
 */
class LabTest {
  /** Shares that must be reached; raised with every rule, never lowered. */
  private static final double CLIENT_CAUSES = 0.99;

  private static final double SERVER_CAUSES = 0.99;
  private static final double STORIES = 0.985;

  private final Map<String, int[]> score = new TreeMap<>();
  private final List<String> wrongCauses = new ArrayList<>();
  private final Map<String, Integer> confusion = new TreeMap<>();

  @Test
  void causesAndStories_areThoseOfTheLab() {
    for (LabFixture fixture : LabFixture.all(Fixtures.LAB)) {
      fixture
          .captures()
          .forEach((vantage, file) -> judge(fixture, vantage, Fixtures.analyze(file)));
    }
    print();

    assertThat(share("client causes")).isGreaterThanOrEqualTo(CLIENT_CAUSES);
    assertThat(share("server causes")).isGreaterThanOrEqualTo(SERVER_CAUSES);
    assertThat(share("stories")).isGreaterThanOrEqualTo(STORIES);
  }

  private void judge(LabFixture fixture, String vantage, Report report) {
    String cause = report.headline().cause();
    boolean acceptable = fixture.acceptable().get(vantage).contains(cause);
    count(vantage + " causes", acceptable);
    count("exact causes", cause.equals(fixture.cause()));
    if (!acceptable) {
      wrongCauses.add(
          "%s %s: one of %s, but judged %s"
              .formatted(vantage, fixture.scenario(), fixture.acceptable().get(vantage), cause));
    }
    Map<String, String> stories = stories(report);
    for (LabConnection connection : fixture.connections()) {
      if (connection.seenBy().contains(vantage)) {
        judge(connection, stories, vantage);
      }
    }
  }

  private void judge(LabConnection connection, Map<String, String> stories, String vantage) {
    String name = connection.client() + "#" + connection.incarnation();
    String story = stories.getOrDefault(name, stories.getOrDefault(connection.client(), "nothing"));
    boolean right = story.equals(connection.outcome());
    count(vantage + " stories", right);
    count("stories", right);
    if (!right) {
      confusion.merge(
          "%s %s judged %s".formatted(vantage, connection.outcome(), story), 1, Integer::sum);
    }
  }

  private static Map<String, String> stories(Report report) {
    Map<String, String> stories = new HashMap<>();
    for (AttemptLine attempt : report.attempts()) {
      String client = plain(attempt.client());
      stories.put(client + "#" + attempt.incarnation(), attempt.story().word());
      if (attempt.incarnation() == 0) {
        stories.put(client, attempt.story().word());
      }
    }
    return stories;
  }

  private static String plain(Endpoint endpoint) {
    return endpoint.toString().replace("[", "").replace("]", "");
  }

  private void count(String what, boolean right) {
    int[] counts = score.computeIfAbsent(what, unused -> new int[2]);
    counts[0] += right ? 1 : 0;
    counts[1]++;
  }

  private double share(String what) {
    int[] counts = score.get(what);
    return (double) counts[0] / counts[1];
  }

  private void print() {
    wrongCauses.forEach(System.out::println);
    confusion.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .forEach(e -> System.out.printf("%5d  %s%n", e.getValue(), e.getKey()));
    score.forEach(
        (what, counts) ->
            System.out.printf(
                "%-15s %d of %d (%.1f %%)%n", what, counts[0], counts[1], 100 * share(what)));
  }
}

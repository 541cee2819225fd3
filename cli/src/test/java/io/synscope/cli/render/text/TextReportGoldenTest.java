package io.synscope.cli.render.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.render.Golden;
import io.synscope.cli.render.SampleReport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class TextReportGoldenTest {
  private static final Pattern SGR = Pattern.compile("\u001b\\[[0-9;]*m");

  @Test
  void incident() {
    Golden.check(
        "incident.txt", new TextReport(TextStyle.PLAIN, false).render(SampleReport.incident()));
  }

  @Test
  void incidentWithEveryAttempt() {
    Golden.check(
        "incident-verbose.txt",
        new TextReport(TextStyle.PLAIN, true).render(SampleReport.incident()));
  }

  @Test
  void incidentInAscii() {
    String page = new TextReport(TextStyle.ASCII, true).render(SampleReport.incident());
    assertThat(page.chars()).allMatch(c -> c < 0x80);
    Golden.check("incident-ascii.txt", page);
  }

  @Test
  void healthy() {
    Golden.check(
        "healthy.txt", new TextReport(TextStyle.PLAIN, false).render(SampleReport.healthy()));
  }

  @Test
  void nothingRelevant() {
    Golden.check(
        "nothing.txt", new TextReport(TextStyle.PLAIN, false).render(SampleReport.nothing()));
  }

  @Test
  void colourChangesNoWord() {
    String plain = new TextReport(TextStyle.PLAIN, true).render(SampleReport.incident());
    String coloured =
        new TextReport(new TextStyle(true, true, TextStyle.COLUMNS), true)
            .render(SampleReport.incident());
    assertThat(coloured).isNotEqualTo(plain);
    assertThat(SGR.matcher(coloured).replaceAll("")).isEqualTo(plain);
  }

  @Test
  void noLineIsWiderThanThePage() {
    String page = new TextReport(TextStyle.PLAIN, true).render(SampleReport.incident());
    assertThat(page.lines()).allMatch(line -> Page.columns(line) <= TextStyle.COLUMNS);
  }

  @Test
  void escapeSequencesFromCapturedBytesDoNotReachTheTerminal() {
    assertThat(new TextReport(TextStyle.PLAIN, true).render(SampleReport.incident()))
        .doesNotContain("\u001b");
  }
}

package io.synscope.cli.render.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.render.ParsedPage;
import io.synscope.cli.render.SampleReport;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.report.AttemptLine;
import io.synscope.report.Report;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The page's structure and the numbers in it; how it looks is for eyes and for the browser test.
 */
final class HtmlReportTest {
  private static final String HOSTILE = "<script>alert(1)</script>\"'&\u202e\u001b[2J";
  private static final Report INCIDENT = SampleReport.incident();

  @Test
  void everythingInTheReportHasItsPlace() {
    ParsedPage page = page(Exhibit.of("edge", INCIDENT));
    assertThat(page.select("//h1")).containsExactly(INCIDENT.headline().sentence());
    assertThat(page.select("//section[starts-with(@class,'card finding')]"))
        .hasSameSizeAs(INCIDENT.findings());
    assertThat(page.select("//table[@id='attempts']/tbody/tr")).hasSameSizeAs(INCIDENT.attempts());
    assertThat(page.select("//table[@id='commands']/tbody/tr"))
        .hasSameSizeAs(INCIDENT.exchanges().orElseThrow().commands());
    assertThat(page.select("//*[contains(@class,'stall')]/*[@class='pausebar']"))
        .hasSameSizeAs(INCIDENT.exchanges().orElseThrow().stalls());
  }

  @Test
  void hostileTextStaysText() {
    Report report = attempts(List.of(attempt(0, HOSTILE), attempt(1, "")));
    ParsedPage page = page(Exhibit.of(HOSTILE, report), Exhibit.of("other", INCIDENT));
    assertThat(page.select("//script")).hasSize(1);
    assertThat(page.select("//script").get(0)).doesNotContain("alert");
    assertThat(page.select("//td[contains(.,'alert(1)')]"))
        .isNotEmpty()
        .allMatch(text -> text.contains("<script>alert(1)</script>"))
        .noneMatch(text -> text.contains("\u202e") || text.contains("\u001b"));
  }

  @Test
  void nothingIsFetched() {
    ParsedPage page = page(Exhibit.of("edge", INCIDENT));
    assertThat(page.select("//@src | //link | //iframe | //object")).isEmpty();
    assertThat(page.select("//@href")).isNotEmpty().allMatch(href -> href.startsWith("#"));
    assertThat(page.select("//style | //script")).noneMatch(own -> own.contains("url("));
  }

  @Test
  void everyPictureHasWordsForThoseWhoCannotSeeIt() {
    ParsedPage page = page(Exhibit.of("edge", INCIDENT));
    assertThat(page.select("//*[local-name()='svg']")).isNotEmpty();
    assertThat(page.select("//*[local-name()='svg'][not(@role='img') or not(@aria-label)]"))
        .isEmpty();
    assertThat(page.select("//input[not(@id = //label/@for)]")).isEmpty();
  }

  @Test
  void hundredThousandAttempts_areCountedWholeAndListedInPart() {
    List<AttemptLine> many = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      many.add(attempt(i, i == 50_000 ? "the odd one" : ""));
    }
    String html = new HtmlReport("1").render(List.of(Exhibit.of("large", attempts(many))));
    assertThat(html.getBytes(UTF_8).length).isLessThan(2_000_000);
    ParsedPage page = new ParsedPage(html);
    assertThat(page.select("//figcaption")).anyMatch(text -> text.contains("100,000 refused"));
    assertThat(page.select("//p")).anyMatch(text -> text.startsWith("2,000 of 100,000 attempts"));
    assertThat(page.select("//table[@id='attempts']/tbody/tr")).hasSize(2000);
  }

  @Test
  void severalRunsBeginWithWhatDiffers() {
    ParsedPage page = page(Exhibit.of("same", INCIDENT), Exhibit.of("cross", INCIDENT));
    assertThat(page.select("//table[@id='runs']/tbody/tr/td[1]"))
        .containsExactly(" same", " cross");
    assertThat(page.select("//article/@id")).containsExactly("r1-run", "r2-run");
    List<String> ids = page.select("//@id");
    assertThat(ids).doesNotHaveDuplicates();
  }

  private static ParsedPage page(Exhibit... runs) {
    return new ParsedPage(new HtmlReport("1").render(List.of(runs)));
  }

  private static Report attempts(List<AttemptLine> attempts) {
    return new Report(
        INCIDENT.input(),
        INCIDENT.vantage(),
        INCIDENT.vantageReasons(),
        INCIDENT.headline(),
        INCIDENT.findings(),
        INCIDENT.notChecked(),
        INCIDENT.listeners(),
        attempts,
        attempts.size(),
        INCIDENT.exchanges(),
        INCIDENT.latency(),
        INCIDENT.caveats());
  }

  private static AttemptLine attempt(int number, String reason) {
    return new AttemptLine(
        new Endpoint(Address.parse("10.1.0.9"), 1024 + number % 60_000),
        new Endpoint(Address.parse("10.1.0.2"), 6379),
        0,
        Outcome.REFUSED_RST,
        Story.REFUSED_RST,
        INCIDENT.input().firstNanos() + number * 1000L,
        1,
        0,
        List.of(0L),
        0,
        LossSide.NONE,
        "REJ",
        "",
        reason,
        number + 1,
        List.of((long) number + 1));
  }
}

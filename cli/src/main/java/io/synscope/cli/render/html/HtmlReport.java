package io.synscope.cli.render.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** One or several runs as one page; several begin with what differs between them. */
public final class HtmlReport {
  /** Nothing may be fetched, not even by a mistake of ours. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";

  private final String version;

  /**
   * A renderer.
   *
   * @param version of the program, for the foot of the page
   */
  public HtmlReport(String version) {
    this.version = version;
  }

  /** {@return the whole page} */
  public String render(List<Exhibit> runs) {
    Markup page = new Markup();
    page.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").open("head");
    page.empty("meta", "charset", "utf-8")
        .empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY)
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .empty("meta", "name", "color-scheme", "content", "light dark")
        .leaf("title", title(runs))
        .open("style")
        .verbatim(resource("report.css"))
        .close()
        .close();
    page.open("body").open("main");
    if (runs.size() > 1) {
      ComparisonSection.write(runs, page);
    }
    for (int i = 0; i < runs.size(); i++) {
      new RunSection(runs.get(i), i + 1, runs.size() > 1).write(page);
    }
    page.close();
    page.leaf(
        "footer",
        "Written by synscope "
            + version
            + ". This file fetches nothing. Times are UTC; frame numbers are Wireshark's.");
    page.open("script").verbatim(resource("report.js")).close();
    return page.close().close().toString();
  }

  private static String title(List<Exhibit> runs) {
    return runs.size() == 1
        ? "synscope: " + runs.get(0).report().headline().sentence()
        : "synscope: " + runs.size() + " runs side by side";
  }

  private static String resource(String name) {
    try (InputStream stream = HtmlReport.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the program was built without " + name);
      }
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

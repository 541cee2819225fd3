package io.synscope.cli.render.html;

import java.util.List;

/** One or several runs as one page; several begin with what differs between them. */
public final class HtmlReport {
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
    PageFrame frame = new PageFrame(version);
    Markup page = frame.begin(title(runs));
    if (runs.size() > 1) {
      ComparisonSection.write(runs, page);
    }
    for (int i = 0; i < runs.size(); i++) {
      new RunSection(runs.get(i), i + 1, runs.size() > 1).write(page);
    }
    return frame.end();
  }

  private static String title(List<Exhibit> runs) {
    return runs.size() == 1
        ? "synscope: " + runs.get(0).report().headline().sentence()
        : "synscope: " + runs.size() + " runs side by side";
  }
}

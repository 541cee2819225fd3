package io.synscope.cli.option;

import io.synscope.cli.render.html.ComparisonPage;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.render.html.HtmlReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The same report as a page to look at, beside what goes to stdout. */
public final class HtmlOption {
  @Option(
      names = "--html",
      paramLabel = "FILE",
      converter = WritableFileConverter.class,
      description = "write the report as one HTML page with pictures")
  private Optional<Path> file = Optional.empty();

  /** {@return whether a page was asked for} */
  public boolean wanted() {
    return file.isPresent();
  }

  /** Writes the page, where one is wanted. */
  public void write(List<Exhibit> runs) throws IOException {
    if (file.isPresent()) {
      String page = new HtmlReport(Version.number()).render(runs);
      Files.writeString(file.get(), page, StandardCharsets.UTF_8);
    }
  }

  /** Writes that page, where one is wanted. */
  public void write(ComparisonPage page) throws IOException {
    if (file.isPresent()) {
      Files.writeString(file.get(), page.render(Version.number()), StandardCharsets.UTF_8);
    }
  }
}

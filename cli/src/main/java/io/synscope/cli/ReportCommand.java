package io.synscope.cli;

import io.synscope.cli.option.ExitCode;
import io.synscope.cli.option.HtmlOption;
import io.synscope.cli.render.html.ComparisonPage;
import io.synscope.cli.render.html.Exhibit;
import io.synscope.cli.render.json.ComparedSides;
import io.synscope.cli.render.json.JsonReport;
import io.synscope.cli.render.json.Saved;
import io.synscope.cli.render.json.SavedReport;
import io.synscope.cli.terminal.CannotTellException;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Makes a page of reports that were saved as JSON; several stand side by side. */
@Command(
    name = "report",
    header = {
      "A page to look at, made of reports that were saved with --format json.",
      "",
      "  synscope report result.json --html incident.html",
      "  synscope report same-az.json cross-az.json --html compared.html    side by side",
      "",
    },
    synopsisHeading = "Usage: ",
    customSynopsis = {"synscope report RESULT.json... --html FILE", ""},
    footer = {
      "",
      "Packets of captures above 32 MB are not saved: synscope analyze --html FILE draws them."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RESULT.json", arity = "1..*", description = "saved reports")
  private List<Path> files = List.of();

  @Mixin private HtmlOption html = new HtmlOption();

  private final Terminal terminal;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (!html.wanted()) {
      throw new UsageException("report makes a page: name its file with --html FILE");
    }
    List<Exhibit> runs = new ArrayList<>();
    for (Path file : files) {
      Saved saved = read(file);
      if (saved instanceof SavedReport run) {
        runs.add(new Exhibit(title(file), run.report(), run.ladders()));
      } else if (saved instanceof ComparedSides sides) {
        compared(file, sides);
      }
    }
    if (!runs.isEmpty()) {
      html.write(runs);
    }
    terminal
        .talk()
        .println("wrote the page of " + files.size() + (files.size() == 1 ? " run" : " runs"));
    return ExitCode.OK.number();
  }

  private void compared(Path file, ComparedSides sides) throws IOException {
    if (files.size() > 1) {
      throw new UsageException(
          file + " compares two sides already: it makes a page of its own, name it alone");
    }
    ComparisonPage page = new ComparisonPage(sides.a(), sides.b());
    sides.phases().forEach(one -> page.add(one.phase(), one.clock(), one.comparison()));
    page.addPorts(sides.ports());
    html.write(page);
  }

  private static String title(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString().replaceFirst("\\.json$", "");
  }

  private static Saved read(Path file) throws IOException {
    try (InputStream stream = new BufferedInputStream(Files.newInputStream(file))) {
      return JsonReport.readAny(stream);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new CannotTellException(
          file
              + ": not a whole report ("
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
              + "); save one with synscope analyze --format json");
    }
  }
}

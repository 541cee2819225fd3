package io.synscope.cli.option;

import io.synscope.capture.CaptureOptions;
import io.synscope.cli.render.text.EvidencePage;
import io.synscope.cli.terminal.Terminal;
import io.synscope.cli.terminal.UsageException;
import io.synscope.evidence.EvidenceReader;
import io.synscope.evidence.Ladder;
import io.synscope.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What is shown of the packets themselves, behind the report. */
public final class EvidenceOptions {
  private static final String ALL = "all";
  private static final Pattern FINDING = Pattern.compile("[fF]?[1-9][0-9]{0,5}|" + ALL);

  @Option(
      names = "--explain",
      paramLabel = "F1|all",
      description = "the packets that show this finding, as a ladder")
  private String explain = "";

  @Option(names = "--wireshark", description = "display filters for the packets of each finding")
  private boolean wireshark;

  @Option(
      names = "--extract",
      paramLabel = "DIR",
      converter = WritableFolderConverter.class,
      description = "write a small pcapng of each finding's packets, headers only")
  private Optional<Path> extract = Optional.empty();

  @Option(names = "--with-payload", description = "--extract: with their payload")
  private boolean withPayload;

  /** Says what cannot be done before anything is read. */
  public void check(List<String> words, OutputFormat format) {
    if (!explain.isEmpty() && !FINDING.matcher(explain).matches()) {
      throw new UsageException(
          "--explain takes F1, F2, ... or all, not \"" + explain + "\"; the report numbers them");
    }
    if ((!explain.isEmpty() || wireshark) && format != OutputFormat.TEXT) {
      throw new UsageException(
          "--explain and --wireshark are text; leave out --format "
              + format
              + ", or write the packets with --extract DIR");
    }
    if (withPayload && extract.isEmpty()) {
      throw new UsageException("--with-payload belongs to --extract DIR");
    }
    if ((!explain.isEmpty() || extract.isPresent()) && !CaptureWords.rereadable(words)) {
      throw new UsageException(
          (explain.isEmpty() ? "--extract" : "--explain")
              + " reads the capture twice, and a pipe is gone after once; save it to a file first");
    }
  }

  /** Shows it, reading the files a second time where packets are wanted. */
  public void show(
      Report report,
      List<String> words,
      CaptureOptions options,
      OutputOptions output,
      Terminal terminal)
      throws IOException {
    EvidencePage page = new EvidencePage(output.style(terminal), report);
    if (!explain.isEmpty()) {
      explain(report, new EvidenceReader(CaptureWords.files(words), options), page);
    }
    if (wireshark) {
      page.displayFilters();
    }
    terminal.print(page.toString());
    if (extract.isPresent()) {
      List<Path> written =
          new EvidenceReader(CaptureWords.files(words), options)
              .extract(report.findings(), extract.get(), withPayload);
      if (!output.quiet()) {
        written.forEach(file -> terminal.talk().println("wrote " + file));
      }
    }
  }

  private void explain(Report report, EvidenceReader reader, EvidencePage page) throws IOException {
    int count = report.findings().size();
    boolean all = explain.equals(ALL);
    int number = all ? 1 : Integer.parseInt(explain.replaceFirst("[fF]", ""));
    if (!all && number > count) {
      throw new UsageException(
          "there is no F"
              + number
              + (count == 0 ? ": nothing was found" : ": the findings are F1 to F" + count));
    }
    int last = all ? count : number;
    List<Optional<Ladder>> ladders = reader.ladders(report.findings().subList(number - 1, last));
    for (int i = 0; i < ladders.size(); i++) {
      page.ladder(number + i, ladders.get(i));
    }
  }
}

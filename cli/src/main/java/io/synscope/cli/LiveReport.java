package io.synscope.cli;

import io.synscope.capture.live.Drops;
import io.synscope.report.Input;
import io.synscope.report.Report;
import java.util.List;
import java.util.stream.Stream;

/** The report of a live capture: that it was live, and what was lost on which interface. */
final class LiveReport {
  private LiveReport() {}

  static Report of(Report report, List<Drops> drops) {
    Input input = report.input();
    List<String> warnings =
        Stream.concat(
                drops.stream().filter(Drops::any).map(Drops::sentence), input.warnings().stream())
            .toList();
    Input live =
        new Input(
            Input.Kind.LIVE,
            input.files(),
            input.packets(),
            input.bytes(),
            input.firstNanos(),
            input.lastNanos(),
            input.quality(),
            warnings);
    return report.withInput(live);
  }
}

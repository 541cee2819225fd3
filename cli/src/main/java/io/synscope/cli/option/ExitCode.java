package io.synscope.cli.option;

import io.synscope.finding.Severity;
import io.synscope.report.Report;

/** What the process returns; 0 to 3 as monitoring plugins do. */
public enum ExitCode {
  /** Everything that was looked at is well. */
  OK(0, "nothing is wrong"),
  /** At least one finding of severity warning, none critical. */
  WARNING(1, "a warning: something works worse than it should"),
  /** At least one finding of severity critical. */
  CRITICAL(2, "critical: clients cannot do their work"),
  /** No verdict. */
  COULD_NOT_TELL(3, "could not tell: input unreadable, permission missing, nothing relevant seen"),
  /** EX_USAGE of sysexits(3). */
  USAGE(64, "the command line is wrong"),
  /** 128 + SIGPIPE, what any other program in a pipe returns. */
  BROKEN_PIPE(141, "the reader of the output went away");

  private final int number;
  private final String sentence;

  ExitCode(int number, String sentence) {
    this.number = number;
    this.sentence = sentence;
  }

  /** {@return what the process returns} */
  public int number() {
    return number;
  }

  /** {@return what it means} */
  public String sentence() {
    return sentence;
  }

  /** {@return the code for this report: its gravest finding decides} */
  public static ExitCode of(Report report) {
    if (report.headline().cause().equals("no_traffic")) {
      return COULD_NOT_TELL;
    }
    Severity gravest = report.headline().severity();
    for (var finding : report.findings()) {
      gravest = finding.severity().compareTo(gravest) > 0 ? finding.severity() : gravest;
    }
    return switch (gravest) {
      case INFO -> OK;
      case WARNING -> WARNING;
      case CRITICAL -> CRITICAL;
    };
  }
}

package io.synscope.cli.option;

import java.util.Locale;

/** The forms in which a report is written. */
public enum OutputFormat {
  /** A page for people. */
  TEXT,
  /** One JSON object, schema synscope/1. */
  JSON,
  /** One JSON object a line. */
  NDJSON;

  /** {@return the word as it is typed} */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

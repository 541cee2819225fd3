package io.synscope.cli;

/** The forms in which a report is written. */
enum OutputFormat {
  /** A page for people. */
  TEXT,
  /** One JSON object, schema synscope/1. */
  JSON,
  /** One JSON object a line. */
  NDJSON
}

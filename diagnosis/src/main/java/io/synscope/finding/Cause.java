package io.synscope.finding;

import java.util.ArrayList;
import java.util.List;

/**
 * Catalogue entry of one cause: what it means, what to do about it, how to tell that it helped.
 *
 * @param id the name that reports use, in snake case
 * @param title a few words for a headline
 * @param meaning one sentence that says what happens and why
 * @param severity how much it matters when nothing else is known
 * @param remedies what to do, most likely first
 * @param nextTests the tests that would settle what stays open
 * @param cite RFC sections, kernel sources, settings
 */
public record Cause(
    String id,
    String title,
    String meaning,
    Severity severity,
    List<Remedy> remedies,
    List<String> nextTests,
    String cite) {

  /** Starts a catalogue entry. */
  public static Writer named(String id, Severity severity) {
    return new Writer(id, severity);
  }

  /** Writes an entry line by line, so that it reads like a page of the catalogue. */
  public static final class Writer {
    private final String id;
    private final Severity severity;
    private final List<Remedy> remedies = new ArrayList<>();
    private final List<String> nextTests = new ArrayList<>();
    private String title = "";
    private String meaning = "";

    private Writer(String id, Severity severity) {
      this.id = id;
      this.severity = severity;
    }

    /** A few words for a headline. */
    public Writer title(String words) {
      title = words;
      return this;
    }

    /** One sentence. */
    public Writer meaning(String sentence) {
      meaning = sentence;
      return this;
    }

    /** What to do, with the command and the check. */
    public Writer remedy(String action, String command, String verify) {
      remedies.add(new Remedy(action, command, verify));
      return this;
    }

    /** A test that would settle an ambiguity. */
    public Writer nextTest(String test) {
      nextTests.add(test);
      return this;
    }

    /** {@return the entry, with its source} */
    public Cause cite(String source) {
      return new Cause(
          id, title, meaning, severity, List.copyOf(remedies), List.copyOf(nextTests), source);
    }
  }
}

package io.synscope.testkit.script;

import io.synscope.report.Report;
import java.util.List;

/** Something that a report on a script must say, or must not say. */
public interface Expectation {
  /** {@return what is amiss, one sentence each; empty when the report fulfils this} */
  List<String> missedBy(Report report, PacketScript script);
}

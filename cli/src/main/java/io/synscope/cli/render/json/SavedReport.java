package io.synscope.cli.render.json;

import io.synscope.evidence.Ladder;
import io.synscope.report.Report;
import java.util.List;
import java.util.Optional;

/**
 * What a file of ours holds about one run.
 *
 * @param report what was said
 * @param ladders for each finding the packets that show it, where they were at hand
 */
public record SavedReport(Report report, List<Optional<Ladder>> ladders) implements Saved {}

package io.synscope.report;

import io.synscope.finding.Finding;
import java.util.List;

/**
 * A live capture as it stands at one moment.
 *
 * @param nanos that moment
 * @param packets since the beginning
 * @param answered requests answered since the beginning
 * @param errorReplies of these, with an error
 * @param listeners attempts of the last minutes by server and outcome
 * @param begun findings that have become certain since the last glance
 * @param standing all that are certain now, most important first
 * @param ended those of the last glance that are no longer
 */
public record Glance(
    long nanos,
    long packets,
    long answered,
    long errorReplies,
    List<ListenerLine> listeners,
    List<Finding> begun,
    List<Finding> standing,
    List<Finding> ended) {}

package io.synscope.run;

import io.synscope.observation.Outcome;
import java.util.Map;

/**
 * How many of each; attempts of the warm-up are left out.
 *
 * @param attempts connections tried
 * @param attemptsServed of these, those on which everything asked was answered
 * @param byOutcome attempts by outcome
 * @param requests requests on kept connections
 * @param requestsServed of these, those answered in time by a server that serves
 * @param lateAnswers answers that came after their time; their values are in the histograms
 * @param stalled attempts and requests during which this process itself stood still
 */
public record Counts(
    long attempts,
    long attemptsServed,
    Map<Outcome, Long> byOutcome,
    long requests,
    long requestsServed,
    long lateAnswers,
    long stalled) {}

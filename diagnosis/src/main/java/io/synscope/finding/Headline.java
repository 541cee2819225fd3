package io.synscope.finding;

/**
 * The one sentence.
 *
 * @param cause id of the cause; {@code none} when all is well, {@code mixed} for unrelated causes
 *     of equal weight, {@code no_traffic} when nothing relevant was captured
 * @param severity how bad
 * @param confidence how sure
 * @param sentence what happened
 */
public record Headline(String cause, Severity severity, Confidence confidence, String sentence) {}

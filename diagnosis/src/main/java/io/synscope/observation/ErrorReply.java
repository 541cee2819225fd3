package io.synscope.observation;

/**
 * Error replies of one kind on one connection.
 *
 * @param code the first token: ERR, NOAUTH, OOM, ...
 * @param text the first such line, at most 120 characters, credentials never part of it
 * @param count how many
 * @param unasked whether the first came before any request
 * @param first the first
 * @param last the last
 */
public record ErrorReply(
    String code, String text, int count, boolean unasked, Moment first, Moment last) {}

package io.synscope.finding;

/**
 * A look-alike that the facts exclude.
 *
 * @param cause its id
 * @param because the fact that excludes it
 */
public record RuledOut(String cause, String because) {}

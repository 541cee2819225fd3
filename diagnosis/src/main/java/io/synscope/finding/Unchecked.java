package io.synscope.finding;

/**
 * Something that could not be looked at.
 *
 * @param what what was not checked
 * @param why why not
 * @param how what would allow it
 */
public record Unchecked(String what, String why, String how) {}

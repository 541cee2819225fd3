package io.synscope.finding;

/**
 * An action, the command that does it, and how to see that it worked.
 *
 * @param action what to do, as an imperative sentence
 * @param command the command line, or empty when there is none
 * @param verify how to check that it helped
 */
public record Remedy(String action, String command, String verify) {}

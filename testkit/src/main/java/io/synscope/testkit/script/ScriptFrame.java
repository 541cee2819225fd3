package io.synscope.testkit.script;

/**
 * One frame of a script's capture.
 *
 * @param nanos capture time since 1970-01-01 UTC
 * @param bytes what the capture kept
 * @param originalLength how long it was on the wire
 * @param label as the script calls it; empty when it has no name
 * @param line of the script
 */
public record ScriptFrame(long nanos, byte[] bytes, int originalLength, String label, int line) {}

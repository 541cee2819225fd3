package io.synscope.evidence;

import io.synscope.observation.Party;

/**
 * One packet of a ladder.
 *
 * @param frame its frame
 * @param nanos when it was captured
 * @param from who sent it; for an ICMP error, the end whose segment it answers is the receiver
 * @param words flags, relative numbers, length and options, in tcpdump's words
 * @param decisive what it shows; empty when it is only context
 */
public record Rung(long frame, long nanos, Party from, String words, String decisive) {}

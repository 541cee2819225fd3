package io.synscope.run;

import io.synscope.observation.FourTuple;

/**
 * One request on a connection that was there before.
 *
 * @param number its number on its address, from 0
 * @param warmUp whether it was made before measuring began
 * @param tuple the connection
 * @param atNanos when it was sent, epoch
 * @param served whether it was answered in time, by a server that serves
 * @param reply first characters of the reply; empty when none came
 * @param kernelNanos by the kernel's stamps; 0 where it does not tell
 * @param userNanos in this process
 * @param intendedNanos from when it should have been sent
 * @param clientStalled whether this process stood still meanwhile
 */
public record RequestEvent(
    long number,
    boolean warmUp,
    FourTuple tuple,
    long atNanos,
    boolean served,
    String reply,
    long kernelNanos,
    long userNanos,
    long intendedNanos,
    boolean clientStalled) {}

package io.synscope.exchange;

/**
 * A reply to one request.
 *
 * @param tag what the asker named the request
 * @param reply the reply
 * @param word what it means
 * @param nanos from the request to the whole reply, in this process
 * @param kernelNanos the same by the kernel's stamps on the segments; 0 where it does not tell
 * @param atNanos when the reply was complete
 */
public record Answer(
    long tag, Reply reply, ServerWord word, long nanos, long kernelNanos, long atNanos) {}

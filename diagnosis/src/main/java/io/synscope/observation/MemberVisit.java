package io.synscope.observation;

import java.util.Optional;

/**
 * What became of the visit to a member of a deployment.
 *
 * @param teller who announced it
 * @param member as it was announced
 * @param endpoint where it was found; empty where its name did not resolve
 * @param served whether it answered PING
 * @param saw what the visit showed, in words
 * @param says what it calls itself; empty where it did not tell
 */
public record MemberVisit(
    Endpoint teller,
    Member member,
    Optional<Endpoint> endpoint,
    boolean served,
    String saw,
    Optional<Member.Role> says) {}

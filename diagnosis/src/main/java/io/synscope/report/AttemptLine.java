package io.synscope.report;

import io.synscope.observation.Endpoint;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import java.util.List;

/**
 * One attempt in one line.
 *
 * @param client who asked
 * @param server who was asked
 * @param incarnation the k-th use of this 4-tuple, from 0
 * @param outcome of the handshake
 * @param story the whole life in one word
 * @param startNanos first SYN or connect()
 * @param syns SYN transmissions
 * @param synAcks SYN-ACK transmissions
 * @param synOffsetsNanos when each SYN was sent, from the first
 * @param handshakeNanos 0 when it was not completed
 * @param lossSide direction of a lost handshake packet
 * @param zeekState Zeek's conn_state
 * @param reporter who sent the ICMP error; empty when none
 * @param reason why it failed, where the witness knows more than the outcome; empty otherwise
 * @param firstFrame first frame
 * @param frames frames of the handshake
 */
public record AttemptLine(
    Endpoint client,
    Endpoint server,
    int incarnation,
    Outcome outcome,
    Story story,
    long startNanos,
    int syns,
    int synAcks,
    List<Long> synOffsetsNanos,
    long handshakeNanos,
    LossSide lossSide,
    String zeekState,
    String reporter,
    String reason,
    long firstFrame,
    List<Long> frames) {}

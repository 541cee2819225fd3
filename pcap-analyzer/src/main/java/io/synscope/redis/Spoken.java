package io.synscope.redis;

import io.synscope.observation.Conversation;
import io.synscope.observation.TlsHello;
import io.synscope.observation.Tongue;
import java.util.List;
import java.util.Optional;

/**
 * What both ends of a connection spoke.
 *
 * @param client what the client's first bytes are
 * @param server what the server's first bytes are
 * @param serverFirst whether the server spoke before it was asked
 * @param requestCut whether the client's last request is incomplete
 * @param replyCut whether the server's last reply is incomplete
 * @param hello TLS facts
 */
record Spoken(
    Tongue client,
    Tongue server,
    boolean serverFirst,
    boolean requestCut,
    boolean replyCut,
    TlsHello hello) {

  /** {@return the facts where nothing was asked or answered in RESP} */
  Conversation unpaired() {
    return new Conversation(
        client,
        server,
        serverFirst,
        0,
        0,
        List.of(),
        List.of(),
        0,
        Optional.empty(),
        false,
        requestCut,
        replyCut,
        false,
        false,
        0,
        0,
        0,
        0,
        hello);
  }
}

package io.synscope.rule.lookup;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** Two machines answer the same SYN. */
public final class DuplicateResponderRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("duplicate_responder", Severity.WARNING)
          .title("Two machines answer for one address")
          .meaning(
              "One SYN was answered by two SYN-ACKs with different initial sequence numbers: two"
                  + " machines believe to have the address, or a SYN proxy answers beside the server;"
                  + " connections then break as packets reach the one that does not know them.")
          .remedy(
              "Look for two link addresses behind that address (on its own link).",
              "arping -D -I INTERFACE {host}; ip neigh show {host}",
              "arping reports one link address only.")
          .remedy(
              "Take the address from the machine that should not have it (an old virtual address after"
                  + " a failover, a cloned machine).",
              "ip addr del {host}/PREFIX dev INTERFACE",
              "Each SYN is answered once: tcpdump -nv 'src host {host} and tcp port {port}'")
          .nextTest("Compare TTL and link address of the two SYN-ACKs: tcpdump -e -v")
          .cite("RFC 5227; RFC 9293 3.4.1");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              Trait.OTHER_RESPONDER,
              attempt ->
                  attempt.wire().handshake().otherResponder()
                      && attempt.wire().handshake().firstSyn().seen());
      if (!hits.isEmpty()) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(hits.size() > 1 ? Confidence.STRONG : Confidence.LIKELY)
            .say(
                "The SYN of %s to %s was answered twice, with different initial sequence numbers.",
                Phrase.count(hits.size(), "attempt"), listener.server())
            .handshakes("two SYN-ACKs that cannot come from one socket", hits, CAUSE.cite());
      }
    }
  }
}

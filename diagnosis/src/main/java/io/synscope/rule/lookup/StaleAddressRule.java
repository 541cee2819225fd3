package io.synscope.rule.lookup;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.Address;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.NameQuery;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;
import java.util.Optional;

/** DNS gives an address at which nobody serves, while another address serves the same port. */
public final class StaleAddressRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("dns_stale_address", Severity.WARNING)
          .title("DNS may give an old address")
          .meaning(
              "The name resolves to an address at which no connect succeeds, while another address"
                  + " serves the same port: the record, or a cached copy of it, may be out of date.")
          .remedy(
              "Compare what DNS says with where the server is now.",
              "dig +short {name}; redis-cli -h SERVER -p {port} PING",
              "The address that answers PONG is the one that DNS gives.")
          .remedy(
              "Correct the record, then let clients forget the old one (the JVM caches for"
                  + " networkaddress.cache.ttl seconds, forever where a security manager is set).",
              "resolvectl flush-caches",
              "New SYNs go to the right address: tcpdump -n 'tcp[tcpflags] & tcp-syn != 0'")
          .nextTest("dig +short {name} @AUTHORITATIVE: is the record itself old, or only a cache?")
          .cite("RFC 1035 3.2.1 TTL");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (NameQuery query : Questions.forAddresses(file)) {
      for (Listener listener : file.listeners()) {
        if (query.addresses().contains(listener.server().address())) {
          judge(file, docket, query, listener);
        }
      }
    }
  }

  private static void judge(CaseFile file, Docket docket, NameQuery query, Listener listener) {
    Address client = query.client().address();
    List<ConnectionAttempt> hits =
        listener.matching(attempt -> attempt.tuple().client().address().equals(client));
    boolean useless =
        !hits.isEmpty()
            && hits.stream()
                .noneMatch(
                    attempt -> attempt.outcome().established() || attempt.outcome().inconclusive());
    Optional<Listener> working =
        file.listeners().stream()
            .filter(other -> other.server().port() == listener.server().port())
            .filter(other -> !query.addresses().contains(other.server().address()))
            .filter(Listener::everAnswered)
            .findFirst();
    if (useless && working.isPresent() && docket.at(listener.server(), CAUSE.id()).isEmpty()) {
      docket
          .find(CAUSE)
          .at(listener.server())
          .about(query.name())
          .hits(hits)
          .confidence(Confidence.POSSIBLE)
          .say(
              "\"%s\" resolves to %s, where %s failed, while %s serves: the DNS record may be old.",
              query.name(),
              listener.server().address(),
              Phrase.count(hits.size(), "attempt"),
              working.get().server())
          .evidence("the name server gave that address", Questions.frames(query), CAUSE.cite())
          .handshakes("no connect to it succeeded", hits, "RFC 9293 3.5");
    }
  }
}

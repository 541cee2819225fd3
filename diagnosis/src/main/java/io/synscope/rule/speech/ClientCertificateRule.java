package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** The server demands a certificate of the client, and gets none that it accepts. */
public final class ClientCertificateRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("tls_client_cert_required", Severity.CRITICAL)
          .title("The server demands a client certificate")
          .meaning(
              "Redis demands a certificate of its TLS clients (tls-auth-clients yes is the"
                  + " default), and the client presented none, or one that the server's CA did not"
                  + " sign. With TLS 1.3 the client's handshake looks complete, and the refusal"
                  + " comes afterwards, encrypted.")
          .remedy(
              "Give the client a certificate that the server's CA signed.",
              "redis-cli --tls --cert client.crt --key client.key --cacert ca.crt -h {host} -p"
                  + " {port} PING",
              "PONG over TLS.")
          .remedy(
              "Or, where passwords suffice, do not demand it.",
              "redis-cli CONFIG SET tls-auth-clients no   # on the server",
              "The client connects without a certificate.")
          .nextTest(
              "the server's log: \"Error accepting a client connection: ... peer did not return a certificate\"")
          .cite("RFC 8446 4.4.2, 6.2; redis.conf: tls-auth-clients");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits = listener.matching(Trait.TLS, TlsAlert::serverWantsCertificate);
      if (!hits.isEmpty()) {
        write(docket.find(CAUSE).at(listener.server()), listener, hits);
      }
    }
  }

  private static void write(Draft draft, Listener listener, List<ConnectionAttempt> hits) {
    int alert =
        hits.stream().mapToInt(a -> a.wire().conversation().tls().serverAlert()).max().orElse(-1);
    String words = TlsAlert.words(hits.get(0));
    boolean named = alert > 0 || !words.isEmpty();
    String told = words.isEmpty() ? "alert " + TlsAlert.name(alert) : words;
    draft
        .hits(hits)
        .confidence(named ? Confidence.STRONG : Confidence.LIKELY)
        .say(
            "%s broke off %s: %s.",
            listener.server(),
            Phrase.count(hits.size(), "TLS connection"),
            named
                ? told
                : "after the client's part its only record has the size of an alert, so it did not"
                    + " like what the client presented")
        .alternative("tls_handshake_failed")
        .ruleOut("tls_untrusted_cert", "the client accepted the server's certificate and went on")
        .evidence(
            named
                ? "the server's answer: " + told
                : "one encrypted record of 19 bytes (alert 2, type 1, tag 16), then the close",
            TlsAlert.frames(hits),
            CAUSE.cite());
  }
}

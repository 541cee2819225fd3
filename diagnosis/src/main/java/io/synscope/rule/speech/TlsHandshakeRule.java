package io.synscope.rule.speech;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.TlsHello;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import io.synscope.rule.Trait;
import java.util.List;

/** A TLS handshake failed for another reason than certificates. */
public final class TlsHandshakeRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("tls_handshake_failed", Severity.CRITICAL)
          .title("The TLS handshake fails")
          .meaning(
              "One end broke the TLS handshake off with an alert: no common protocol version or"
                  + " cipher, an unknown server name, or a broken message.")
          .remedy(
              "See what the server offers.",
              "openssl s_client -connect {host}:{port} -tls1_2 </dev/null; openssl s_client -connect"
                  + " {host}:{port} -tls1_3 </dev/null",
              "One of them ends with a cipher and Verify return code: 0 (ok).")
          .remedy(
              "Let both ends share a version and a cipher.",
              "redis-cli CONFIG GET 'tls-*'   # tls-protocols, tls-ciphers, tls-ciphersuites",
              "redis-cli --tls -h {host} -p {port} PING answers PONG.")
          .nextTest(
              "openssl s_client -connect {host}:{port} -msg: the last message before the alert")
          .cite("RFC 8446 6.2");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.matching(
              Trait.TLS,
              attempt ->
                  TlsAlert.otherwiseFailed(attempt) && !TlsToPlainPortRule.answersInPlain(attempt));
      if (!hits.isEmpty()) {
        TlsHello tls = hits.get(0).wire().conversation().tls();
        String words = TlsAlert.words(hits.get(0));
        boolean server = tls.serverAlert() > 0 || !words.isEmpty();
        String alert =
            words.isEmpty()
                ? "alert " + TlsAlert.name(server ? tls.serverAlert() : tls.clientAlert())
                : words;
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.PROVEN)
            .say(
                "%s with %s failed: the %s broke it off: %s.",
                Phrase.count(hits.size(), "TLS handshake"),
                listener.server(),
                server ? "server" : "client",
                alert)
            .ruleOut("path_cut", "the alert arrived")
            .evidence("the reason: " + alert, TlsAlert.frames(hits), CAUSE.cite());
      }
    }
  }
}

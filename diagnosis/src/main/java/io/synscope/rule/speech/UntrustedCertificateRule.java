package io.synscope.rule.speech;

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

/** The client does not accept the server's certificate. */
public final class UntrustedCertificateRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("tls_untrusted_cert", Severity.CRITICAL)
          .title("The client rejects the server's certificate")
          .meaning(
              "The client broke the TLS handshake off after the server's certificate: it is signed"
                  + " by a CA that the client does not know, expired, or made for another purpose.")
          .remedy(
              "Look at the certificate: issuer, names, dates.",
              "openssl s_client -connect {host}:{port} -showcerts </dev/null | openssl x509 -noout"
                  + " -issuer -subject -dates -ext subjectAltName",
              "Verify return code: 0 (ok) with the client's CA file (-CAfile ca.crt).")
          .remedy(
              "Give the client the CA that signed it.",
              "redis-cli --tls --cacert ca.crt -h {host} -p {port} PING",
              "PONG over TLS.")
          .nextTest(
              "openssl s_client -CAfile ca.crt -connect {host}:{port}: the verify error names it")
          .cite("RFC 8446 6.2");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits = listener.matching(Trait.TLS, TlsAlert::clientDistrusts);
      if (!hits.isEmpty()) {
        String words = TlsAlert.words(hits.get(0));
        String alert =
            words.isEmpty()
                ? "alert " + TlsAlert.name(hits.get(0).wire().conversation().tls().clientAlert())
                : words;
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(Confidence.PROVEN)
            .say(
                "The client broke off %s to %s after the server's certificate: %s.",
                Phrase.count(hits.size(), "TLS handshake"), listener.server(), alert)
            .ruleOut("tls_client_cert_required", "the client broke it off")
            .evidence("the client's reason: " + alert, TlsAlert.frames(hits), CAUSE.cite());
      }
    }
  }
}

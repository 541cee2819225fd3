package io.synscope.rule.refusal;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ChecksumForm;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Vantage;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Draft;
import io.synscope.rule.Listener;
import io.synscope.rule.Rule;
import java.util.List;

/** The host answers the SYN with RST because no process listens on that address and port. */
public final class NoListenerRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("refused_no_listener", Severity.CRITICAL)
          .title("Connection refused: nothing listens on the port")
          .meaning(
              "The server's host answers each SYN with RST because no process listens on that"
                  + " address and port: Redis is not running, or listens elsewhere.")
          .remedy(
              "See on the server whether anything listens on that port, and on which address.",
              "ss -ltnp 'sport = :{port}'",
              "A LISTEN line shows {host}:{port}, 0.0.0.0:{port} or [::]:{port}.")
          .remedy(
              "Start the server if it is not running, and read why it stopped.",
              "systemctl status redis-server; journalctl -u redis-server -n 50",
              "redis-cli -h {host} -p {port} PING answers PONG from a client's host.")
          .remedy(
              "If it listens on 127.0.0.1 only, let it listen on the address that clients use"
                  + " (with a password or ACL set); this needs no restart.",
              "redis-cli CONFIG SET bind '127.0.0.1 {host}' && redis-cli CONFIG REWRITE",
              "ss -ltn 'sport = :{port}' lists {host}:{port}.")
          .nextTest("ss -ltnp 'sport = :{port}' on {host}: no LISTEN line, or one for 127.0.0.1")
          .nextTest(
              "nft list ruleset (or iptables-save) on {host}: a rule that rejects port {port} with"
                  + " tcp reset")
          .cite("RFC 9293 3.10.7.1; Linux tcp_v4_send_reset");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> refused = Refuser.HOST.victims(file, listener);
      if (!refused.isEmpty()) {
        write(file, docket.find(CAUSE).at(listener.server()).hits(refused), refused);
      }
    }
  }

  private static void write(CaseFile file, Draft draft, List<ConnectionAttempt> refused) {
    boolean atHost =
        file.vantage() == Vantage.SERVER
            && refused.stream()
                .flatMap(attempt -> Refuser.refusal(attempt).stream())
                .allMatch(reset -> reset.checksum() == ChecksumForm.VALID);
    draft
        .say(
            "%s refused %d connection attempts with RST: no process listens on that address and"
                + " port.",
            refused.get(0).tuple().server(), refused.size())
        .confidence(atHost ? Confidence.STRONG : Confidence.LIKELY)
        .alternative("refused_wrong_bind", "refused_by_host_firewall")
        .evidence(
            "the SYN was answered by RST,ACK with sequence 0, window 0 and no options",
            refused.stream().limit(8).flatMap(a -> a.handshakeFrames().stream()).toList(),
            CAUSE.cite());
  }
}

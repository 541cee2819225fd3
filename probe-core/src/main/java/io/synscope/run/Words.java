package io.synscope.run;

import io.synscope.connect.LineFailure;
import io.synscope.connect.TcpAccount;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Phase;
import java.util.Locale;
import java.util.Optional;

/** Reasons in words: what a reader of one attempt's line needs beside its outcome. */
final class Words {
  private Words() {}

  static String ofFailure(LineFailure failure, Optional<IcmpReport> icmp) {
    String call = failure.call().name().toLowerCase(Locale.ROOT);
    String words =
        failure.errno().words().isEmpty() ? failure.errno().name() : failure.errno().words();
    String rejected = icmp.map(report -> ", " + report + " from " + report.reporter()).orElse("");
    return words.toLowerCase(Locale.ROOT) + " (" + call + rejected + ")";
  }

  static String ofSilence(TcpAccount account, long waitedNanos) {
    String waited = seconds(waitedNanos);
    if (!account.known()) {
      return "no answer to connect in " + waited;
    }
    int syns = 1 + account.totalRetransmissions();
    if (account.totalRetransmissions() > 0 && account.retransmitted() == 0) {
      return "no SYN left this host in " + waited + " (" + syns + " were tried)";
    }
    return syns + (syns == 1 ? " SYN" : " SYNs") + ", no answer in " + waited;
  }

  static String ofSilentServer(Phase phase, TcpAccount account) {
    String what = phase == Phase.TLS ? "ClientHello" : "request";
    if (!account.known()) {
      return "no answer to the " + what;
    }
    return account.unacknowledged() > 0
        ? "the " + what + " was never acknowledged, sent " + (1 + account.retransmits()) + " times"
        : "the server's kernel acknowledged the " + what + ", the server did not answer it";
  }

  private static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}

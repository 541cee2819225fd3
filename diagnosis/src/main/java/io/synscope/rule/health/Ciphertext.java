package io.synscope.rule.health;

import io.synscope.observation.Tongue;
import io.synscope.rule.Audit;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Phrase;
import io.synscope.rule.Trait;

/** Connections whose requests and replies are encrypted. */
public final class Ciphertext implements Audit {
  @Override
  public void look(CaseFile file, Docket docket) {
    long encrypted =
        file.with(Trait.TLS).stream()
            .filter(attempt -> attempt.wire().conversation().tls().applicationBytes() > 0)
            .filter(attempt -> attempt.wire().conversation().client() == Tongue.TLS)
            .count();
    if (encrypted > 0) {
      docket.notChecked(
          "commands, error replies and slow requests of " + Phrase.count(encrypted, "connection"),
          "they are encrypted (TLS)",
          "the server's own words; of Redis: SLOWLOG GET 10, LATENCY LATEST and INFO errorstats");
    }
  }
}

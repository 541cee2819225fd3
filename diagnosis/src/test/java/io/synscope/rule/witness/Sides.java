package io.synscope.rule.witness;

import static io.synscope.testing.AttemptBuilder.to;

import io.synscope.finding.Finding;
import io.synscope.observation.Vantage;
import io.synscope.rule.book.Catalogue;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.Sightings;
import java.util.List;

/** Captures at the two ends of a path of two hops. */
final class Sides {
  static final String REDIS = "10.9.9.9:6379";
  static final String OTHER = "10.9.9.9:6380";

  private Sides() {}

  /** A connection that was captured two hops from the client and at the server. */
  static AttemptBuilder atClient(String server, int port) {
    return to(server).from("10.0.0.1:" + port).hops(64, 62);
  }

  static AttemptBuilder atServer(String server, int port) {
    return to(server).from("10.0.0.1:" + port).hops(62, 64);
  }

  static Side client(AttemptBuilder... attempts) {
    return new Side("client.pcap", 1, Sightings.from(Vantage.CLIENT).saw(attempts).judgement());
  }

  static Side server(AttemptBuilder... attempts) {
    return new Side("server.pcap", 1, Sightings.from(Vantage.SERVER).saw(attempts).judgement());
  }

  static List<Finding> findings(TwoCaptures both) {
    return both.judge(Catalogue.book()).findings();
  }
}

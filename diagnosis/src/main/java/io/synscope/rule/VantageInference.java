package io.synscope.rule;

import io.synscope.observation.CaptureFacts;
import io.synscope.observation.Observations;
import io.synscope.observation.Vantage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the capture was taken, from several independent signs; two must agree, or one must be
 * proof.
 */
final class VantageInference {
  private static final int CLEAN_HANDSHAKES = 3;
  private static final long STACK_TIME_NANOS = 300_000;

  private final Map<Vantage, Integer> votes = new EnumMap<>(Vantage.class);
  private final List<String> reasons = new ArrayList<>();
  private Vantage value = Vantage.UNKNOWN;

  private VantageInference() {}

  static VantageInference of(Observations observations, VantageSigns signs) {
    VantageInference inference = new VantageInference();
    if (signs.probed > 0) {
      inference.settle(Vantage.SOCKET, "the probe's own sockets");
      return inference;
    }
    inference.direction(observations.capture());
    if (signs.attempts > 0) {
      inference.hops(signs);
      inference.split(signs);
      inference.checksums(signs);
    }
    inference.decide();
    observations.declaredVantage().ifPresent(inference::declared);
    return inference;
  }

  Vantage value() {
    return value;
  }

  List<String> reasons() {
    return List.copyOf(reasons);
  }

  private void vote(Vantage vantage, int weight, String reason) {
    votes.merge(vantage, weight, Integer::sum);
    reasons.add(reason);
  }

  private void settle(Vantage vantage, String reason) {
    value = vantage;
    reasons.add(reason);
  }

  private void declared(Vantage vantage) {
    if (value != Vantage.UNKNOWN && value != vantage) {
      reasons.add(
          "V8: declared " + vantage + ", which contradicts the signs above (" + value + ")");
    } else {
      reasons.add("V8: declared by the user");
    }
    value = vantage;
  }

  /** V5: the capture itself says which frames its host sent. */
  private void direction(CaptureFacts capture) {
    long clients = capture.outboundFromClients();
    long servers = capture.outboundFromServers();
    if (clients > 0 && servers == 0) {
      vote(Vantage.CLIENT, 3, "V5: the capturing host sent the clients' packets (" + clients + ")");
    } else if (servers > 0 && clients == 0) {
      vote(Vantage.SERVER, 3, "V5: the capturing host sent the servers' packets (" + servers + ")");
    } else if (clients > 0) {
      vote(Vantage.MIDPATH, 2, "V5: the capturing host forwarded packets of both sides");
    }
  }

  /** V3: a TTL of exactly 64, 128 or 255 has passed no router. */
  private void hops(VantageSigns signs) {
    int most =
        Math.max(
            Math.max(signs.nearClientOnly, signs.nearServerOnly),
            Math.max(signs.nearBoth, signs.nearNeither));
    if (!signs.bothEndsSeen()) {
      oneSidedHops(signs);
    } else if (signs.nearBoth == most) {
      return; // no router in between: it may have been taken on either end
    } else if (signs.nearClientOnly == most) {
      vote(Vantage.CLIENT, 2, "V3: the clients' TTL has passed no router, the servers' has");
    } else if (signs.nearServerOnly == most) {
      vote(Vantage.SERVER, 2, "V3: the servers' TTL has passed no router, the clients' has");
    } else {
      vote(Vantage.MIDPATH, 2, "V3: both sides' TTL have passed routers");
    }
  }

  /** Only clients were seen: their TTL tells at least whether this is their end. */
  private void oneSidedHops(VantageSigns signs) {
    if (signs.clientsFar == 0) {
      vote(Vantage.CLIENT, 2, "V3: the clients' TTL has passed no router");
    } else if (signs.clientsNear == 0) {
      vote(Vantage.SERVER, 1, "V3: the clients' TTL has passed routers");
    }
  }

  /** V4: the share of the handshake that lies behind the capture point. */
  private void split(VantageSigns signs) {
    long before = signs.leastBeforeNanos;
    long behind = signs.leastBehindNanos;
    if (signs.cleanHandshakes < CLEAN_HANDSHAKES || before + behind < STACK_TIME_NANOS) {
      return;
    }
    double share = (double) behind / (before + behind);
    if (share < 0.1) {
      vote(Vantage.CLIENT, 1, "V4: the final ACK follows the SYN-ACK at once");
    } else if (share > 0.9) {
      vote(Vantage.SERVER, 1, "V4: the SYN-ACK follows the SYN at once");
    } else {
      vote(Vantage.MIDPATH, 1, "V4: the round trip splits on both sides of the capture point");
    }
  }

  /** V1: a checksum that the network card has yet to finish was captured on its sender's host. */
  private void checksums(VantageSigns signs) {
    if (signs.openClientChecksums > 0 && signs.openServerChecksums == 0) {
      vote(Vantage.CLIENT, 2, "V1: the clients' checksums are not finished yet");
    } else if (signs.openServerChecksums > 0 && signs.openClientChecksums == 0) {
      vote(Vantage.SERVER, 2, "V1: the servers' checksums are not finished yet");
    }
  }

  private void decide() {
    int best = votes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    long leaders = votes.values().stream().filter(weight -> weight == best).count();
    if (best >= 2 && leaders == 1) {
      votes.forEach((vantage, weight) -> value = weight == best ? vantage : value);
    } else if (best > 0) {
      reasons.add("the signs are too weak or contradict each other");
    }
  }
}

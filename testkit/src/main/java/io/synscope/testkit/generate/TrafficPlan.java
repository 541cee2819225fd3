package io.synscope.testkit.generate;

/**
 * What traffic to make. One plan always gives the same bytes.
 *
 * @param packets how many frames
 * @param mix of what kind
 * @param seed of everything that looks random
 * @param snapLength bytes kept of each frame
 * @param pcapng pcapng instead of pcap
 */
public record TrafficPlan(long packets, Mix mix, long seed, int snapLength, boolean pcapng) {
  private static final int WHOLE = 262_144;

  /** Kinds of traffic. */
  public enum Mix {
    /** About one connection for a hundred packets: pools that live for a while, some failures. */
    STEADY(32, 10, 10),
    /** About one connection for six packets: connect, ask once, close, and many failures. */
    CHURN(1, 30, 20),
    /** SYNs, each from another address and port, and a few clients that mean it. */
    FLOOD(5, 0, 0);

    final int exchanges;
    final int refusedPercent;
    final int ignoredPercent;

    Mix(int exchanges, int refusedPercent, int ignoredPercent) {
      this.exchanges = exchanges;
      this.refusedPercent = refusedPercent;
      this.ignoredPercent = ignoredPercent;
    }
  }

  /** {@return a plan for a pcap file with whole frames} */
  public static TrafficPlan of(long packets, Mix mix) {
    return new TrafficPlan(packets, mix, 1, WHOLE, false);
  }

  /** {@return this plan with as many frames} */
  public TrafficPlan sized(long count) {
    return new TrafficPlan(count, mix, seed, snapLength, pcapng);
  }

  /** {@return this plan with that kind of traffic} */
  public TrafficPlan mixed(Mix other) {
    return new TrafficPlan(packets, other, seed, snapLength, pcapng);
  }

  /** {@return this plan with that snap length} */
  public TrafficPlan cutAt(int length) {
    return new TrafficPlan(packets, mix, seed, length, pcapng);
  }

  /** {@return this plan as pcapng} */
  public TrafficPlan asPcapng() {
    return new TrafficPlan(packets, mix, seed, snapLength, true);
  }

  /** {@return this plan with other accidents} */
  public TrafficPlan seeded(long other) {
    return new TrafficPlan(packets, mix, other, snapLength, pcapng);
  }
}

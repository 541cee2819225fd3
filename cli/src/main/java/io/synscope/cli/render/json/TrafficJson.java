package io.synscope.cli.render.json;

import io.synscope.report.ExchangeSummary.Traffic;
import java.io.IOException;

/** The figures that commands, clients and keys have in common. */
final class TrafficJson {
  private TrafficJson() {}

  /** All but the sum of times, which stands last; {@code count} is what their number is called. */
  static Fields write(String count, Traffic traffic, Fields fields) throws IOException {
    return fields
        .number(count, traffic.count())
        .number("errors", traffic.errors())
        .number("requestBytes", traffic.requestBytes())
        .number("replyBytes", traffic.replyBytes())
        .number("p50Nanos", traffic.p50Nanos())
        .number("p99Nanos", traffic.p99Nanos())
        .number("maxNanos", traffic.maxNanos());
  }

  static Traffic read(String count, Node node) {
    return new Traffic(
        node.number(count),
        node.number("errors"),
        node.number("requestBytes"),
        node.number("replyBytes"),
        node.number("p50Nanos"),
        node.number("p99Nanos"),
        node.number("maxNanos"),
        node.number("totalNanos"));
  }
}

package io.synscope.cli.render;

import static io.synscope.cli.render.SampleReport.MILLIS;
import static io.synscope.cli.render.SampleReport.SERVER;
import static io.synscope.cli.render.SampleReport.START;
import static io.synscope.cli.render.SampleReport.V6_SERVER;
import static io.synscope.cli.render.SampleReport.endpoint;

import io.synscope.observation.Endpoint;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.FrameId;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.report.AttemptLine;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.LatencyLine;
import java.util.Arrays;
import java.util.List;

/** Attempts, exchanges and times of the reports in {@link SampleReport}. */
final class SampleLines {
  private static final ExchangeSummary.Traffic GETS =
      new ExchangeSummary.Traffic(
          12_345, 2, 400_000, 1_200_000, 180_000, 2_100_000, 61 * MILLIS, 2_400 * MILLIS);

  private SampleLines() {}

  static List<AttemptLine> attempts() {
    return List.of(
        attempt(
            "10.1.0.9",
            41_394,
            SERVER,
            Outcome.REFUSED_RST,
            Story.REFUSED_RST,
            List.of(0L),
            0,
            0,
            LossSide.NONE,
            1,
            2),
        new AttemptLine(
            endpoint("2001:db8::9", 40_001),
            V6_SERVER,
            1,
            Outcome.ESTABLISHED_RETRIED,
            Story.SYN_RETRANSMIT_THEN_OK,
            START,
            2,
            1,
            List.of(0L, 1_016 * MILLIS),
            1_016 * MILLIS,
            LossSide.FORWARD,
            "SF",
            "",
            "",
            FrameId.of(1, 70),
            List.of(FrameId.of(1, 70), FrameId.of(1, 77))),
        new AttemptLine(
            endpoint("10.1.0.9", 41_400),
            endpoint("10.9.0.1", 6379),
            0,
            Outcome.UNREACHABLE_ICMP,
            Story.ICMP_UNREACHABLE,
            START,
            1,
            0,
            List.of(0L),
            0,
            LossSide.NONE,
            "S0",
            "10.1.0.1",
            "ICMP 3/13: communication administratively prohibited",
            FrameId.of(0, 9),
            List.of(FrameId.of(0, 9), FrameId.of(1, 1))));
  }

  static AttemptLine attempt(
      String client,
      int port,
      Endpoint server,
      Outcome outcome,
      Story story,
      List<Long> syns,
      int synAcks,
      long handshake,
      LossSide loss,
      long... frames) {
    return new AttemptLine(
        endpoint(client, port),
        server,
        0,
        outcome,
        story,
        START,
        syns.size(),
        synAcks,
        syns,
        handshake,
        loss,
        outcome.zeekState(),
        "",
        "",
        frames[0],
        Arrays.stream(frames).boxed().toList());
  }

  static ExchangeSummary exchanges() {
    return new ExchangeSummary(
        List.of(
            new ExchangeSummary.CommandLine("GET", GETS, 110_000, 60_000),
            new ExchangeSummary.CommandLine(
                "KEYS",
                new ExchangeSummary.Traffic(
                    3, 0, 90, 90_000, 58 * MILLIS, 61 * MILLIS, 61 * MILLIS, 176 * MILLIS),
                58 * MILLIS,
                61_000)),
        List.of(
            new ExchangeSummary.SlowExchange(
                "10.1.0.9:41394",
                "10.1.0.2:6379",
                "KEYS",
                61 * MILLIS,
                60_900_000,
                61_000,
                0,
                12_000,
                List.of(FrameId.of(0, 100), FrameId.of(0, 104)))),
        List.of(
            new ExchangeSummary.ClientError(
                "10.1.0.9",
                "10.1.0.2:6379",
                new ErrorReply(
                    "NOAUTH",
                    "NOAUTH Authentication required.\u001b[2J",
                    2,
                    false,
                    new Moment(START, 0),
                    new Moment(START + MILLIS, 0)))),
        List.of(
            new ExchangeSummary.StallLine(
                "10.1.0.2:6379",
                START + 100 * MILLIS,
                61 * MILLIS,
                5,
                "KEYS",
                "10.1.0.9:41394",
                List.of(FrameId.of(0, 100)),
                List.of())),
        List.of(
            new ExchangeSummary.ClientLine(
                "10.1.0.9",
                "10.1.0.2:6379",
                8,
                new ExchangeSummary.Traffic(
                    12_348, 2, 400_090, 1_290_000, 180_000, 2_100_000, 61 * MILLIS, 2_576 * MILLIS),
                List.of(
                    new ExchangeSummary.Habit("pool_size", 8, 3, "holds 8 connections"),
                    new ExchangeSummary.Habit(
                        "command_timeout", 500 * MILLIS, 2, "gives up a command after 500 ms")))),
        List.of(new ExchangeSummary.KeyLine("h:91af03c2", GETS)),
        4,
        1);
  }

  static List<LatencyLine> latency() {
    return List.of(
        new LatencyLine(
            "CONNECT",
            "[2001:db8::2]:6380",
            "wire",
            411,
            0,
            38_900,
            41_200,
            52_000,
            1_023 * MILLIS,
            1_030 * MILLIS,
            1_030 * MILLIS),
        new LatencyLine(
            "CONNECT",
            "10.1.0.2:6379",
            "wire",
            0,
            3,
            0,
            LatencyLine.UNBOUNDED,
            LatencyLine.UNBOUNDED,
            LatencyLine.UNBOUNDED,
            LatencyLine.UNBOUNDED,
            0),
        new LatencyLine(
            "ROUND_TRIP",
            "[2001:db8::2]:6380",
            "wire",
            12_348,
            0,
            90_000,
            180_000,
            400_000,
            2_100_000,
            58 * MILLIS,
            61 * MILLIS));
  }
}

package io.synscope.cli.render;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Headline;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.finding.Unchecked;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.ErrorReply;
import io.synscope.observation.FrameId;
import io.synscope.observation.LossSide;
import io.synscope.observation.Moment;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.report.AttemptLine;
import io.synscope.report.ExchangeSummary;
import io.synscope.report.Input;
import io.synscope.report.LatencyLine;
import io.synscope.report.ListenerLine;
import io.synscope.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports made by hand that use every field of the report's model. */
public final class SampleReport {
  private static final long START = 1_795_215_662_123_456_789L;
  private static final long MILLIS = 1_000_000;
  private static final ExchangeSummary.Traffic GETS =
      new ExchangeSummary.Traffic(
          12_345, 2, 400_000, 1_200_000, 180_000, 2_100_000, 61 * MILLIS, 2_400 * MILLIS);
  private static final Endpoint SERVER = endpoint("10.1.0.2", 6379);
  private static final Endpoint V6_SERVER = endpoint("2001:db8::2", 6380);

  private SampleReport() {}

  /** {@return two files, two causes, everything that a section can show} */
  public static Report incident() {
    return new Report(
        new Input(
            Input.Kind.CAPTURE,
            List.of("/var/tmp/edge 1.pcapng", "/var/tmp/edge2.pcap"),
            1234,
            98_765,
            START,
            START + 12_345 * MILLIS,
            List.of(
                new Input.QualityLine(
                    "droppedByKernel", 17, "packets dropped by the kernel while capturing"),
                new Input.QualityLine(
                    "offloadChecksums", 310, "checksums left to the network card")),
            List.of(
                "/var/tmp/edge2.pcap: the last record is cut at byte 98,700: 41 of 60 bytes are missing")),
        Vantage.CLIENT,
        List.of("V3: the client's segments carry unfinished checksums"),
        new Headline(
            "refused_no_listener",
            Severity.CRITICAL,
            Confidence.STRONG,
            "Nothing listens on 10.1.0.2:6379: 3 of 3 attempts were refused by a RST that came from the server's own distance."),
        List.of(refused(), retried()),
        List.of(
            new Unchecked(
                "Whether a firewall on the server itself refuses",
                "its RST is byte-identical to the kernel's",
                "capture on the server, or read its rules: nft list ruleset")),
        List.of(
            new ListenerLine(SERVER, 3, Map.of(Outcome.REFUSED_RST, 3L), 2, 0, 0, 0),
            new ListenerLine(
                V6_SERVER,
                412,
                Map.of(
                    Outcome.ESTABLISHED_CLEAN,
                    409L,
                    Outcome.ESTABLISHED_RETRIED,
                    2L,
                    Outcome.INCONCLUSIVE_HEAD,
                    1L),
                7,
                41_200,
                1_023 * MILLIS,
                38_900)),
        attempts(),
        415,
        Optional.of(exchanges()),
        latency(),
        List.of("The capture dropped 17 packets: what is missing may have been there."));
  }

  /** {@return one attempt, nothing to tell} */
  public static Report healthy() {
    return new Report(
        new Input(
            Input.Kind.CAPTURE,
            List.of("healthy.pcap"),
            9,
            702,
            START,
            START + 2 * MILLIS,
            List.of(),
            List.of()),
        Vantage.UNKNOWN,
        List.of(),
        new Headline(
            "none",
            Severity.INFO,
            Confidence.PROVEN,
            "Nothing is wrong: 1 of 1 attempts to 10.1.0.2:6379 was established at once."),
        List.of(),
        List.of(),
        List.of(
            new ListenerLine(
                SERVER, 1, Map.of(Outcome.ESTABLISHED_CLEAN, 1L), 1, 41_200, 41_200, 41_200)),
        List.of(
            attempt(
                "10.1.0.9",
                41_394,
                SERVER,
                Outcome.ESTABLISHED_CLEAN,
                Story.OK,
                List.of(0L),
                1,
                41_200,
                LossSide.NONE,
                1,
                2,
                3)),
        1,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /** {@return a capture in which there is no TCP} */
  public static Report nothing() {
    return new Report(
        new Input(
            Input.Kind.CAPTURE,
            List.of("dns.pcap"),
            2,
            164,
            START,
            START + MILLIS,
            List.of(),
            List.of()),
        Vantage.UNKNOWN,
        List.of(),
        new Headline(
            "no_traffic",
            Severity.INFO,
            Confidence.INCONCLUSIVE,
            "No TCP packet in this capture: 2 packets of other protocols."),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static Finding refused() {
    Cause cause =
        Cause.named("refused_no_listener", Severity.CRITICAL)
            .title("Nothing listens")
            .meaning(
                "The server's kernel answers every SYN with RST because no socket listens on that address and port.")
            .remedy(
                "Start the server, or point the clients at the port that it listens on.",
                "systemctl restart redis-server",
                "ss -ltn 'sport = :6379' shows LISTEN")
            .remedy(
                "Compare the address that it listens on with the one that is asked.",
                "redis-cli CONFIG GET bind",
                "")
            .nextTest("ss -ltnp on the server")
            .cite("RFC 9293 3.10.7.1");
    return new Finding(
        cause,
        Severity.CRITICAL,
        Confidence.STRONG,
        "Every SYN to 10.1.0.2:6379 was answered by a RST within 0.1 ms, and the RSTs have the server's own TTL.",
        List.of("refused_by_host_firewall", "refused_wrong_bind"),
        List.of(
            new RuledOut(
                "refused_by_firewall",
                "the RST's TTL 63 equals that of the server's other packets")),
        List.of(
            endpoint("10.1.0.9", 41_394),
            endpoint("10.1.0.9", 41_396),
            endpoint("10.1.0.11", 50_000)),
        3,
        Optional.of(SERVER),
        3,
        new Moment(START, FrameId.of(0, 1)),
        new Moment(START + 2_000 * MILLIS, FrameId.of(1, 4)),
        List.of(
            new Evidence(
                "A RST that acknowledges the SYN answered each of 3 SYNs",
                List.of(FrameId.of(0, 1), FrameId.of(0, 2), FrameId.of(0, 3), FrameId.of(1, 4)),
                "RFC 9293 3.10.7.3"),
            Evidence.of("No other packet came from 10.1.0.2:6379", "")),
        cause.remedies(),
        cause.nextTests(),
        "");
  }

  private static Finding retried() {
    Cause cause =
        Cause.named("syn_loss", Severity.WARNING)
            .title("SYNs were lost")
            .meaning("A SYN was lost on its way.")
            .cite("RFC 6298 5.5");
    return new Finding(
        cause,
        Severity.WARNING,
        Confidence.LIKELY,
        "2 of 412 SYNs to [2001:db8::2]:6380 were lost and repeated after one second.",
        List.of(),
        List.of(),
        List.of(endpoint("2001:db8::9", 40_001)),
        1,
        Optional.of(V6_SERVER),
        1,
        new Moment(START + 5_000 * MILLIS, FrameId.of(1, 77)),
        new Moment(START + 5_000 * MILLIS, FrameId.of(1, 77)),
        List.of(
            new Evidence(
                "The SYN-ACK echoes the timestamp of the second SYN",
                List.of(70L, 71L, 72L, 73L, 74L, 75L, 76L, 77L, 78L, 79L).stream()
                    .map(n -> FrameId.of(1, n))
                    .toList(),
                "RFC 7323 3.2")),
        List.of(),
        List.of(),
        "accept_queue_overflow");
  }

  private static List<AttemptLine> attempts() {
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

  private static AttemptLine attempt(
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
        java.util.Arrays.stream(frames).boxed().toList());
  }

  private static ExchangeSummary exchanges() {
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

  private static List<LatencyLine> latency() {
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

  private static Endpoint endpoint(String address, int port) {
    return new Endpoint(Address.parse(address), port);
  }
}

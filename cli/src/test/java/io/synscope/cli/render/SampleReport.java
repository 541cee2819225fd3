package io.synscope.cli.render;

import io.synscope.finding.Confidence;
import io.synscope.finding.Headline;
import io.synscope.finding.Severity;
import io.synscope.finding.Unchecked;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.observation.Vantage;
import io.synscope.report.Input;
import io.synscope.report.ListenerLine;
import io.synscope.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports made by hand that use every field of the report's model. */
public final class SampleReport {
  static final long START = 1_795_215_662_123_456_789L;
  static final long MILLIS = 1_000_000;
  static final Endpoint SERVER = endpoint("10.1.0.2", 6379);
  static final Endpoint V6_SERVER = endpoint("2001:db8::2", 6380);

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
        List.of(SampleFindings.refused(), SampleFindings.retried()),
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
        SampleLines.attempts(),
        415,
        Optional.of(SampleLines.exchanges()),
        SampleLines.latency(),
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
            SampleLines.attempt(
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

  static Endpoint endpoint(String address, int port) {
    return new Endpoint(Address.parse(address), port);
  }
}

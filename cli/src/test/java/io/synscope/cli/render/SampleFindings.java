package io.synscope.cli.render;

import static io.synscope.cli.render.SampleReport.MILLIS;
import static io.synscope.cli.render.SampleReport.SERVER;
import static io.synscope.cli.render.SampleReport.START;
import static io.synscope.cli.render.SampleReport.V6_SERVER;
import static io.synscope.cli.render.SampleReport.endpoint;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.RuledOut;
import io.synscope.finding.Severity;
import io.synscope.observation.FrameId;
import io.synscope.observation.Moment;
import java.util.List;
import java.util.Optional;

/** The findings of {@link SampleReport#incident}. */
final class SampleFindings {
  private SampleFindings() {}

  static Finding refused() {
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

  static Finding retried() {
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
}

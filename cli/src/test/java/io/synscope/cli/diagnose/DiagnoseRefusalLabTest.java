package io.synscope.cli.diagnose;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.report.Report;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.need.RequiresRoot;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Everybody who can say no to a SYN, and those who say nothing. */
@RequiresRoot
@RequiresLibpcap
@RequiresCommand({"ip", "nft", "ss", "redis-server"})
final class DiagnoseRefusalLabTest {
  @RegisterExtension static final Bed BED = new Bed();

  @ParameterizedTest
  @CsvSource({Lab.SERVER + ":7001", "[" + Lab.SERVER_V6 + "]:7001"})
  void aPortThatNobodyListensOn(String target) {
    assertNamed(target, "refused_no_listener");
  }

  @Test
  void aPortThatNobodyListensOn_seenOnTheServer() {
    Report report = BED.diagnose(BED.lab().server(), Lab.SERVER + ":7001", Optional.empty());
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("refused_no_listener");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp reset, refused_by_firewall",
    "icmpx type admin-prohibited, reject_icmp_admin_prohibited",
    "icmpx type host-unreachable, reject_icmp_host_unreach",
    "icmpx type no-route, no_route_at_router"
  })
  void aRouterThatSaysNo(String how, String cause) {
    BED.redis();
    BED.lab().router().rule("forward", "tcp dport 6379 reject with " + how);
    assertNamed(Lab.SERVER + ":6379", cause);
  }

  @ParameterizedTest
  @CsvSource({
    "tcp reset, refused_by_firewall",
    "icmpx type admin-prohibited, reject_icmp_admin_prohibited"
  })
  void aRouterThatSaysNo_overIpv6(String how, String cause) {
    BED.redis();
    BED.lab().router().rule("forward", "tcp dport 6379 reject with " + how);
    assertNamed("[" + Lab.SERVER_V6 + "]:6379", cause);
  }

  @Test
  void theServersOwnFirewall_saysThatThePortIsUnreachable() {
    BED.redis();
    BED.lab().server().rule("input", "tcp dport 6379 reject with icmpx type port-unreachable");
    assertNamed(Lab.SERVER + ":6379", "reject_icmp_port_unreach");
  }

  @Test
  void theServersOwnFirewall_resets() {
    BED.redis();
    BED.lab().server().rule("input", "tcp dport 6379 reject with tcp reset");
    assertNamed(Lab.SERVER + ":6379", "refused_by_host_firewall");
  }

  @Test
  void theServersOwnFirewall_resets_seenOnTheServer() {
    BED.redis();
    BED.lab().server().rule("input", "tcp dport 6379 reject with tcp reset");
    Report report = BED.diagnose(BED.lab().server(), Lab.SERVER + ":6379", Optional.empty());
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("refused_by_host_firewall");
  }

  @ParameterizedTest
  @CsvSource({Lab.SERVER + ":6379", "[" + Lab.SERVER_V6 + "]:6379"})
  void aRouterThatSwallowsSyns(String target) {
    BED.redis();
    BED.lab().router().rule("forward", "tcp dport 6379 drop");
    assertNamed(target, "silent_drop");
  }

  @Test
  void theClientsOwnFirewall_swallows_andTheWireShowsNoSyn() {
    BED.redis();
    BED.lab().client().rule("output", "tcp dport 6379 drop");
    Report report = BED.diagnose(6379);
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("client_egress_blocked");
    assertThat(report.checks())
        .anyMatch(line -> line.endsWith(" judged, 0 of 0 attempts among them"));
  }

  @Test
  void aClientWithoutARoute() {
    BED.lab().client().run("ip", "route", "del", "default");
    try {
      assertNamed("10.99.0.1:6379", "no_route_local");
    } finally {
      BED.lab().client().run("ip", "route", "add", "default", "via", Lab.ROUTER);
    }
  }

  @Test
  void aRepeatedSyn_isToldWithItsTimesOnTheWire() {
    BED.redis();
    BED.lab().router().rule("forward", "tcp dport 6379 drop");
    Report report = BED.diagnose(6379);
    assertThat(report.attempts().get(0).synOffsetsNanos()).hasSizeGreaterThan(1).startsWith(0L);
  }

  /** From the client only, what drops and in which direction stays open. */
  @ParameterizedTest
  @CsvSource({"server, input, dport", "router, forward, sport"})
  void packetsThatAreSwallowedElsewhere(String where, String hook, String port) {
    BED.redis();
    (where.equals("server") ? BED.lab().server() : BED.lab().router())
        .rule(hook, "tcp " + port + " 6379 drop");
    assertNamed(Lab.SERVER + ":6379", "silent_drop");
  }

  @Test
  void theServersOwnFirewall_swallows_seenOnTheServer() {
    BED.redis();
    BED.lab().server().rule("input", "tcp dport 6379 drop");
    Report report = BED.diagnose(BED.lab().server(), Lab.SERVER + ":6379", Optional.empty());
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo("drop_host_firewall");
  }

  @Test
  void mostSynsAreSwallowed_andNothingElse() {
    BED.redis();
    BED.lab()
        .router()
        .rule("forward", "tcp dport 6379 tcp flags & (syn|ack) == syn numgen inc mod 10 < 6 drop");
    assertNamed(Lab.SERVER + ":6379", "syn_loss_only");
  }

  private static void assertNamed(String target, String cause) {
    Report report = BED.diagnose(BED.lab().client(), target, Optional.empty());
    assertThat(Bed.cause(report)).as(Bed.all(report)).isEqualTo(cause);
  }
}

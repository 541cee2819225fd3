package io.synscope.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.connect.Transport;
import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.testkit.lab.Lab;
import io.synscope.testkit.lab.Namespace;
import io.synscope.testkit.need.RequiresCommand;
import io.synscope.testkit.need.RequiresRoot;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the client alone can tell of a handshake: real kernels, real firewalls, one test a
 * condition.
 */
@RequiresRoot
@RequiresCommand({"ip", "nft"})
class HandshakeLabTest {
  private static final Lab LAB = Lab.create();
  private static final String CLOSED = Lab.SERVER + ":6400";
  private static final String CLOSED_V6 = "[" + Lab.SERVER_V6 + "]:6400";
  private static final String TO_6400 = "tcp dport 6400 ";

  @AfterAll
  static void remove() {
    LAB.close();
  }

  @AfterEach
  void flush() {
    LAB.flushRules();
  }

  @ParameterizedTest
  @CsvSource({CLOSED, CLOSED_V6})
  void closedPort_isRefusedByRst(String target) {
    AttemptEvent event = LabProbe.one(LAB.client(), target);
    assertThat(event.attempt().outcome()).isEqualTo(Outcome.REFUSED_RST);
    assertThat(event.sight().errno()).isEqualTo("ECONNREFUSED");
    assertThat(event.sight().icmp()).isEmpty();
    assertThat(event.sight().segmentsIn()).isEqualTo(1);
  }

  @Test
  void resettingRouter_looksLikeAClosedPort() {
    LAB.router().rule("forward", TO_6400 + "reject with tcp reset");
    assertThat(LabProbe.one(LAB.client(), CLOSED).attempt().outcome())
        .isEqualTo(Outcome.REFUSED_RST);
  }

  @ParameterizedTest
  @CsvSource({
    "port-unreachable, 3, 3, REFUSED_ICMP, ECONNREFUSED",
    "prot-unreachable, 3, 2, REFUSED_ICMP, ENOPROTOOPT",
    "net-unreachable, 3, 0, UNREACHABLE_ICMP, ENETUNREACH",
    "host-unreachable, 3, 1, UNREACHABLE_ICMP, EHOSTUNREACH",
    "net-prohibited, 3, 9, UNREACHABLE_ICMP, ENETUNREACH",
    "host-prohibited, 3, 10, UNREACHABLE_ICMP, EHOSTUNREACH",
    "admin-prohibited, 3, 13, UNREACHABLE_ICMP, EHOSTUNREACH",
  })
  void rejectingRouter_isNamedWithItsCode(
      String kind, int type, int code, Outcome outcome, String errno) {
    LAB.router().rule("forward", TO_6400 + "reject with icmp type " + kind);
    AttemptEvent event = LabProbe.one(LAB.client(), CLOSED);
    assertRejected(event, outcome, errno, type, code, Lab.ROUTER);
  }

  @ParameterizedTest
  @CsvSource({
    "no-route, 1, 0, UNREACHABLE_ICMP, ENETUNREACH",
    "admin-prohibited, 1, 1, UNREACHABLE_ICMP, EACCES",
    "addr-unreachable, 1, 3, UNREACHABLE_ICMP, EHOSTUNREACH",
    "port-unreachable, 1, 4, REFUSED_ICMP, ECONNREFUSED",
    "policy-fail, 1, 5, UNREACHABLE_ICMP, EACCES",
    "reject-route, 1, 6, UNREACHABLE_ICMP, EACCES",
  })
  void rejectingRouter_isNamedWithItsCodeOnIpv6(
      String kind, int type, int code, Outcome outcome, String errno) {
    LAB.router().rule("forward", TO_6400 + "reject with icmpv6 type " + kind);
    AttemptEvent event = LabProbe.one(LAB.client(), CLOSED_V6);
    assertRejected(event, outcome, errno, type, code, Lab.ROUTER_V6);
  }

  @Test
  void rejectingChannel_isNamedToo() {
    LAB.router().rule("forward", TO_6400 + "reject with icmp type admin-prohibited");
    AttemptEvent event =
        LabProbe.one(LAB.client(), CLOSED, plan -> plan.withTransport(Transport.Kind.EPOLL, false));
    assertRejected(event, Outcome.UNREACHABLE_ICMP, "EHOSTUNREACH", 3, 13, Lab.ROUTER);
  }

  @Test
  void rejectOfOurOwnFirewall_isLocalPolicy() {
    LAB.client().rule("output", TO_6400 + "reject with icmp type admin-prohibited");
    AttemptEvent event = LabProbe.one(LAB.client(), CLOSED);
    assertRejected(event, Outcome.LOCAL_POLICY, "EHOSTUNREACH", 3, 13, Lab.CLIENT);
  }

  @Test
  void rejectOfTheServersFirewall_namesTheServer() {
    LAB.server().rule("input", TO_6400 + "reject");
    AttemptEvent event = LabProbe.one(LAB.client(), CLOSED);
    assertRejected(event, Outcome.REFUSED_ICMP, "ECONNREFUSED", 3, 3, Lab.SERVER);
  }

  @ParameterizedTest
  @CsvSource({
    "throw, ENETUNREACH, LOCAL_NO_ROUTE",
    "unreachable, EHOSTUNREACH, LOCAL_NO_ROUTE",
    "prohibit, EACCES, LOCAL_POLICY",
    "blackhole, EINVAL, LOCAL_POLICY",
  })
  void routeThatLeadsNowhere_isLocalAndAtOnce(String kind, String errno, Outcome outcome) {
    LAB.client().run("ip", "route", "add", kind, "192.0.2.0/24");
    try {
      AttemptEvent event = LabProbe.one(LAB.client(), "192.0.2.1");
      assertThat(event.attempt().outcome()).isEqualTo(outcome);
      assertThat(event.sight().errno()).isEqualTo(errno);
      assertThat(event.sight().failedAtOnce()).isTrue();
      assertThat(event.sight().icmp()).isEmpty();
    } finally {
      LAB.client().run("ip", "route", "del", kind, "192.0.2.0/24");
    }
  }

  @Test
  void noRouteAtAll_isLocalAndAtOnce() {
    LAB.client().run("ip", "route", "del", "default");
    try {
      AttemptEvent event = LabProbe.one(LAB.client(), CLOSED);
      assertThat(event.attempt().outcome()).isEqualTo(Outcome.LOCAL_NO_ROUTE);
      assertThat(event.sight().errno()).isEqualTo("ENETUNREACH");
      assertThat(event.sight().failedAtOnce()).isTrue();
    } finally {
      LAB.client().run("ip", "route", "add", "default", "via", Lab.ROUTER);
    }
  }

  @Test
  void routerWithoutARoute_isNamed() {
    AttemptEvent event = LabProbe.one(LAB.client(), "198.51.100.1");
    assertRejected(event, Outcome.UNREACHABLE_ICMP, "ENETUNREACH", 3, 0, Lab.ROUTER);
  }

  @Test
  void nobodyAnswersArp_hereOrBehindTheRouter() {
    List<AttemptEvent> events =
        LabProbe.run(
            LAB.client(),
            plan -> plan.withTimeout(4000 * LabProbe.MILLI),
            "10.77.1.99",
            "10.77.2.99",
            "[fd77:1::99]");
    assertThat(to(events, "10.77.1.99").attempt().outcome())
        .isEqualTo(Outcome.LOCAL_NEIGHBOUR_UNREACHABLE);
    assertThat(to(events, "10.77.1.99").story()).isEqualTo(Story.ARP_FAILED);
    assertThat(to(events, "fd77:1::99").attempt().outcome())
        .isEqualTo(Outcome.LOCAL_NEIGHBOUR_UNREACHABLE);
    assertRejected(
        to(events, "10.77.2.99"), Outcome.UNREACHABLE_ICMP, "EHOSTUNREACH", 3, 1, Lab.ROUTER);
  }

  @Test
  void silentDrop_isUnanswered() {
    LAB.router().rule("forward", TO_6400 + "drop");
    AttemptEvent event = LabProbe.one(LAB.client(), CLOSED);
    assertThat(event.attempt().outcome()).isEqualTo(Outcome.UNANSWERED);
    assertThat(event.sight().synRetransmissions()).isEqualTo(1);
    assertThat(event.sight().synsStuck()).isFalse();
    assertThat(event.sight().segmentsIn()).isZero();
    assertThat(event.reason()).startsWith("2 SYNs, no answer in 1.5 s");
  }

  @Test
  void dropOfOurOwnFirewall_isLocalPolicy() {
    LAB.client().rule("output", TO_6400 + "drop");
    AttemptEvent event = LabProbe.one(LAB.client(), CLOSED);
    assertThat(event.attempt().outcome()).isEqualTo(Outcome.LOCAL_POLICY);
    assertThat(event.sight().synsStuck()).isTrue();
  }

  @Test
  void fullAcceptQueue_isUnansweredLikeADrop() throws Exception {
    try (ServerSocket full = LabProbe.listen(LAB.server(), 6401, 1)) {
      List<AttemptEvent> events =
          LabProbe.run(
              LAB.client(),
              plan -> plan.withSchedule(() -> Arrivals.bursts(6, LabProbe.MILLI), Limit.count(6)),
              Lab.SERVER + ":6401");
      assertThat(events)
          .extracting(event -> event.attempt().outcome())
          .contains(Outcome.UNANSWERED);
      assertThat(events).filteredOn(event -> event.attempt().outcome().established()).isNotEmpty();
      assertThat(full.isClosed()).isFalse();
    }
  }

  @Test
  void noSourcePortLeft_isLocal() throws Exception {
    LAB.client().sysctl("net.ipv4.ip_local_port_range", "40000 40001");
    List<Socket> holding = new ArrayList<>();
    try (ServerSocket open = LabProbe.listen(LAB.server(), 6403, 50)) {
      AttemptEvent event =
          LAB.client()
                      .call(
                          () -> {
                            for (int i = 0; i < 2; i++) {
                              holding.add(new Socket(Lab.SERVER, 6403));
                            }
                            return null;
                          })
                  == null
              ? LabProbe.one(LAB.client(), Lab.SERVER + ":6403")
              : null;
      assertThat(event.attempt().outcome()).isEqualTo(Outcome.LOCAL_PORTS_EXHAUSTED);
      assertThat(event.sight().errno()).isEqualTo("EADDRNOTAVAIL");
      assertThat(open.isClosed()).isFalse();
    } finally {
      for (Socket socket : holding) {
        socket.close();
      }
      LAB.client().sysctl("net.ipv4.ip_local_port_range", "32768 60999");
    }
  }

  @Test
  void closedEphemeralPortOfThisHost_isASelfConnect() {
    Namespace client = LAB.client();
    client.sysctl("net.ipv4.ip_local_port_range", "41394 41394");
    try {
      assertThat(LabProbe.one(client, "127.0.0.1:41394").attempt().outcome())
          .isEqualTo(Outcome.LOCAL_SELF_CONNECT);
    } finally {
      client.sysctl("net.ipv4.ip_local_port_range", "32768 60999");
    }
  }

  private static AttemptEvent to(List<AttemptEvent> events, String address) {
    return events.stream()
        .filter(event -> event.attempt().tuple().server().address().equals(Address.parse(address)))
        .findFirst()
        .orElseThrow();
  }

  private static void assertRejected(
      AttemptEvent event, Outcome outcome, String errno, int type, int code, String by) {
    assertThat(event.attempt().outcome()).isEqualTo(outcome);
    assertThat(event.sight().errno()).isEqualTo(errno);
    IcmpReport icmp = event.sight().icmp().orElseThrow();
    assertThat(icmp.type()).isEqualTo(type);
    assertThat(icmp.code()).isEqualTo(code);
    assertThat(icmp.reporter()).isEqualTo(Address.parse(by));
  }
}

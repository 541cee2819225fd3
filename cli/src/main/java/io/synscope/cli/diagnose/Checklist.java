package io.synscope.cli.diagnose;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.HostCounters;
import io.synscope.observation.Member;
import io.synscope.observation.MemberVisit;
import io.synscope.observation.ServerWords;
import io.synscope.observation.ServerWords.SlowEntry;
import io.synscope.observation.SettlingTest;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbeResult;
import io.synscope.target.Resolution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What was looked at and what it showed, a line each: what a finding does not say is ruled out. */
final class Checklist {
  private static final Address UNSPECIFIED = new Address(0, 0);

  private final Facts facts;
  private final ProbeResult probe;
  private final List<String> lines = new ArrayList<>();

  Checklist(Facts facts, ProbeResult probe) {
    this.facts = facts;
    this.probe = probe;
  }

  List<String> lines() {
    probe.resolutions().forEach(this::name);
    connects();
    facts.tests.forEach(this::test);
    facts.servers.forEach(this::server);
    facts.visits.forEach(this::visit);
    facts.hosts.forEach(this::host);
    return lines;
  }

  private void name(Resolution resolution) {
    if (!resolution.literal()) {
      lines.add(
          "name: %s is %s, told after %.1f ms"
              .formatted(
                  resolution.target().host(),
                  resolution.addresses().isEmpty()
                      ? "unknown (" + resolution.words() + ")"
                      : resolution.addresses().stream()
                          .map(address -> Address.of(address.getAddress()).toString())
                          .collect(Collectors.joining(", ")),
                  resolution.nanos() / 1e6));
    }
  }

  private void connects() {
    Map<Endpoint, long[]> byServer = new LinkedHashMap<>();
    Set<Endpoint> visited =
        facts.visits.stream()
            .flatMap(visit -> visit.endpoint().stream())
            .collect(Collectors.toSet());
    for (AttemptEvent event : probe.attempts()) {
      if (visited.contains(event.attempt().tuple().server())) {
        continue; // it has a line of its own
      }
      long[] counts =
          byServer.computeIfAbsent(event.attempt().tuple().server(), server -> new long[4]);
      counts[0]++;
      counts[1] += event.attempt().outcome().established() ? 1 : 0;
      counts[2] += event.served() ? 1 : 0;
      counts[3] += event.sight().synRetransmissions();
    }
    byServer.keySet().removeIf(server -> server.address().equals(UNSPECIFIED)); // told above
    byServer.forEach(
        (server, counts) ->
            lines.add(
                "TCP and PING: %s: %d of %d connected, %d SYNs sent again, %d served"
                    .formatted(server, counts[1], counts[0], counts[3], counts[2])));
  }

  private void test(SettlingTest test) {
    lines.add("test: " + test.did() + ": " + test.saw());
  }

  private void server(ServerWords words) {
    if (words.after().isEmpty()) {
      return;
    }
    lines.add(size(words));
    words.links().forEach(link -> lines.add("server: " + link));
    longest(words.slow()).stream()
        .limit(3)
        .forEach(
            slow ->
                lines.add(
                    String.format(
                        Locale.ROOT,
                        "server: SLOWLOG has %s with %.1f ms",
                        slow.command(),
                        slow.micros() / 1e3)));
    words.events().stream()
        .limit(3)
        .forEach(
            event ->
                lines.add(
                    "server: LATENCY has %s with %d ms, %d ms at worst"
                        .formatted(event.event(), event.lastMillis(), event.worstMillis())));
    words.clients().stream()
        .limit(3)
        .forEach(
            group ->
                lines.add(
                    "server: connections from %2$s: %1$d, the oldest %3$d s, idle up to %4$d s"
                        .formatted(
                            group.connections(),
                            group.address(),
                            group.oldestSeconds(),
                            group.idleSeconds())));
  }

  private static String size(ServerWords words) {
    String memory = words.field("used_memory_human");
    String limit = words.number("maxmemory") > 0 ? words.field("maxmemory_human") : "unlimited";
    return "server: Redis %s, up %s s, %s of %s clients (%d turned away), memory %s of %s"
        .formatted(
            words.field("redis_version"),
            words.field("uptime_in_seconds"),
            words.field("connected_clients"),
            words.field("maxclients").isEmpty()
                ? words.setting("maxclients")
                : words.field("maxclients"),
            words.growth("rejected_connections"),
            memory,
            limit);
  }

  /** The longest of each command. */
  private static List<SlowEntry> longest(List<SlowEntry> slow) {
    Map<String, SlowEntry> byCommand = new LinkedHashMap<>();
    slow.stream()
        .sorted(Comparator.comparingLong(SlowEntry::micros).reversed())
        .forEach(entry -> byCommand.putIfAbsent(entry.command(), entry));
    return List.copyOf(byCommand.values());
  }

  private void visit(MemberVisit visit) {
    Member member = visit.member();
    lines.add(
        "node: %s is said to be a %s%s; %s"
            .formatted(
                member.hostPort(),
                member.role().word(),
                member.state().isEmpty() ? "" : " (" + member.state() + ")",
                visit.saw()));
  }

  private void host(HostCounters host) {
    boolean listens = host.setting(HostCounters.QUEUE_LIMIT) >= 0;
    lines.add(
        "host: %s, ListenOverflows +%d, ListenDrops +%d, TCPReqQFullDrop +%d"
            .formatted(
                listens
                    ? "listen queue "
                        + host.setting(HostCounters.QUEUE)
                        + " of "
                        + host.setting(HostCounters.QUEUE_LIMIT)
                    : "no listen queue is known",
                host.growth("ListenOverflows"),
                host.growth("ListenDrops"),
                host.growth("TCPReqQFullDrop")));
    lines.add(
        "host: somaxconn %d, tcp_max_syn_backlog %d, tcp_abort_on_overflow %d, descriptors %s"
            .formatted(
                host.setting("somaxconn"),
                host.setting("tcp_max_syn_backlog"),
                host.setting("tcp_abort_on_overflow"),
                host.setting("process.descriptors") < 0
                    ? "not known"
                    : host.setting("process.descriptors")
                        + " of "
                        + host.setting("process.descriptorLimit")));
  }
}

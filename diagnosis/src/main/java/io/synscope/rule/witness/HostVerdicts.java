package io.synscope.rule.witness;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.HostCounters;
import io.synscope.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;

/** What the kernel of the server's host shows to be wrong. */
public final class HostVerdicts {
  private static final double NEAR = 0.9;
  private static final int DESCRIPTORS_OF_REDIS = 32; // redis keeps that many for itself
  private static final long PRESSURE_CENTIPERCENT = 1000; // 10 % of the last 10 s

  private static final Cause CONNTRACK =
      Cause.named("conntrack_full", Severity.CRITICAL)
          .title("The connection tracking table is full")
          .meaning("Where nf_conntrack is full, packets of new connections are dropped in silence.")
          .remedy(
              "Raise the limit, or exempt this port from tracking.",
              "sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max; nft list ruleset | grep -n ct",
              "nf_conntrack_count stays well below nf_conntrack_max.")
          .cite("Linux nf_conntrack: table full, dropping packet");

  private static final Cause WRONG_BIND =
      Cause.named("refused_wrong_bind", Severity.CRITICAL)
          .title("Connection refused: the server listens on another address")
          .meaning(
              "A process listens on that port, but is bound to another address of its host: the"
                  + " kernel answers for the address that was asked with RST.")
          .remedy(
              "Let it listen on the address that clients use, with a password or ACL set; Redis 6.2"
                  + " and later need no restart for that.",
              "redis-cli CONFIG SET bind '127.0.0.1 {host}' && redis-cli CONFIG REWRITE",
              "ss -ltn 'sport = :{port}' lists {host}:{port}.")
          .cite("redis.conf: bind; bind(2)");

  private static final Cause PRESSURE =
      Cause.named("host_under_pressure", Severity.WARNING)
          .title("The host is short of memory")
          .meaning("Processes on this host stand still because memory is missing.")
          .remedy(
              "See what uses the memory, and whether Redis is swapped out.",
              "cat /proc/pressure/memory; grep -H VmSwap /proc/$(pidof redis-server)/status; vmstat 1 5",
              "si and so are 0; pressure is near 0.")
          .cite("Linux PSI, /proc/pressure/memory");

  private final RuleBook book;
  private final HostCounters host;
  private final boolean letIn;
  private final List<Finding> findings = new ArrayList<>();

  private HostVerdicts(RuleBook book, HostCounters host, List<ConnectionAttempt> attempts) {
    this.book = book;
    this.host = host;
    letIn =
        attempts.stream()
            .anyMatch(a -> a.outcome().established() && a.tuple().server().equals(host.server()));
  }

  /** {@return what is wrong, beside what these attempts saw} */
  public static List<Finding> of(
      RuleBook book, HostCounters host, List<ConnectionAttempt> attempts) {
    HostVerdicts verdicts = new HostVerdicts(book, host, attempts);
    verdicts.binding();
    verdicts.acceptQueue();
    verdicts.synQueue();
    verdicts.descriptors();
    verdicts.tracking();
    verdicts.pressure();
    return verdicts.findings;
  }

  /** Somebody listens on that port, but not on that address, which let nobody in. */
  private void binding() {
    if (!letIn && host.setting(HostCounters.ELSEWHERE) > 0) {
      findings.add(
          new Verdict(WRONG_BIND, host.server())
              .confidence(Confidence.PROVEN)
              .say(
                  "Nobody listens on %s, but on the same port of another address of this host."
                      .formatted(host.server()))
              .evidence(
                  "ss -ltn shows %d listeners on port %d, none of them on %s or on all addresses"
                      .formatted(
                          host.setting(HostCounters.ELSEWHERE),
                          host.server().port(),
                          host.server().address()),
                  "ss(8); bind(2)")
              .ruleOut("refused_no_listener", "there is a listener, on another address")
              .ruleOut("refused_by_host_firewall", "nobody listens on that address")
              .write());
    }
  }

  /** ListenDrops alone is no overflow: only exit_overflow counts ListenOverflows. */
  private void acceptQueue() {
    long overflows = host.growth("ListenOverflows");
    long queue = host.setting(HostCounters.QUEUE);
    long limit = host.setting(HostCounters.QUEUE_LIMIT);
    boolean full = limit >= 0 && queue > limit;
    if (!full && (overflows == 0 || limit < 0 || queue * 2 < limit)) {
      return;
    }
    add(
        book.cause("accept_queue_overflow").orElseThrow(),
        full ? Confidence.PROVEN : Confidence.STRONG,
        overflows,
        "%s has %d connections waiting for accept(), of at most %d: the kernel drops SYNs in silence."
            .formatted(host.server(), queue, limit + 1),
        "listen queue %d, limit %d; ListenOverflows grew by %d and ListenDrops by %d during this run"
            .formatted(queue, limit, overflows, host.growth("ListenDrops")),
        "ss -ltn: Recv-Q and Send-Q; /proc/net/netstat; Linux tcp_v4_syn_recv_sock");
  }

  private void synQueue() {
    long dropped = host.growth("TCPReqQFullDrop");
    long cookies = host.growth("TCPReqQFullDoCookies") + host.growth("SyncookiesSent");
    long halfOpen = host.setting(HostCounters.HALF_OPEN);
    long room = host.setting("tcp_max_syn_backlog");
    long ignored = host.growth("ListenDrops") - host.growth("ListenOverflows");
    // Linux tcp_conn_request: without cookies the last quarter is kept for hosts known before
    boolean full = host.setting("tcp_syncookies") == 0 && halfOpen * 4 >= room * 3 && ignored > 0;
    if (dropped == 0 && full) {
      add(
          book.cause("syn_queue_overflow").orElseThrow(),
          Confidence.STRONG,
          ignored,
          "%s has %d half-open connections, tcp_max_syn_backlog is %d and SYN cookies are off: %d SYNs were dropped during this run."
              .formatted(host.server(), halfOpen, room, ignored),
          "%d sockets in SYN-RECV; ListenDrops grew by %d, ListenOverflows by %d"
              .formatted(halfOpen, host.growth("ListenDrops"), host.growth("ListenOverflows")),
          "ss -tn state syn-recv; Linux tcp_conn_request");
    }
    if (dropped > 0) {
      add(
          book.cause("syn_queue_overflow").orElseThrow(),
          Confidence.STRONG,
          dropped,
          "This host's queue of half-open connections is full: %d SYNs were dropped during this run."
              .formatted(dropped),
          "TCPReqQFullDrop grew by %d, cookies by %d".formatted(dropped, cookies),
          "/proc/net/netstat; tcp_max_syn_backlog");
    }
  }

  private void descriptors() {
    long used = host.setting("process.descriptors");
    long limit = host.setting("process.descriptorLimit");
    if (limit > 0 && used + DESCRIPTORS_OF_REDIS / 2 >= limit) {
      add(
          book.cause("fd_exhaustion").orElseThrow(),
          used >= limit ? Confidence.PROVEN : Confidence.LIKELY,
          1,
          "The process behind %s has %d of %d file descriptors: it cannot accept."
              .formatted(host.server(), used, limit),
          "%d descriptors open, limit %d".formatted(used, limit),
          "/proc/PID/fd, /proc/PID/limits");
    }
  }

  private void tracking() {
    long count = host.setting("conntrack.count");
    long limit = host.setting("conntrack.max");
    if (limit > 0 && count >= limit * NEAR) {
      add(
          CONNTRACK,
          count >= limit ? Confidence.PROVEN : Confidence.POSSIBLE,
          1,
          "Connection tracking of this host holds %d of %d entries.".formatted(count, limit),
          "nf_conntrack_count %d, nf_conntrack_max %d".formatted(count, limit),
          CONNTRACK.cite());
    }
  }

  private void pressure() {
    long memory = host.setting("pressure.memory");
    if (memory >= PRESSURE_CENTIPERCENT) {
      add(
          PRESSURE,
          Confidence.POSSIBLE,
          1,
          "Processes of this host waited %d %% of the last ten seconds for memory."
              .formatted(memory / 100),
          "some avg10=%d.%02d".formatted(memory / 100, memory % 100),
          PRESSURE.cite());
    }
  }

  private void add(
      Cause cause, Confidence how, long count, String sentence, String seen, String cite) {
    findings.add(
        new Verdict(cause, host.server())
            .confidence(how)
            .count(count)
            .say(sentence)
            .evidence(seen, cite)
            .write());
  }
}

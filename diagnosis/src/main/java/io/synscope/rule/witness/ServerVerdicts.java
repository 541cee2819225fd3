package io.synscope.rule.witness;

import static io.synscope.observation.ServerWords.parsed;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.observation.ServerWords;
import io.synscope.rule.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a server's own counters and settings show to be wrong.
 *
 * <p>Differences between the two samples count as happening now; totals since the start do not.
 */
public final class ServerVerdicts {

  /** Error replies that the server counts, and the cause that each is the sign of. */
  private static final Map<String, String> SIGNS =
      Map.of(
          "OOM", "redis_oom",
          "READONLY", "redis_readonly",
          "NOAUTH", "redis_noauth",
          "WRONGPASS", "redis_wrongpass",
          "MISCONF", "redis_misconf",
          "MASTERDOWN", "redis_masterdown",
          "BUSY", "redis_busy_script",
          "CLUSTERDOWN", "redis_clusterdown");

  private static final Cause CLIENTS_CLOSE =
      Cause.named("redis_clients_near_limit", Severity.WARNING)
          .title("Redis is close to maxclients")
          .meaning("Nearly as many clients are connected as maxclients allows.")
          .remedy(
              "See who holds the connections; many of one address, old and idle, are a leak.",
              "redis-cli -h {host} -p {port} CLIENT LIST | grep -o ' addr=[^:]*' | sort | uniq -c | sort -n",
              "No address holds more connections than its pool is meant to have.")
          .cite("redis.conf: maxclients; INFO clients");

  private static final Cause MEMORY_CLOSE =
      Cause.named("redis_memory_near_limit", Severity.WARNING)
          .title("Redis is close to maxmemory")
          .meaning("Memory is nearly at maxmemory, and the policy is noeviction: writes fail next.")
          .remedy(
              "Find what fills it, and decide whether this is a cache.",
              "redis-cli -h {host} -p {port} INFO memory; redis-cli -h {host} -p {port} --memkeys",
              "used_memory falls, or the policy evicts.")
          .cite("redis.conf: maxmemory, maxmemory-policy");

  private final RuleBook book;
  private final ServerWords words;
  private final Thresholds thresholds;
  private final List<Finding> findings = new ArrayList<>();

  private ServerVerdicts(RuleBook book, ServerWords words, Thresholds thresholds) {
    this.book = book;
    this.words = words;
    this.thresholds = thresholds;
  }

  /** {@return what is wrong, in no particular order} */
  public static List<Finding> of(
      RuleBook book, ServerWords words, long nowSeconds, Thresholds thresholds) {
    ServerVerdicts verdicts = new ServerVerdicts(book, words, thresholds);
    verdicts.clients();
    verdicts.memory();
    verdicts.errors();
    verdicts.persistence();
    verdicts.replication();
    verdicts.findings.addAll(
        StallVerdicts.of(book, words, words.nowSeconds(nowSeconds), thresholds.slowMillis()));
    return verdicts.findings;
  }

  private void clients() {
    long connected = words.number("connected_clients");
    long limit =
        words.number("maxclients") > 0
            ? words.number("maxclients")
            : parsed(words.setting("maxclients"));
    long rejected = words.growth("rejected_connections");
    if (rejected > 0 && connected >= limit * thresholds.clientsPercent() / 100.0) {
      add(
          known("redis_maxclients", Confidence.PROVEN)
              .count(rejected)
              .say(
                  "%s turned %d connections away while it was watched: %d of %d clients are connected."
                      .formatted(words.server(), rejected, connected, limit))
              .evidence(
                  "rejected_connections grew by " + rejected + " while this run lasted",
                  "INFO stats")
              .ruleOut("refused_no_listener", "the server itself counts what it turned away"));
    } else if (limit > 0 && connected >= limit * thresholds.clientsPercent() / 100.0) {
      add(
          begin(CLIENTS_CLOSE)
              .confidence(Confidence.PROVEN)
              .say(
                  "%s has %d of %d clients: the next storm of reconnects will be turned away."
                      .formatted(words.server(), connected, limit))
              .evidence(
                  "connected_clients %d, maxclients %d; the alarm is at %d %%"
                      .formatted(connected, limit, thresholds.clientsPercent()),
                  "INFO clients; operators' usual alarm, set by --alarm clients="));
    }
  }

  private void memory() {
    long used = words.number("used_memory");
    long limit = words.number("maxmemory");
    boolean keeps = words.field("maxmemory_policy").equals("noeviction");
    if (limit <= 0 || !keeps || used < limit * thresholds.memoryPercent() / 100.0) {
      return;
    }
    boolean full = used >= limit;
    add(
        (full ? known("redis_oom", Confidence.STRONG) : begin(MEMORY_CLOSE))
            .say(
                "%s uses %d of %d bytes of memory and evicts nothing: writes %s."
                    .formatted(
                        words.server(), used, limit, full ? "are refused" : "will soon be refused"))
            .evidence(
                "used_memory " + used + ", maxmemory " + limit + ", policy noeviction",
                "INFO memory"));
  }

  private void errors() {
    SIGNS.forEach(
        (code, id) -> {
          long now = words.growth("errorstat_" + code);
          if (now > 0 && findings.stream().noneMatch(f -> f.cause().id().equals(id))) {
            add(
                known(id, Confidence.STRONG)
                    .count(now)
                    .say(
                        "%s answered -%s to %d requests of its clients while it was watched."
                            .formatted(words.server(), code, now))
                    .evidence("errorstat_" + code + " grew by " + now, "INFO errorstats"));
          }
        });
  }

  private void persistence() {
    if (words.field("loading").equals("1")) {
      String eta = words.field("loading_eta_seconds");
      add(
          known("redis_loading", Confidence.PROVEN)
              .severity(Severity.CRITICAL)
              .say(
                  "%s is loading its data set%s and serves nobody until then."
                      .formatted(
                          words.server(), eta.isEmpty() ? "" : ", about " + eta + " s more,"))
              .evidence("loading:1", "INFO persistence"));
    }
    boolean stops = !words.setting("stop-writes-on-bgsave-error").equals("no");
    if (words.field("rdb_last_bgsave_status").equals("err")
        && stops
        && parsed(words.field("rdb_changes_since_last_save")) >= 0) {
      add(
          known("redis_misconf", Confidence.STRONG)
              .say("%s cannot write its snapshot and refuses writes.".formatted(words.server()))
              .evidence("rdb_last_bgsave_status:err", "INFO persistence"));
    }
  }

  private void replication() {
    if (words.field("master_link_status").equals("down")) {
      add(
          known("redis_masterdown", Confidence.STRONG)
              .severity(Severity.WARNING)
              .say(
                  "%s is a replica that has lost its primary %s:%s: what it serves grows old."
                      .formatted(
                          words.server(), words.field("master_host"), words.field("master_port")))
              .evidence("master_link_status:down", "INFO replication"));
    }
    if (words.field("cluster_state").equals("fail")) {
      add(
          known("redis_clusterdown", Confidence.PROVEN)
              .say("%s says that its cluster is down.".formatted(words.server()))
              .evidence("cluster_state:fail", "CLUSTER INFO"));
    }
  }

  private Verdict begin(Cause cause) {
    return new Verdict(cause, words.server());
  }

  private Verdict known(String id, Confidence confidence) {
    return begin(book.cause(id).orElseThrow()).confidence(confidence);
  }

  private void add(Verdict verdict) {
    findings.add(verdict.write());
  }
}

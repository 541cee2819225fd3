package io.synscope.server;

import io.synscope.observation.Endpoint;
import io.synscope.observation.Member;
import io.synscope.observation.ServerWords;
import io.synscope.observation.ServerWords.ClientGroup;
import io.synscope.observation.ServerWords.LatencyEvent;
import io.synscope.observation.ServerWords.SlowEntry;
import io.synscope.resp.RespValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The questions to a server, all of them read-only; what it will not tell is noted and not held
 * against it.
 *
 * <p>Arguments of commands, client names and values of secret settings are never kept.
 */
public final class Questionnaire {
  private static final int SLOW_ENTRIES = 128; // slowlog-max-len unless set
  private static final int GROUPS = 16;
  private static final List<String> SETTINGS =
      List.of(
          "maxclients",
          "maxmemory",
          "maxmemory-policy",
          "timeout",
          "tcp-keepalive",
          "tcp-backlog",
          "bind",
          "protected-mode",
          "slowlog-log-slower-than",
          "latency-monitor-threshold",
          "stop-writes-on-bgsave-error",
          "client-output-buffer-limit");

  private final Interview interview;
  private final LongSupplier nanoTime;
  private final Map<String, String> untold = new LinkedHashMap<>();
  private final Map<String, String> before = new HashMap<>();
  private long beforeNanos;

  /** Questions over this connection. */
  public Questionnaire(Interview interview, LongSupplier nanoTime) {
    this.interview = interview;
    this.nanoTime = nanoTime;
  }

  /** Takes the first sample of the counters. */
  public void first() throws IOException {
    beforeNanos = nanoTime.getAsLong();
    before.putAll(info());
  }

  /** {@return the other servers of its deployment: of a Sentinel's, or of a cluster's} */
  public List<Member> members() throws IOException {
    return new Membership(interview, before).members();
  }

  /** Takes the second sample, and asks everything else. */
  public ServerWords second(Endpoint server) throws IOException {
    Map<String, String> after = info();
    long between = nanoTime.getAsLong() - beforeNanos;
    Map<String, String> settings = settings();
    List<SlowEntry> slow = slow();
    List<LatencyEvent> events = events();
    List<ClientGroup> clients = clients();
    return new ServerWords(
        server, before, after, between, settings, slow, events, clients, Links.of(after), untold);
  }

  private Map<String, String> info() throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (String line : told("INFO", "INFO", "everything").toString().split("\r?\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && !line.startsWith("#")) {
        String name = line.substring(0, colon);
        String value = line.substring(colon + 1).strip();
        fields.put(name, name.startsWith("errorstat_") ? value.replace("count=", "") : value);
      }
    }
    if (fields.getOrDefault("cluster_enabled", "0").equals("1")) {
      for (String line : told("CLUSTER INFO", "CLUSTER", "INFO").toString().split("\r?\n")) {
        if (line.startsWith("cluster_state:")) {
          fields.put("cluster_state", line.substring("cluster_state:".length()).strip());
        }
      }
    }
    return fields;
  }

  private Map<String, String> settings() throws IOException {
    Map<String, String> settings = new HashMap<>();
    for (String name : SETTINGS) {
      RespValue value = told("CONFIG GET", "CONFIG", "GET", name);
      if (untold.containsKey("CONFIG GET")) {
        return settings;
      }
      if (value.items().size() > 1) {
        settings.put(name, value.at(name).toString());
      }
    }
    return settings;
  }

  private List<SlowEntry> slow() throws IOException {
    List<SlowEntry> entries = new ArrayList<>();
    RespValue answer = told("SLOWLOG", "SLOWLOG", "GET", Integer.toString(SLOW_ENTRIES));
    for (RespValue entry : answer.items()) {
      List<RespValue> parts = entry.items();
      if (parts.size() >= 4 && !parts.get(3).items().isEmpty()) {
        entries.add(
            new SlowEntry(
                number(parts.get(0)),
                number(parts.get(1)),
                number(parts.get(2)),
                command(parts.get(3).items())));
      }
    }
    return entries;
  }

  private List<LatencyEvent> events() throws IOException {
    List<LatencyEvent> events = new ArrayList<>();
    for (RespValue entry : told("LATENCY", "LATENCY", "LATEST").items()) {
      List<RespValue> parts = entry.items();
      if (parts.size() >= 4) {
        String event = parts.get(0).toString().replaceAll("[^a-z-]", "?");
        events.add(
            new LatencyEvent(
                event, number(parts.get(1)), number(parts.get(2)), number(parts.get(3))));
      }
    }
    return events;
  }

  /** The first word, and of commands that are families also the second. Never a key. */
  private static String command(List<RespValue> words) {
    String first = words.get(0).toString().toUpperCase(java.util.Locale.ROOT);
    boolean family = first.matches("DEBUG|CLIENT|CONFIG|CLUSTER|SCRIPT|FUNCTION|XGROUP|XINFO");
    String both =
        family && words.size() > 1
            ? first + " " + words.get(1).toString().toUpperCase(java.util.Locale.ROOT)
            : first;
    return both.replaceAll("[^A-Za-z0-9 ._-]", "?");
  }

  private List<ClientGroup> clients() throws IOException {
    Map<String, long[]> groups = new LinkedHashMap<>();
    for (String line : told("CLIENT LIST", "CLIENT", "LIST").toString().split("\n")) {
      Map<String, String> fields = new HashMap<>();
      for (String field : line.split(" ")) {
        int equals = field.indexOf('=');
        if (equals > 0) {
          fields.put(field.substring(0, equals), field.substring(equals + 1));
        }
      }
      String address = fields.getOrDefault("addr", "").replaceFirst(":[0-9]+$", "");
      if (!address.isEmpty()) {
        long[] group = groups.computeIfAbsent(address, key -> new long[3]);
        group[0]++;
        group[1] = Math.max(group[1], ServerWords.parsed(fields.getOrDefault("age", "")));
        group[2] = Math.max(group[2], ServerWords.parsed(fields.getOrDefault("idle", "")));
      }
    }
    return groups.entrySet().stream()
        .map(
            e ->
                new ClientGroup(
                    e.getKey(), (int) e.getValue()[0], e.getValue()[1], e.getValue()[2]))
        .sorted(Comparator.comparingInt(ClientGroup::connections).reversed())
        .limit(GROUPS)
        .toList();
  }

  /** {@return the answer; of one that says no, the words are kept, and nothing comes back} */
  private RespValue told(String what, String... words) throws IOException {
    RespValue answer = interview.ask(words);
    if (answer instanceof RespValue.Failure failure) {
      untold.putIfAbsent(what, "the server answers -" + failure.code());
      return new RespValue.Line("");
    }
    return answer;
  }

  private static long number(RespValue value) {
    return ServerWords.parsed(value.toString());
  }
}

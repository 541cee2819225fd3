package io.synscope.observation;

import java.util.List;
import java.util.Map;

/**
 * What a Redis server says of itself, asked twice so that differences can speak.
 *
 * @param server who was asked
 * @param before fields of INFO at the beginning; empty where it was not told
 * @param after fields of INFO at the end; equal to {@code before} where it was asked once
 * @param betweenNanos time between the two
 * @param settings what CONFIG GET told
 * @param slow entries of SLOWLOG, newest first
 * @param events what LATENCY LATEST told: stalls that Redis measured itself
 * @param clients CLIENT LIST by address
 * @param links its primary and its replicas and how it stands with them, a line each
 * @param untold what it would not tell, and its words
 */
public record ServerWords(
    Endpoint server,
    Map<String, String> before,
    Map<String, String> after,
    long betweenNanos,
    Map<String, String> settings,
    List<SlowEntry> slow,
    List<LatencyEvent> events,
    List<ClientGroup> clients,
    List<String> links,
    Map<String, String> untold) {
  /** A command that took long: its name without arguments. */
  public record SlowEntry(long id, long atSeconds, long micros, String command) {}

  /** A kind of stall that Redis watches: when it last happened, how long then and at worst. */
  public record LatencyEvent(String event, long atSeconds, long lastMillis, long worstMillis) {}

  /** Connections of one client address. */
  public record ClientGroup(
      String address, int connections, long oldestSeconds, long idleSeconds) {}

  /** Copies what it is given. */
  public ServerWords {
    before = Map.copyOf(before);
    after = Map.copyOf(after);
    settings = Map.copyOf(settings);
    slow = List.copyOf(slow);
    events = List.copyOf(events);
    clients = List.copyOf(clients);
    links = List.copyOf(links);
    untold = Map.copyOf(untold);
  }

  /** {@return a field of the later INFO; empty where it was not told} */
  public String field(String name) {
    return after.getOrDefault(name, "");
  }

  /** {@return a number of the later INFO, or -1} */
  public long number(String name) {
    return parsed(field(name));
  }

  /** {@return how much a counter of INFO grew between the two; 0 where it was not told} */
  public long growth(String name) {
    long first = parsed(before.getOrDefault(name, ""));
    long second = number(name);
    return first < 0 || second < 0 ? 0 : Math.max(0, second - first);
  }

  /** {@return the server's own time of the later INFO, or {@code otherwise} where it is too old} */
  public long nowSeconds(long otherwise) {
    long micros = number("server_time_usec");
    return micros > 0 ? micros / 1_000_000 : otherwise;
  }

  /** {@return a setting, or empty} */
  public String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  /** {@return a number at the start of this text, or -1} */
  public static long parsed(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : -1;
  }
}

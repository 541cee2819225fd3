package io.synscope.rule.idle;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.IdleGap;
import io.synscope.rule.Phrase;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Between which two idle times something on the way forgets connections: the longest pause that a
 * connection survived and the shortest that killed one.
 *
 * @param survivedNanos longest pause after which the other end answered; 0 when none is known
 * @param survivors how many connections lived on
 * @param killedNanos shortest pause that was fatal
 * @param killed how many connections died of one
 */
record IdleBracket(long survivedNanos, int survivors, long killedNanos, int killed) {

  /** What firewalls, NATs and load balancers are known to allow, in seconds. */
  private static final Map<Long, String> USUAL =
      Map.of(
          60L, "a proxy's 60 s",
          240L, "Azure's default of 4 min",
          350L, "AWS's 350 s",
          600L, "10 min, as in Google's VPC",
          3600L, "the common firewall default of 1 h");

  /** {@return the bracket that these deaths and their surviving neighbours form} */
  static IdleBracket of(List<ConnectionAttempt> neighbours, Map<ConnectionAttempt, Long> deaths) {
    List<ConnectionAttempt> others =
        neighbours.stream()
            .filter(other -> !deaths.containsKey(other))
            .filter(other -> other.wire().fromServer().volume().payloadBytes() > 0)
            .toList();
    long survived =
        others.stream()
            .map(other -> other.wire().longestIdle())
            .filter(IdleGap::answered)
            .mapToLong(IdleGap::nanos)
            .max()
            .orElse(0);
    return new IdleBracket(survived, others.size(), shortest(deaths.values()), deaths.size());
  }

  private static long shortest(Collection<Long> pauses) {
    return pauses.stream().mapToLong(Long::longValue).min().orElse(0);
  }

  /** {@return whether a longer pause than the fatal one was survived: then idleness is not it} */
  boolean contradicted() {
    return survivedNanos >= killedNanos;
  }

  /** {@return whether both sides are well occupied} */
  boolean firm() {
    return killed >= 2 && survivors >= 2 && !contradicted();
  }

  /** {@return the bracket as a clause} */
  String words() {
    String upper = "a pause of " + Phrase.span(killedNanos) + " was fatal";
    String lower =
        survivedNanos == 0 ? "" : ", one of " + Phrase.span(survivedNanos) + " was survived";
    return upper + lower + consistent();
  }

  private String consistent() {
    return USUAL.entrySet().stream()
        .filter(entry -> entry.getKey() * 1_000_000_000L <= killedNanos)
        .filter(entry -> entry.getKey() * 1_000_000_000L > survivedNanos)
        .filter(entry -> entry.getKey() * 2_000_000_000L > killedNanos)
        .max(Map.Entry.comparingByKey())
        .map(entry -> " (consistent with " + entry.getValue() + ")")
        .orElse("");
  }
}

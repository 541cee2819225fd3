package io.synscope.cli.render.html;

import io.synscope.evidence.Ladder;
import io.synscope.evidence.Rung;
import io.synscope.observation.Party;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many routers a side's packets had passed when they were captured, by what is left of their
 * TTL: hosts begin with 64, 128 or 255.
 *
 * @param client between the client and the capture
 * @param server between the server and the capture
 * @param foreignReset of a RST in the server's name, where its TTL is not that of the server's
 *     other packets
 */
record Hops(OptionalInt client, OptionalInt server, OptionalInt foreignReset) {
  private static final Pattern TTL = Pattern.compile(" ttl ([0-9]+)");
  private static final int[] INITIAL = {64, 128, 255};

  static Hops of(Optional<Ladder> ladder) {
    List<Rung> rungs = ladder.map(Ladder::rungs).orElse(List.of());
    OptionalInt server = distance(rungs, Party.SERVER, false);
    OptionalInt reset = distance(rungs, Party.SERVER, true);
    boolean foreign = server.isPresent() && reset.isPresent() && !server.equals(reset);
    return new Hops(
        distance(rungs, Party.CLIENT, false), server, foreign ? reset : OptionalInt.empty());
  }

  private static OptionalInt distance(List<Rung> rungs, Party from, boolean reset) {
    return rungs.stream()
        .filter(rung -> rung.from() == from && rung.words().startsWith("["))
        .filter(rung -> SegmentName.of(rung.words()).equals("RST") == reset)
        .mapToInt(Hops::passed)
        .filter(hops -> hops >= 0)
        .findFirst();
  }

  private static int passed(Rung rung) {
    Matcher left = TTL.matcher(rung.words());
    if (!left.find()) {
      return -1;
    }
    int ttl = Integer.parseInt(left.group(1));
    for (int initial : INITIAL) {
      if (ttl <= initial) {
        return initial - ttl;
      }
    }
    return -1;
  }

  /** {@return all routers between the two ends, where both sides were seen} */
  OptionalInt total() {
    return client.isPresent() && server.isPresent()
        ? OptionalInt.of(client.getAsInt() + server.getAsInt())
        : OptionalInt.empty();
  }
}

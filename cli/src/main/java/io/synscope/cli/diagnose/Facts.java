package io.synscope.cli.diagnose;

import io.synscope.analysis.Analysis;
import io.synscope.finding.Unchecked;
import io.synscope.observation.Endpoint;
import io.synscope.observation.HostCounters;
import io.synscope.observation.MemberVisit;
import io.synscope.observation.ServerWords;
import io.synscope.observation.SettlingTest;
import io.synscope.run.ProbeResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everything that an examination has brought together. */
final class Facts {
  final Wish wish;
  final List<ProbeResult> probes = new ArrayList<>();
  final List<SettlingTest> tests = new ArrayList<>();
  final List<ServerWords> servers = new ArrayList<>();
  final List<MemberVisit> visits = new ArrayList<>();
  final List<HostCounters> hosts = new ArrayList<>();
  final List<Unchecked> unchecked = new ArrayList<>();
  Optional<Analysis> packets = Optional.empty();

  Facts(Wish wish) {
    this.wish = wish;
  }

  void probed(ProbeResult result) {
    probes.add(result);
  }

  void settled(List<SettlingTest> made) {
    tests.addAll(made);
  }

  void visited(Rounds rounds) {
    rounds.probe().ifPresent(probes::add);
    visits.addAll(rounds.visits());
    rounds
        .missing()
        .ifPresent(why -> unchecked.add(new Unchecked("other nodes", why, "a larger --budget")));
  }

  void heard(Endpoint server, Optional<ServerWords> words, String missing) {
    if (words.isEmpty()) {
      unchecked.add(
          new Unchecked("what " + server + " says of itself", missing, "a connection that serves"));
      return;
    }
    servers.add(words.get());
    words
        .get()
        .untold()
        .forEach(
            (what, why) ->
                unchecked.add(
                    new Unchecked(what + " of " + server, why, "a user whose ACL permits it")));
  }

  void host(HostCounters counters) {
    hosts.add(counters);
    counters
        .untold()
        .forEach((what, why) -> unchecked.add(new Unchecked(what, why, "root on that host")));
  }

  void packets(Optional<Analysis> analysis, String missing) {
    packets = analysis;
    if (!missing.isEmpty()) {
      unchecked.add(
          new Unchecked(
              "packets of this run", missing, "CAP_NET_RAW and libpcap: synscope help privileges"));
    }
  }

  /** {@return process id of a local server, where it told it; else -1} */
  long process() {
    return servers.stream()
        .mapToLong(server -> server.number("process_id"))
        .filter(id -> id > 0)
        .findFirst()
        .orElse(-1);
  }
}

package io.synscope.run;

import io.synscope.exchange.Credentials;
import io.synscope.exchange.DialoguePlan;
import io.synscope.exchange.TlsPlan;
import io.synscope.latency.Clock;
import io.synscope.latency.Latencies;
import io.synscope.latency.Series;
import io.synscope.latency.Timings;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Phase;
import io.synscope.target.Target;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.EnumMap;
import java.util.Map;

/** One address of one target: whom its attempts ask, what they say, and where their times go. */
final class Lane {
  private final Target target;
  private final InetSocketAddress server;
  private final Endpoint endpoint;
  private final DialoguePlan dialogue;
  private final Latencies latencies;
  private final Map<Phase, Map<Clock, Timings>> timings = new EnumMap<>(Phase.class);

  Lane(Target target, InetAddress address, ProbePlan plan, Latencies latencies) {
    this.target = target;
    this.server = new InetSocketAddress(address, target.port());
    this.endpoint = new Endpoint(Address.of(address.getAddress()), target.port());
    this.dialogue = dialogue(target, plan);
    this.latencies = latencies;
  }

  private static DialoguePlan dialogue(Target target, ProbePlan plan) {
    DialoguePlan said = plan.dialogue();
    if (said.repeats() == 0) {
      return said;
    }
    DialoguePlan greeted = said.greeting(who(target, plan.credentials()).requests());
    return target.tls() && said.tls().isEmpty()
        ? greeted.tls(plan.tls().orElseGet(TlsPlan::usual))
        : greeted;
  }

  private static Credentials who(Target target, Credentials given) {
    return new Credentials(
        given.user().isEmpty() ? target.user() : given.user(),
        given.password(),
        given.hello(),
        given.database() == 0 ? target.database() : given.database(),
        given.clientName());
  }

  Target target() {
    return target;
  }

  InetSocketAddress server() {
    return server;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  DialoguePlan dialogue() {
    return dialogue;
  }

  void record(Phase phase, Clock clock, long nanos) {
    timings(phase, clock).record(nanos);
  }

  void fail(Phase phase, Clock clock) {
    timings(phase, clock).fail();
  }

  /** A request on a kept line was never answered. */
  void failRoundTrip() {
    fail(Phase.ROUND_TRIP, Clock.USER);
    fail(Phase.ROUND_TRIP, Clock.INTENDED);
  }

  private Timings timings(Phase phase, Clock clock) {
    return timings
        .computeIfAbsent(phase, any -> new EnumMap<>(Clock.class))
        .computeIfAbsent(
            clock, any -> latencies.timings(new Series(phase, endpoint.toString(), clock)));
  }
}

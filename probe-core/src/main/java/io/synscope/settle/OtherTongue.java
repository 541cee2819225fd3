package io.synscope.settle;

import io.synscope.exchange.DialoguePlan;
import io.synscope.exchange.TlsPlan;
import io.synscope.observation.Outcome;
import io.synscope.observation.Phase;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import io.synscope.observation.Story;
import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import java.util.List;
import java.util.Optional;

/** A ClientHello where PING found no ear, a PING where the ClientHello found none. */
final class OtherTongue implements Separator {
  @Override
  public boolean concerns(Suspect suspect) {
    AttemptEvent sample = suspect.sample();
    boolean cutOff =
        sample.story() == Story.RESET_BY_SERVER
            || sample.story() == Story.CLOSED_BY_SERVER_FIN
            || sample.story() == Story.WRONG_PROTOCOL;
    boolean deafToTls = sample.sight().tls() && sample.sight().phase() == Phase.TLS;
    return suspect.outcome() != Outcome.GHOST_ESTABLISHED
        && !sample.served()
        && (cutOff || deafToTls);
  }

  @Override
  public SettlingTest test(Suspect suspect) throws InterruptedException {
    return suspect.sample().sight().tls() ? plain(suspect) : tls(suspect);
  }

  private static SettlingTest tls(Suspect suspect) throws InterruptedException {
    AttemptEvent event = one(suspect, Optional.of(TlsPlan.unchecked()), 0);
    boolean speaks =
        event.phases().containsKey(Phase.TLS)
            || event.reason().contains("handshake_failure")
            || event.reason().contains("certificate_required");
    return new SettlingTest(
        suspect.server(),
        speaks ? Showing.SPEAKS_TLS : Showing.NOTHING,
        "sent a TLS ClientHello instead of PING",
        speaks
            ? "the server answered it: that port speaks TLS"
            : "no TLS either: " + event.reason());
  }

  private static SettlingTest plain(Suspect suspect) throws InterruptedException {
    AttemptEvent event = one(suspect, Optional.empty(), 1);
    boolean speaks = event.sight().replied();
    return new SettlingTest(
        suspect.server(),
        speaks ? Showing.SPEAKS_PLAIN : Showing.NOTHING,
        "sent PING in plain text instead of a ClientHello",
        speaks
            ? "the server answered " + event.sight().reply() + ": that port speaks plain RESP"
            : "no plain RESP either: " + event.reason());
  }

  private static AttemptEvent one(Suspect suspect, Optional<TlsPlan> tls, int repeats)
      throws InterruptedException {
    DialoguePlan said = new DialoguePlan(tls, List.of(), DialoguePlan.PING.request(), repeats);
    ProbePlan plan =
        suspect
            .plan()
            .withTargets(List.of(suspect.plainly()))
            .withDialogue(said)
            .withSchedule(() -> Arrivals.every(1), Limit.count(1));
    return Suspect.attempts(plan).get(0);
  }
}

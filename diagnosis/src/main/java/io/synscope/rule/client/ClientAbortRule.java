package io.synscope.rule.client;

import io.synscope.finding.Cause;
import io.synscope.finding.Confidence;
import io.synscope.finding.Severity;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Outcome;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.Story;
import io.synscope.observation.Tongue;
import io.synscope.observation.Volume;
import io.synscope.observation.WireSight;
import io.synscope.rule.CaseFile;
import io.synscope.rule.Docket;
import io.synscope.rule.Frames;
import io.synscope.rule.Listener;
import io.synscope.rule.Phrase;
import io.synscope.rule.Rule;
import java.util.List;

/** The client destroyed its connection while a request was outstanding. */
public final class ClientAbortRule implements Rule {
  private static final Cause CAUSE =
      Cause.named("client_abort", Severity.WARNING)
          .title("Clients abort their connections")
          .meaning(
              "The client reset the connection while it waited for a reply: its process was killed,"
                  + " it closed with data unread, or it uses SO_LINGER 0. The server is innocent.")
          .remedy(
              "Look at the client at that moment: crash, deployment, kill, a cancelled call.",
              "journalctl --since '-1 hour' | grep -i -E 'killed|oom|segfault'   # on the client",
              "The client's process lives through the time of the resets.")
          .remedy(
              "Close connections in order, after the last reply, and not with SO_LINGER 0.",
              "",
              "Connections end with FIN.")
          .nextTest("capture on the client: the RST leaves there")
          .cite("RFC 9293 3.10.4, 3.10.5");

  @Override
  public Cause cause() {
    return CAUSE;
  }

  @Override
  public void judge(CaseFile file, Docket docket) {
    for (Listener listener : file.listeners()) {
      List<ConnectionAttempt> hits =
          listener.with(Story.RESET_BY_CLIENT).stream()
              .filter(ClientAbortRule::withRequestOutstanding)
              .toList();
      if (!hits.isEmpty()) {
        docket
            .find(CAUSE)
            .at(listener.server())
            .hits(hits)
            .confidence(confidence(listener, hits))
            .say(
                "Clients reset %s to %s while a request was outstanding.",
                Phrase.count(hits.size(), "connection"), listener.server())
            .ruleOut("rst_injected", "the RST is in sequence and as many hops away as the client")
            .ruleOut("redis_killed", "the server sent neither FIN nor RST")
            .evidence(
                "a request without a reply, then the client's RST from a living socket",
                Frames.ofAttempts(
                    hits,
                    hit ->
                        Frames.of(
                            hit.wire().fromClient().volume().lastData(),
                            hit.wire().resets().get(0).at())),
                CAUSE.cite());
      }
    }
  }

  /** What the capture misses was the reply, perhaps, or what the server closed with. */
  private static Confidence confidence(Listener listener, List<ConnectionAttempt> hits) {
    if (hits.stream().allMatch(ClientAbortRule::misses)) {
      return Confidence.POSSIBLE;
    }
    return listener.hasGaps() ? Confidence.LIKELY : Confidence.STRONG;
  }

  private static boolean misses(ConnectionAttempt attempt) {
    return attempt.outcome() == Outcome.INCONCLUSIVE_LOSS
        || attempt.wire().fromServer().repair().unseenAcknowledged() > 0;
  }

  private static boolean withRequestOutstanding(ConnectionAttempt attempt) {
    WireSight wire = attempt.wire();
    boolean alive =
        wire.resets().stream()
            .findFirst()
            .filter(reset -> reset.from() == Party.CLIENT)
            .filter(reset -> reset.form() == Reset.Form.SOCKET_ABORT)
            .isPresent();
    return alive
        && wire.fromServer().volume().packets() > 0
        && (wire.conversation().outstanding() > 0 || lastWordUnanswered(wire));
  }

  /** Where the dialogue cannot be read: the client spoke last. */
  private static boolean lastWordUnanswered(WireSight wire) {
    Volume asked = wire.fromClient().volume();
    Volume answered = wire.fromServer().volume();
    boolean heard = answered.packets() > 0 && wire.fromServer().repair().unseenAcknowledged() == 0;
    return wire.conversation().client() != Tongue.RESP
        && heard
        && asked.lastData().seen()
        && (!answered.lastData().seen() || answered.lastData().nanos() < asked.lastData().nanos());
  }
}

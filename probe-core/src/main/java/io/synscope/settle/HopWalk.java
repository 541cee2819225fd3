package io.synscope.settle;

import io.synscope.connect.Transport;
import io.synscope.observation.Outcome;
import io.synscope.observation.SettlingTest;
import io.synscope.observation.SettlingTest.Showing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sends SYNs that run out of hops, one for each distance, all at once, to the service port itself:
 * a traceroute that needs no privilege, because the kernel tells a socket who rejected its SYN.
 */
final class HopWalk implements Separator {
  @Override
  public boolean concerns(Suspect suspect) {
    return suspect.outcome() == Outcome.UNANSWERED || suspect.outcome() == Outcome.REFUSED_RST;
  }

  @Override
  public SettlingTest test(Suspect suspect) throws InterruptedException {
    try (Transport transport = Transport.open(Transport.Kind.AUTO, false, System::nanoTime)) {
      Walk walk = new Walk(transport, suspect.dial());
      List<Hop> hops = walk.to(suspect.server().address(), suspect.server().port());
      return suspect.outcome() == Outcome.UNANSWERED
          ? swallowed(suspect, hops)
          : refused(suspect, hops, walk);
    }
  }

  private static SettlingTest swallowed(Suspect suspect, List<Hop> hops) {
    Optional<Hop> last = hops.stream().filter(hop -> hop.router().isPresent()).reduce((a, b) -> b);
    String did =
        "sent SYNs that live for 1 to " + hops.size() + " hops to port " + suspect.server().port();
    return last.map(
            hop ->
                new SettlingTest(
                    suspect.server(),
                    Showing.SWALLOWED_BEHIND_HOP,
                    did,
                    "hop "
                        + hop.number()
                        + " ("
                        + hop.router().get()
                        + ") is the last that answers; what lies behind it swallows the SYN"))
        .orElseGet(
            () ->
                new SettlingTest(
                    suspect.server(), Showing.NOTHING, did, "no router on the way answered"));
  }

  private static SettlingTest refused(Suspect suspect, List<Hop> hops, Walk walk)
      throws InterruptedException {
    OptionalInt refuser = firstAnswer(hops);
    OptionalInt host = firstAnswer(walk.to(suspect.server().address(), OTHER_PORT));
    String did =
        "sent SYNs that live for 1 to "
            + hops.size()
            + " hops to ports "
            + suspect.server().port()
            + " and "
            + OTHER_PORT;
    if (refuser.isEmpty() || host.isEmpty()) {
      return new SettlingTest(
          suspect.server(),
          Showing.NOTHING,
          did,
          "there is no second answer to compare the RST with");
    }
    boolean nearer = refuser.getAsInt() < host.getAsInt();
    String saw =
        "the RST comes from "
            + refuser.getAsInt()
            + (refuser.getAsInt() == 1 ? " hop away, the host is " : " hops away, the host is ")
            + host.getAsInt();
    return new SettlingTest(
        suspect.server(),
        nearer ? Showing.RST_BEFORE_HOST : Showing.RST_AT_HOST_DISTANCE,
        did,
        saw);
  }

  private static final int OTHER_PORT =
      1; // surely closed, so that it answers with RST where nobody filters

  private static OptionalInt firstAnswer(List<Hop> hops) {
    return hops.stream().filter(Hop::answered).mapToInt(Hop::number).min();
  }
}

package io.synscope.run;

import io.synscope.connect.DialOptions;
import io.synscope.connect.Transport;
import io.synscope.exchange.Credentials;
import io.synscope.exchange.DialoguePlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that a run needs to know.
 *
 * @param targets who is asked; every address of each
 * @param family which addresses of a name are probed
 * @param arrivals makes the schedule of one address; each address has one of its own
 * @param limit when the schedule of one address is over
 * @param timeoutNanos how long each phase of an attempt may take
 * @param dial how sockets are made
 * @param dialogue what is said; greeting and TLS are added for targets that want them
 * @param credentials who the probe says it is
 * @param transport how sockets are driven
 * @param inFlight attempts that may be under way at once; later ones start late, and the histogram
 *     of lateness shows it
 */
public record ProbePlan(
    List<Target> targets,
    AddressFamily family,
    Supplier<Arrivals> arrivals,
    Limit limit,
    long timeoutNanos,
    DialOptions dial,
    DialoguePlan dialogue,
    Credentials credentials,
    Transport.Kind transport,
    int inFlight) {

  private static final long SECOND = 1_000_000_000L;

  /**
   * {@return one PING a second to each address, until stopped, waiting four seconds for each step}
   */
  public static ProbePlan of(List<Target> targets) {
    return new ProbePlan(
        List.copyOf(targets),
        AddressFamily.ANY,
        () -> Arrivals.every(SECOND),
        Limit.NONE,
        4 * SECOND,
        DialOptions.DEFAULT,
        DialoguePlan.PING,
        Credentials.NONE,
        Transport.Kind.AUTO,
        10_000);
  }

  /** {@return this plan for addresses of one family} */
  public ProbePlan family(AddressFamily only) {
    return new ProbePlan(
        targets,
        only,
        arrivals,
        limit,
        timeoutNanos,
        dial,
        dialogue,
        credentials,
        transport,
        inFlight);
  }

  /** {@return this plan on another schedule} */
  public ProbePlan schedule(Supplier<Arrivals> when, Limit until) {
    return new ProbePlan(
        targets,
        family,
        when,
        until,
        timeoutNanos,
        dial,
        dialogue,
        credentials,
        transport,
        inFlight);
  }

  /** {@return this plan with another patience} */
  public ProbePlan timeout(long nanos) {
    return new ProbePlan(
        targets, family, arrivals, limit, nanos, dial, dialogue, credentials, transport, inFlight);
  }

  /** {@return this plan with sockets made so} */
  public ProbePlan dial(DialOptions options) {
    return new ProbePlan(
        targets,
        family,
        arrivals,
        limit,
        timeoutNanos,
        options,
        dialogue,
        credentials,
        transport,
        inFlight);
  }

  /** {@return this plan, saying that} */
  public ProbePlan dialogue(DialoguePlan plan) {
    return new ProbePlan(
        targets,
        family,
        arrivals,
        limit,
        timeoutNanos,
        dial,
        plan,
        credentials,
        transport,
        inFlight);
  }

  /** {@return this plan, speaking as that user} */
  public ProbePlan credentials(Credentials who) {
    return new ProbePlan(
        targets, family, arrivals, limit, timeoutNanos, dial, dialogue, who, transport, inFlight);
  }

  /** {@return this plan on such sockets, with so many attempts at once} */
  public ProbePlan transport(Transport.Kind kind, int atOnce) {
    return new ProbePlan(
        targets, family, arrivals, limit, timeoutNanos, dial, dialogue, credentials, kind, atOnce);
  }
}

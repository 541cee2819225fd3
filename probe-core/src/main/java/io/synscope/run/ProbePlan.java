package io.synscope.run;

import io.synscope.connect.DialOptions;
import io.synscope.connect.Transport;
import io.synscope.exchange.Credentials;
import io.synscope.exchange.DialoguePlan;
import io.synscope.exchange.Request;
import io.synscope.exchange.TlsPlan;
import io.synscope.schedule.Arrivals;
import io.synscope.schedule.Limit;
import io.synscope.target.AddressFamily;
import io.synscope.target.Target;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Everything that a run needs to know. Immutable; each change gives another plan. */
public final class ProbePlan implements Cloneable {
  private static final long SECOND = 1_000_000_000L;

  private List<Target> targets;
  private AddressFamily family = AddressFamily.ANY;
  private Supplier<Arrivals> arrivals = () -> Arrivals.every(SECOND);
  private Limit limit = Limit.NONE;
  private long timeoutNanos =
      4 * SECOND; // neighbour discovery takes three to fail, and should be heard
  private DialOptions dial = DialOptions.DEFAULT;
  private DialoguePlan dialogue = DialoguePlan.PING;
  private Optional<TlsPlan> tls = Optional.empty();
  private Credentials credentials = Credentials.NONE;
  private Transport.Kind transport = Transport.Kind.AUTO;
  private boolean stamped = true;
  private int inFlight = 10_000;
  private int connections;
  private int pipeline = 1;
  private long lateNanos = 60 * SECOND;

  private ProbePlan(List<Target> targets) {
    this.targets = List.copyOf(targets);
  }

  /**
   * {@return one PING a second to each address, until stopped, waiting four seconds for each step}
   */
  public static ProbePlan of(List<Target> targets) {
    return new ProbePlan(targets);
  }

  /** {@return this plan for other targets} */
  public ProbePlan withTargets(List<Target> others) {
    ProbePlan plan = copy();
    plan.targets = List.copyOf(others);
    return plan;
  }

  /** {@return this plan with that request, sent so often on each connection} */
  public ProbePlan withRequest(Request request, int times) {
    return withDialogue(dialogue.request(request, times));
  }

  /** {@return this plan, saying nothing once connected: no TLS, no greeting, no request} */
  public ProbePlan connectOnly() {
    return withDialogue(new DialoguePlan(Optional.empty(), List.of(), dialogue.request(), 0))
        .withCredentials(Credentials.NONE);
  }

  /** {@return this plan for addresses of one family only} */
  public ProbePlan withFamily(AddressFamily only) {
    ProbePlan plan = copy();
    plan.family = only;
    return plan;
  }

  /** {@return this plan on another schedule; each address has one of its own} */
  public ProbePlan withSchedule(Supplier<Arrivals> when, Limit until) {
    ProbePlan plan = copy();
    plan.arrivals = when;
    plan.limit = until;
    return plan;
  }

  /** {@return this plan, waiting so long for each phase of an attempt} */
  public ProbePlan withTimeout(long nanos) {
    ProbePlan plan = copy();
    plan.timeoutNanos = nanos;
    return plan;
  }

  /** {@return this plan with sockets made so} */
  public ProbePlan withDial(DialOptions options) {
    ProbePlan plan = copy();
    plan.dial = options;
    return plan;
  }

  /** {@return this plan, saying that; what targets and credentials ask for is said before it} */
  public ProbePlan withDialogue(DialoguePlan said) {
    ProbePlan plan = copy();
    plan.dialogue = said;
    return plan;
  }

  /** {@return this plan, with this TLS for the targets that want TLS} */
  public ProbePlan withTls(TlsPlan how) {
    ProbePlan plan = copy();
    plan.tls = Optional.of(how);
    return plan;
  }

  /** {@return this plan, speaking as that user} */
  public ProbePlan withCredentials(Credentials who) {
    ProbePlan plan = copy();
    plan.credentials = who;
    return plan;
  }

  /** {@return this plan on such sockets; {@code stamped} asks the kernel to time round trips} */
  public ProbePlan withTransport(Transport.Kind kind, boolean kernelStamps) {
    ProbePlan plan = copy();
    plan.transport = kind;
    plan.stamped = kernelStamps;
    return plan;
  }

  /**
   * {@return this plan with at most so many attempts under way at once; later ones start late,
   * which shows}
   */
  public ProbePlan withInFlight(int atMost) {
    ProbePlan plan = copy();
    plan.inFlight = atMost;
    return plan;
  }

  /**
   * {@return this plan on so many connections to each address that stay open, instead of one for
   * each request}
   *
   * @param kept how many; 0 makes a connection for each request
   * @param depth requests that may be under way on each at once
   */
  public ProbePlan withConnections(int kept, int depth) {
    ProbePlan plan = copy();
    plan.connections = kept;
    plan.pipeline = depth;
    return plan;
  }

  List<Target> targets() {
    return targets;
  }

  AddressFamily family() {
    return family;
  }

  Supplier<Arrivals> arrivals() {
    return arrivals;
  }

  Limit limit() {
    return limit;
  }

  long timeoutNanos() {
    return timeoutNanos;
  }

  /** {@return how sockets are made} */
  public DialOptions dial() {
    return dial;
  }

  DialoguePlan dialogue() {
    return dialogue;
  }

  Optional<TlsPlan> tls() {
    return tls;
  }

  Credentials credentials() {
    return credentials;
  }

  Transport.Kind transport() {
    return transport;
  }

  boolean stamped() {
    return stamped;
  }

  int inFlight() {
    return inFlight;
  }

  int connections() {
    return connections;
  }

  int pipeline() {
    return pipeline;
  }

  /** {@return how long an answer is still waited for after its time, while the run lasts} */
  long lateNanos() {
    return lateNanos;
  }

  private ProbePlan copy() {
    try {
      return (ProbePlan) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e); // this class is Cloneable
    }
  }
}

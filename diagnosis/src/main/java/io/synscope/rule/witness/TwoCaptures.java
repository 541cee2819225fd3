package io.synscope.rule.witness;

import io.synscope.finding.Evidence;
import io.synscope.finding.Finding;
import io.synscope.finding.Severity;
import io.synscope.finding.Unchecked;
import io.synscope.observation.CaptureFacts;
import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Endpoint;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.WireSight;
import io.synscope.rule.Judgement;
import io.synscope.rule.RuleBook;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two captures of the same connections, at two points of their path: what passed the one and never
 * came to the other was lost between them, and what came to the one and never left the other was
 * made there.
 */
public final class TwoCaptures {
  private static final Set<String> REFUTED_BY_ARRIVAL =
      Set.of("silent_drop", "drop_firewall", "drop_return_path", "server_host_down");

  private final Side near;
  private final Side far;
  private final List<Passage> passages;
  private final PathClock clock;
  private final FarSight farSight;
  private final Exhibits exhibits;
  private final Renamed renamed;
  private final long met;
  private final int order;

  private TwoCaptures(Side near, Side far) {
    this.near = near;
    this.far = far;
    passages = Pairing.of(near.attempts(), far.attempts());
    clock = PathClock.of(passages);
    met = passages.stream().filter(Passage::met).count();
    order = passages.stream().mapToInt(Passage::order).sum();
    exhibits = new Exhibits(near, far);
    farSight = new FarSight(far, passages, met, clock);
    renamed = new Renamed(passages, far.attempts());
  }

  /**
   * {@return these two, the one nearer to the clients first: as hops and times tell, else as they
   * were said to be, or as each one's vantage, else as given}
   */
  public static TwoCaptures of(Side one, Side other) {
    TwoCaptures asGiven = new TwoCaptures(one, other);
    boolean reversed = asGiven.order != 0 ? asGiven.order < 0 : one.fartherThan(other);
    return reversed ? new TwoCaptures(other, one) : asGiven;
  }

  /** {@return the capture nearer to the clients} */
  public Side near() {
    return near;
  }

  /** {@return the capture nearer to the servers} */
  public Side far() {
    return far;
  }

  Exhibits exhibits() {
    return exhibits;
  }

  PathClock clock() {
    return clock;
  }

  Renamed renamed() {
    return renamed;
  }

  /** {@return attempts that both captures saw, or would have seen had they come so far} */
  List<Passage> covered() {
    if (order == 0 && !near.saidNearerThan(far) || !near.complete() || !far.complete()) {
      return List.of();
    }
    return passages.stream()
        .filter(passage -> near.judgement().file().earnest(passage.near()))
        .filter(passage -> passage.met() || !passage.undecided() && farSight.covers(passage.near()))
        .filter(passage -> wholly() || withinBoth(passage))
        .toList();
  }

  private boolean wholly() {
    return near.scope().toItsEnds() && far.scope().toItsEnds();
  }

  /** Of what went on when one capture was no longer read, nothing is known that it lacks. */
  private boolean withinBoth(Passage passage) {
    long first = Math.max(near.capture().firstNanos(), clock.near(far.capture().firstNanos()));
    long last = Math.min(near.capture().lastNanos(), clock.near(far.capture().lastNanos()));
    return passage.near().firstSeen().nanos() >= first + clock.roundTripNanos()
        && passage.near().lastSeen().nanos() <= last - clock.roundTripNanos()
        && passage.far().map(there -> clock.near(there.lastSeen().nanos()) <= last).orElse(true);
  }

  /** {@return whether the far capture has packets before this attempt began, and later ones} */
  boolean ranMeanwhile(ConnectionAttempt attempt) {
    return farSight.ranMeanwhile(attempt);
  }

  /** {@return whether the far capture has packets of that listener, and some before and after} */
  boolean surelyCovers(ConnectionAttempt attempt) {
    return farSight.surelyCovers(attempt);
  }

  /** {@return whether the capture that did not see this RST has earlier packets, and later ones} */
  boolean ranBeside(Reset reset) {
    long nanos = reset.at().nanos();
    CaptureFacts other = reset.from() == Party.SERVER ? far.capture() : near.capture();
    return reset.from() == Party.SERVER
        ? clock.near(other.firstNanos()) <= nanos && nanos <= clock.near(other.lastNanos())
        : other.firstNanos() <= clock.near(nanos) && clock.near(nanos) <= other.lastNanos();
  }

  /**
   * {@return what both say together: frames of the far capture count behind the near one's files}
   */
  public Judgement judge(RuleBook book) {
    List<Finding> ofFar =
        far.judgement().findings().stream().map(this::inFarFiles).map(renamed::asNear).toList();
    Set<Endpoint> arrived =
        passages.stream()
            .filter(Passage::ignored)
            .map(passage -> passage.near().tuple().server())
            .filter(server -> ofFar.stream().anyMatch(finding -> blames(finding, server)))
            .collect(Collectors.toSet());
    List<Finding> ofNear =
        near.judgement().findings().stream()
            .filter(
                finding ->
                    !REFUTED_BY_ARRIVAL.contains(finding.cause().id())
                        || finding.server().filter(arrived::contains).isEmpty())
            .toList();
    List<Finding> ofBoth = new PathVerdicts(book, this).findings();
    List<Finding> all =
        Stream.of(
                ofBoth,
                standing(unsettled(ofNear, ofFar), ofBoth),
                standing(unsettled(ofFar, ofNear), ofBoth))
            .flatMap(List::stream)
            .toList();
    return RuleBook.conclude(near.judgement().file(), Merging.of(all), unchecked());
  }

  /** What one end believed of attempts of which both together know better is not told. */
  private static List<Finding> standing(List<Finding> ofOne, List<Finding> ofBoth) {
    return ofOne.stream()
        .filter(finding -> ofBoth.stream().noneMatch(known -> overrules(known, finding)))
        .toList();
  }

  private static boolean overrules(Finding known, Finding finding) {
    return known.server().equals(finding.server())
        && known.count() >= finding.count()
        && known.ruledOut().stream().anyMatch(out -> out.cause().equals(finding.cause().id()));
  }

  /** What one end leaves open and the other, no less sure, names is told as the other has it. */
  private List<Finding> unsettled(List<Finding> ofOne, List<Finding> ofOther) {
    return ofOne.stream()
        .filter(open -> ofOther.stream().noneMatch(other -> names(other, open)))
        .toList();
  }

  private boolean names(Finding other, Finding open) {
    return other.server().equals(open.server())
        && open.alternatives().contains(other.cause().id())
        && (!other.alternatives().contains(open.cause().id()) || explainsStrangers(other))
        && !other.symptomOf().equals(open.cause().id())
        && other.confidence().compareTo(open.confidence()) >= 0;
  }

  /** A NAT is why no connection has the same name at both ends. */
  private boolean explainsStrangers(Finding finding) {
    return (met == 0 || renamed.any()) && finding.cause().id().equals("nat_rebind");
  }

  private static boolean blames(Finding finding, Endpoint server) {
    return finding.severity() != Severity.INFO
        && finding.server().map(server::equals).orElse(false);
  }

  private Finding inFarFiles(Finding finding) {
    return finding.withEvidence(
        finding.evidence().stream()
            .map(
                one ->
                    new Evidence(
                        one.what(),
                        one.frames().stream().map(exhibits::inFarFiles).toList(),
                        one.cite()))
            .toList());
  }

  /** What one end could not look at and the other could has been looked at. */
  private List<Unchecked> unchecked() {
    Set<String> there =
        far.judgement().notChecked().stream().map(Unchecked::what).collect(Collectors.toSet());
    return near.judgement().notChecked().stream()
        .filter(one -> there.contains(one.what()))
        .toList();
  }

  /** {@return which capture is nearer to whom} */
  public String order() {
    String names = near.name() + " is nearer to the clients, " + far.name() + " to the servers";
    if (order != 0) {
      return far.saidNearerThan(near) ? names + ", although the opposite was said" : names;
    }
    return near.saidNearerThan(far)
        ? names + ", as was said: neither hops nor times tell"
        : "neither hops nor times tell which capture is nearer to whom; as far as each tells by itself, "
            + names;
  }

  /** {@return what was compared, and what came through, one line each} */
  public List<String> lines() {
    if (met == 0) {
      return List.of(
          "No connection is in both captures: other times, other traffic, or nothing came through; or a NAT gives other addresses, and a firewall or proxy other sequence numbers. Of the path between them nothing can be told.");
    }
    Stream<String> counts =
        Stream.of(
            "%d of %d connection attempts are in both captures".formatted(met, passages.size())
                + (wholly() ? "" : ", as far as these were read"),
            direction("client to server", Party.CLIENT),
            direction("server to client", Party.SERVER));
    Stream<String> clocks = clock.known() ? Stream.of(clocks()) : Stream.empty();
    return Stream.of(counts, renamed.line(far.name()), clocks).flatMap(lines -> lines).toList();
  }

  private String direction(String name, Party sender) {
    long here = segments(passages.stream().map(passage -> passage.near().wire()), sender);
    long there = segments(passages.stream().map(Passage::farSight), sender);
    return sender == Party.CLIENT
        ? "%s: %d segments at %s, %d at %s".formatted(name, here, near.name(), there, far.name())
        : "%s: %d segments at %s, %d at %s".formatted(name, there, far.name(), here, near.name());
  }

  private static long segments(Stream<WireSight> sights, Party sender) {
    return sights.mapToLong(sight -> sight.from(sender).volume().packets()).sum();
  }

  private String clocks() {
    return String.format(
        Locale.ROOT,
        "at least %.3f ms from %s to %s and back; the clock of %s is %.3f ms %s, give or take half of that",
        clock.roundTripNanos() / 1e6,
        near.name(),
        far.name(),
        far.name(),
        Math.abs(clock.aheadNanos()) / 1e6,
        clock.aheadNanos() >= 0 ? "ahead" : "behind");
  }
}

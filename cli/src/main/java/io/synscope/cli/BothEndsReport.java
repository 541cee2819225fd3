package io.synscope.cli;

import io.synscope.analysis.Analysis;
import io.synscope.observation.Moment;
import io.synscope.observation.Vantage;
import io.synscope.report.Input;
import io.synscope.report.Report;
import io.synscope.rule.Judgement;
import io.synscope.rule.book.Catalogue;
import io.synscope.rule.witness.Side;
import io.synscope.rule.witness.TwoCaptures;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What two captures of one path say together: attempts as the one nearer to the clients saw them.
 */
final class BothEndsReport {
  private final TwoCaptures both;
  private final End near;
  private final End far;

  /**
   * One capture by the name that the user gave it, analysed alone.
   *
   * @param filtered what of it was asked for
   * @param said where it was taken, by what the user says
   * @param cutShort what of it was not read; empty when all was
   */
  record End(
      String name,
      Analysis analysis,
      Side.Scope filtered,
      Optional<Vantage> said,
      Optional<String> cutShort) {
    Side side() {
      Side.Scope scope =
          new Side.Scope(filtered.toItsEnds() && cutShort.isEmpty(), filtered.everyAddress());
      return new Side(name, report().input().files().size(), analysis.judgement(), scope, said);
    }

    Stream<String> caveat() {
      return cutShort.map(words -> name + ": " + words).stream();
    }

    Report report() {
      return analysis.report();
    }
  }

  BothEndsReport(End one, End other) {
    both = TwoCaptures.of(one.side(), other.side());
    boolean asGiven = both.near().judgement().equals(one.analysis().judgement());
    near = asGiven ? one : other;
    far = asGiven ? other : one;
  }

  Report write() {
    Judgement judgement = both.judge(Catalogue.book());
    Report here = near.report();
    return new Report(
        input(),
        Vantage.UNKNOWN,
        List.of(both.order()),
        judgement.headline(),
        judgement.findings(),
        judgement.notChecked(),
        here.listeners(),
        here.attempts(),
        here.attemptsTotal(),
        here.exchanges(),
        List.of(),
        Stream.concat(Stream.of(near, far).flatMap(End::caveat), of(Report::caveats).stream())
            .toList(),
        both.lines(),
        here.overTime());
  }

  private Input input() {
    Input here = near.report().input();
    Input there = far.report().input();
    return new Input(
        Input.Kind.CAPTURE,
        of(report -> report.input().files()),
        here.packets() + there.packets(),
        here.bytes() + there.bytes(),
        seen(here.firstNanos(), there.firstNanos()).min().orElse(Moment.NEVER),
        seen(here.lastNanos(), there.lastNanos()).max().orElse(Moment.NEVER),
        here.quality(),
        Stream.of(
                here.warnings(),
                there.warnings(),
                there.quality().stream()
                    .map(line -> "%s: %d %s".formatted(far.name(), line.value(), line.words()))
                    .toList())
            .flatMap(List::stream)
            .toList());
  }

  private static LongStream seen(long... nanos) {
    return LongStream.of(nanos).filter(time -> time != Moment.NEVER);
  }

  private <T> List<T> of(Function<Report, List<T>> part) {
    return Stream.of(near, far)
        .flatMap(end -> part.apply(end.report()).stream())
        .distinct()
        .toList();
  }
}

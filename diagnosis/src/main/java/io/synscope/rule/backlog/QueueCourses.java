package io.synscope.rule.backlog;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.QueueCourse;
import io.synscope.observation.QueueCourse.Herd;
import io.synscope.observation.QueueCourse.Kind;
import io.synscope.observation.QueueCourse.Mark;
import io.synscope.observation.QueueCourse.Step;
import io.synscope.rule.CaseFile;
import io.synscope.rule.backlog.Overload.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The course of every accept queue that overflowed. */
public final class QueueCourses {
  private static final int MOST_MARKS = 2000;
  private static final int MOST_STEPS = 2000;
  private static final int LEAST_HERD = 3;
  private static final long HERD_NANOS = 50_000_000L;

  private QueueCourses() {}

  /** {@return one for each listener whose accept queue was full, where packets were seen} */
  public static List<QueueCourse> of(CaseFile file) {
    return Overload.because(file, Reason.ACCEPT_QUEUE).stream()
        .filter(overload -> overload.victims().stream().noneMatch(ConnectionAttempt::probed))
        .map(QueueCourses::of)
        .toList();
  }

  private static QueueCourse of(Overload overload) {
    AcceptQueue queue = overload.drops().arrivals().queue();
    List<Mark> marks = marks(overload);
    int fullAt =
        marks.stream()
            .filter(mark -> mark.kind() != Kind.RESET)
            .mapToInt(mark -> queue.waitingAt(mark.nanos()))
            .min()
            .orElse(0);
    return new QueueCourse(
        overload.listener().server(),
        fullAt,
        thinned(queue.steps()),
        marks.stream().limit(MOST_MARKS).toList(),
        marks.size(),
        herds(marks));
  }

  private static List<Mark> marks(Overload overload) {
    List<Mark> marks = new ArrayList<>();
    for (ConnectionAttempt attempt : overload.drops().ignored()) {
      List<Moment> syns = attempt.wire().handshake().syns();
      boolean answered = attempt.wire().handshake().firstSynAck().seen();
      for (int i = 0; i < syns.size() - (answered ? 1 : 0); i++) {
        add(marks, syns.get(i), i == 0 ? Kind.SYN : Kind.SYN_AGAIN, attempt);
      }
    }
    overload.ghosts().forEach(a -> add(marks, a.wire().handshake().finalAck(), Kind.FINAL_ACK, a));
    overload.aborted().forEach(a -> add(marks, a.wire().ending().at(), Kind.RESET, a));
    marks.sort(Comparator.comparingLong(Mark::nanos));
    return marks;
  }

  private static void add(List<Mark> marks, Moment at, Kind kind, ConnectionAttempt attempt) {
    if (at.seen()) {
      marks.add(new Mark(at.nanos(), kind, attempt.tuple().client()));
    }
  }

  private static List<Herd> herds(List<Mark> marks) {
    long[] again =
        marks.stream().filter(m -> m.kind() == Kind.SYN_AGAIN).mapToLong(Mark::nanos).toArray();
    List<Herd> herds = new ArrayList<>();
    int start = 0;
    while (start < again.length) {
      int end = start;
      while (end + 1 < again.length && again[end + 1] - again[start] <= HERD_NANOS) {
        end++;
      }
      if (end - start + 1 >= LEAST_HERD) {
        herds.add(new Herd(again[start], again[end], end - start + 1));
      }
      start = end + 1;
    }
    return herds;
  }

  /** Of too many steps, each pair keeps the one with more waiting, until few enough are left. */
  private static List<Step> thinned(List<Step> steps) {
    List<Step> kept = steps;
    while (kept.size() > MOST_STEPS) {
      List<Step> all = kept;
      kept =
          IntStream.range(0, (all.size() + 1) / 2)
              .mapToObj(i -> fuller(all.get(2 * i), all.get(Math.min(2 * i + 1, all.size() - 1))))
              .toList();
    }
    return kept;
  }

  private static Step fuller(Step one, Step other) {
    return one.waiting() >= other.waiting() ? one : other;
  }
}

package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;
import io.synscope.observation.QueueCourse;
import io.synscope.observation.QueueCourse.Kind;
import io.synscope.observation.QueueCourse.Mark;
import io.synscope.observation.QueueCourse.Step;
import io.synscope.report.Report;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One listener's accept queue: how many waited in it, from when on there was no room, and what was
 * refused; a lane for each kind of refusal.
 */
final class QueuePicture {
  private static final double LEFT = 150;
  private static final double RIGHT = 840;
  private static final double TOP = 24;
  private static final double HEIGHT = 150;
  private static final double LANE = 24;
  private static final int BINS = 120;
  private static final double LEAST_NANOS = 1_000_000_000;

  private final QueueCourse course;
  private final Map<Kind, List<Mark>> lanes = new EnumMap<>(Kind.class);
  private final long from;
  private final long to;
  private final double most;

  private QueuePicture(QueueCourse course, Report report) {
    this.course = course;
    for (Kind kind : Kind.values()) {
      List<Mark> marks = course.marks().stream().filter(mark -> mark.kind() == kind).toList();
      if (!marks.isEmpty()) {
        lanes.put(kind, marks);
      }
    }
    long first = course.marks().get(0).nanos();
    long last = course.marks().get(course.marks().size() - 1).nanos();
    long around = (long) Math.max(LEAST_NANOS, 0.4 * (last - first));
    from = Math.max(report.input().firstNanos(), first - around);
    to = Math.max(from + 1, Math.min(report.input().lastNanos(), last + around));
    int highest = course.steps().stream().mapToInt(Step::waiting).max().orElse(0);
    most = AttemptBins.round(Math.max(2, Math.max(highest, course.fullAt())));
  }

  /** Every queue that overflowed. */
  static void write(Report report, Markup page) {
    for (QueueCourse course : report.overTime().queues()) {
      if (!course.marks().isEmpty()) {
        new QueuePicture(course, report).write(page);
      }
    }
  }

  private void write(Markup page) {
    page.open("section", "class", "card");
    page.leaf("h2", "Accept queue of " + course.server());
    double height = TOP + HEIGHT + 24 + LANE * lanes.size() + 22;
    Drawing drawing = Drawing.begin("queue", spoken(), height, page);
    axis(drawing);
    waiting(page);
    full(drawing);
    int lane = 0;
    for (Map.Entry<Kind, List<Mark>> entry : lanes.entrySet()) {
      lane(entry.getKey(), entry.getValue(), TOP + HEIGHT + 24 + LANE * lane++, drawing);
    }
    for (int i = 0; i <= 4; i++) {
      long at = from + (to - from) / 4 * i;
      Anchor anchor = i == 0 ? Anchor.START : i == 4 ? Anchor.END : Anchor.MIDDLE;
      drawing.text(Quantity.timeOfDay(at), "faint", x(at), height - 6, anchor);
    }
    drawing.caption(note());
    page.close();
  }

  private double x(long nanos) {
    double share = (double) (nanos - from) / (to - from);
    return LEFT + Math.max(0, Math.min(1, share)) * (RIGHT - LEFT);
  }

  private double y(double waiting) {
    return TOP + HEIGHT * (1 - waiting / most);
  }

  private void axis(Drawing drawing) {
    for (double count : new double[] {0, most / 2, most}) {
      drawing.line("grid", LEFT, y(count), RIGHT, y(count));
      if (count == Math.rint(count)) {
        drawing.text(Quantity.count((long) count), "faint", LEFT - 8, y(count) + 4, Anchor.END);
      }
    }
    drawing.text("waiting to", "faint", 10, TOP + HEIGHT / 2 - 4, Anchor.START);
    drawing.text("be served", "faint", 10, TOP + HEIGHT / 2 + 12, Anchor.START);
  }

  /** The course as an area of steps. */
  private void waiting(Markup page) {
    int before = 0;
    StringBuilder area = new StringBuilder(point(LEFT, 0));
    for (Step step : course.steps()) {
      if (step.nanos() > to) {
        break;
      }
      area.append(point(x(step.nanos()), before));
      area.append(point(x(step.nanos()), step.waiting()));
      before = step.waiting();
    }
    area.append(point(RIGHT, before)).append(point(RIGHT, 0));
    page.empty("polygon", "class", "waiting", "points", area.toString().strip());
  }

  private String point(double x, double waiting) {
    return String.format(Locale.ROOT, "%.1f,%.1f ", x, y(waiting));
  }

  private void full(Drawing drawing) {
    if (course.fullAt() > 0) {
      double y = y(course.fullAt());
      drawing.line("limit", LEFT, y, RIGHT, y);
      String words = "no room from " + Quantity.count(course.fullAt()) + " on";
      drawing.text(words, "halo limit-words", LEFT + 6, y - 6, Anchor.START);
    }
  }

  /** Marks that would cover each other are one bar, higher the more they are. */
  private void lane(Kind kind, List<Mark> marks, double y, Drawing drawing) {
    drawing.group("refused " + kind.name().toLowerCase(Locale.ROOT));
    drawing.text(name(kind), "", 10, y + 14, Anchor.START);
    drawing.line("grid", LEFT, y + LANE - 4, RIGHT, y + LANE - 4);
    TreeMap<Integer, Integer> bins = new TreeMap<>();
    marks.forEach(mark -> bins.merge(bin(mark.nanos()), 1, Integer::sum));
    double highest = bins.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    double width = (RIGHT - LEFT) / BINS;
    bins.forEach(
        (bin, count) -> {
          double height = 5 + 14 * Math.sqrt(count / highest);
          String title =
              Quantity.timeOfDay(from + (to - from) / BINS * bin)
                  + ": "
                  + Quantity.count(count)
                  + " "
                  + name(kind);
          double left = LEFT + width * bin;
          drawing.rect("mark", left, y + LANE - 4 - height, Math.max(3, width - 1), height, title);
        });
    drawing.end();
  }

  private int bin(long nanos) {
    double share = (double) (nanos - from) / (to - from);
    return (int) Math.max(0, Math.min(BINS - 1, share * BINS));
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case SYN -> "SYN ignored";
      case SYN_AGAIN -> "SYN again, ignored";
      case FINAL_ACK -> "final ACK ignored";
      case RESET -> "reset at birth";
    };
  }

  private String spoken() {
    StringBuilder words = new StringBuilder("Accept queue of " + course.server() + ": ");
    lanes.forEach((kind, m) -> words.append(m.size()).append(' ').append(name(kind)).append("; "));
    return words
        .append(course.fullAt() > 0 ? "no room from " + course.fullAt() + " waiting on" : "")
        .toString();
  }

  private String note() {
    StringBuilder words = new StringBuilder();
    words.append(
        "The area counts connections that the kernel had finished and nobody had served yet: what the"
            + " queue can hold at most, as the application may have taken some without answering them.");
    if (course.fullAt() > 0) {
      words.append(
          " The dashed line is the fewest that waited when something was refused; on Linux that is the"
              + " backlog and one more.");
    }
    course.herds().stream()
        .max((a, b) -> Integer.compare(a.syns(), b.syns()))
        .ifPresent(herd -> words.append(herd(herd)));
    if (course.marksTotal() > course.marks().size()) {
      words
          .append(" The first ")
          .append(Quantity.count(course.marks().size()))
          .append(" of ")
          .append(Quantity.count(course.marksTotal()))
          .append(" refusals are drawn.");
    }
    return words.toString();
  }

  private static String herd(QueueCourse.Herd herd) {
    return " "
        + Quantity.count(herd.syns())
        + " SYNs came back together within "
        + Quantity.span(Math.max(1_000_000, herd.toNanos() - herd.fromNanos()))
        + " at "
        + Quantity.timeOfDay(herd.fromNanos())
        + ": clients that retry in step.";
  }
}

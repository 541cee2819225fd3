package io.synscope.cli.render.html;

import io.synscope.cli.render.html.Drawing.Anchor;
import io.synscope.cli.render.text.Quantity;
import io.synscope.finding.Finding;
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
  private static final double LEAST_NANOS = 500_000_000;
  private static final long LONGEST_NANOS = 30_000_000_000L;

  private final QueueCourse course;
  private final Map<Kind, List<Mark>> lanes = new EnumMap<>(Kind.class);
  private final TimeAxis time;
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
    long begin = Math.max(report.input().firstNanos(), first - around);
    long end = Math.max(last, drained(last)) + around;
    time = new TimeAxis(begin, Math.min(report.input().lastNanos(), end), LEFT, RIGHT);
    int highest = course.steps().stream().mapToInt(Step::waiting).max().orElse(0);
    most = AttemptBins.even(Math.max(2, Math.max(highest, course.fullAt())));
  }

  /** {@return whether this finding is told with that picture} */
  private static boolean shows(Finding finding, QueueCourse course) {
    return finding.cause().id().equals("accept_queue_overflow")
        && finding.server().filter(course.server()::equals).isPresent();
  }

  /** The queue that this finding is about. */
  static void of(Finding finding, Report report, Markup page) {
    for (QueueCourse course : report.overTime().queues()) {
      if (!course.marks().isEmpty() && shows(finding, course)) {
        new QueuePicture(course, report).write(page);
      }
    }
  }

  /** When there was room again: half of the queue, at most half a minute later. */
  private long drained(long last) {
    return course.steps().stream()
        .filter(step -> step.nanos() > last && step.waiting() <= course.fullAt() / 2)
        .mapToLong(Step::nanos)
        .findFirst()
        .stream()
        .map(nanos -> Math.min(nanos, last + LONGEST_NANOS))
        .findFirst()
        .orElse(last);
  }

  private void write(Markup page) {
    page.leaf("h3", "Accept queue of " + course.server());
    double height = TOP + HEIGHT + 24 + LANE * lanes.size() + 22;
    Drawing drawing = Drawing.begin("queue", spoken(), height, page);
    time.write(drawing, TOP, height - 22);
    axis(drawing);
    area("waiting", 0, course.fullAt() > 0 ? course.fullAt() : most, page);
    if (excess()) {
      area("waiting excess", course.fullAt(), most, page);
    }
    full(drawing);
    int lane = 0;
    for (Map.Entry<Kind, List<Mark>> entry : lanes.entrySet()) {
      lane(entry.getKey(), entry.getValue(), TOP + HEIGHT + 24 + LANE * lane++, drawing);
    }
    drawing.caption(note());
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

  private boolean excess() {
    return course.fullAt() > 0
        && course.steps().stream().anyMatch(step -> step.waiting() > course.fullAt());
  }

  /** The course as an area of steps, as far as it lies between these counts. */
  private void area(String ink, double low, double high, Markup page) {
    double before = low;
    StringBuilder area = new StringBuilder(point(LEFT, low));
    for (Step step : course.steps()) {
      if (step.nanos() > time.to()) {
        break;
      }
      double waiting = Math.max(low, Math.min(high, step.waiting()));
      area.append(point(time.x(step.nanos()), before));
      area.append(point(time.x(step.nanos()), waiting));
      before = waiting;
    }
    area.append(point(RIGHT, before)).append(point(RIGHT, low));
    page.empty("polygon", "class", ink, "points", area.toString().strip());
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
    drawing.text(Quantity.count(marks.size()), "faint halo", RIGHT, y + 14, Anchor.END);
    TreeMap<Integer, Integer> bins = new TreeMap<>();
    marks.forEach(mark -> bins.merge(bin(mark.nanos()), 1, Integer::sum));
    double highest = bins.values().stream().mapToInt(Integer::intValue).max().orElse(1);
    double width = (RIGHT - LEFT) / BINS;
    bins.forEach(
        (bin, count) -> {
          double height = 5 + 14 * Math.sqrt(count / highest);
          String title =
              Quantity.timeOfDay(time.from() + (time.to() - time.from()) / BINS * bin)
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
    double share = (time.x(nanos) - LEFT) / (RIGHT - LEFT);
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
    if (excess()) {
      words.append(
          " What stands above it, in violet, had left the queue unanswered, or was established in its"
              + " client's eyes only.");
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

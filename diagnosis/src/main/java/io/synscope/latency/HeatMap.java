package io.synscope.latency;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Counts of times, by when they began and by how long they were, on a grid that coarsens itself: it
 * never has more than {@link #COLUMNS} columns, however long the run.
 *
 * <p>Columns are whole multiples of a millisecond times a power of two since the epoch, so that two
 * maps add up without loss. Rows are quarters of an octave.
 */
public final class HeatMap {
  /** Most columns from the first to the last. */
  public static final int COLUMNS = 128;

  private static final long FINEST_NANOS = 1_000_000;
  private static final int ROWS_PER_OCTAVE = 4;
  private static final int ROW_BITS = 2;

  /** The last row begins at 2^37 ns: longer than two minutes is just that. */
  private static final int LAST_OCTAVE = 37;

  private static final int ROWS = (LAST_OCTAVE + 1) * ROWS_PER_OCTAVE;

  private final TreeMap<Long, int[]> columns = new TreeMap<>();
  private long spanNanos;
  private long nearNanos;
  private long nearSpan;
  private int[] near = {};
  private long count;

  /**
   * One cell with something in it.
   *
   * @param startNanos beginning of its column
   * @param fromNanos least time of its row
   * @param toNanos first time above its row
   * @param count values in it
   */
  public record Cell(long startNanos, long fromNanos, long toNanos, int count) {}

  /** Nothing yet, as fine as can be. */
  public HeatMap() {
    this(FINEST_NANOS);
  }

  /**
   * Nothing yet; columns are at least so wide, a span that another map has or a power of two times
   * it.
   */
  public HeatMap(long spanNanos) {
    this.spanNanos = Math.max(1, spanNanos);
  }

  /** One time that began then. */
  public void record(long startNanos, long nanos) {
    add(startNanos, row(nanos), 1);
  }

  private void add(long startNanos, int row, int times) {
    long within = startNanos - nearNanos;
    if (within < 0 || within >= nearSpan) {
      near = column(startNanos);
    }
    near[row] += times;
    count += times;
  }

  /** Looks up or makes the column, and makes the grid coarser until it fits. */
  private int[] column(long startNanos) {
    long number = Math.floorDiv(startNanos, spanNanos);
    while (!columns.isEmpty()
        && Math.max(number, columns.lastKey()) - Math.min(number, columns.firstKey()) >= COLUMNS) {
      coarsen();
      number = Math.floorDiv(startNanos, spanNanos);
    }
    nearNanos = number * spanNanos;
    nearSpan = spanNanos;
    return columns.computeIfAbsent(number, none -> new int[ROWS]);
  }

  private void coarsen() {
    TreeMap<Long, int[]> halved = new TreeMap<>();
    columns.forEach(
        (number, rows) -> {
          int[] sum = halved.computeIfAbsent(Math.floorDiv(number, 2L), none -> new int[ROWS]);
          for (int i = 0; i < ROWS; i++) {
            sum[i] += rows[i];
          }
        });
    columns.clear();
    columns.putAll(halved);
    spanNanos *= 2;
    nearSpan = 0;
  }

  /** Adds what another map counted. */
  public void merge(HeatMap other) {
    while (spanNanos < other.spanNanos) {
      coarsen();
    }
    other.columns.forEach(
        (number, rows) -> {
          for (int row = 0; row < ROWS; row++) {
            if (rows[row] > 0) {
              add(number * other.spanNanos, row, rows[row]);
            }
          }
        });
  }

  /** Adds what a cell of another map counted. */
  public void add(Cell cell) {
    add(cell.startNanos(), row(cell.fromNanos()), cell.count());
  }

  private static int row(long nanos) {
    long value = Math.max(1 << ROW_BITS, nanos);
    int octave = 63 - Long.numberOfLeadingZeros(value);
    int quarter = (int) (value >>> octave - ROW_BITS) & ROWS_PER_OCTAVE - 1;
    return Math.min(octave * ROWS_PER_OCTAVE + quarter, ROWS - 1);
  }

  private static long from(int row) {
    int octave = row / ROWS_PER_OCTAVE;
    return octave < ROW_BITS
        ? 0
        : (long) (ROWS_PER_OCTAVE + row % ROWS_PER_OCTAVE) << octave - ROW_BITS;
  }

  /** {@return how many values there are} */
  public long count() {
    return count;
  }

  /** {@return width of a column} */
  public long spanNanos() {
    return spanNanos;
  }

  /** {@return the cells that hold something, by time, then by length} */
  public List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    columns.forEach(
        (number, rows) -> {
          for (int row = 0; row < ROWS; row++) {
            if (rows[row] > 0) {
              cells.add(new Cell(number * spanNanos, from(row), from(row + 1), rows[row]));
            }
          }
        });
    return cells;
  }
}

package io.synscope.resp;

import io.synscope.resp.RespValue.Aggregate;
import io.synscope.resp.RespValue.Bulk;
import io.synscope.resp.RespValue.Failure;
import io.synscope.resp.RespValue.Line;
import io.synscope.resp.RespValue.Null;
import io.synscope.resp.RespValue.Whole;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Builds whole values from bytes as they come: for those who asked themselves and want the answer.
 *
 * <p>Attributes are read and dropped. What a value may hold is bounded, not declared: beyond the
 * bound the reader is broken.
 */
public final class RespReader {
  private final RespTokenizer tokens = RespTokenizer.ofReplies();
  private final Deque<Building> open = new ArrayDeque<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private final long maxBytes;
  private long bytes;
  private boolean broken;

  /** An aggregate that is not complete: its type and how many items are still to come. */
  private record Building(byte type, long[] toCome, List<RespValue> items) {}

  /**
   * Reads values of at most {@code maxBytes} each.
   *
   * @param maxBytes bound of one value's text
   */
  public RespReader(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** {@return whether what came was not RESP, or too much of it; nothing will be read any more} */
  public boolean broken() {
    return broken;
  }

  /** {@return the next whole value if {@code in} completes one; bytes used are consumed} */
  public Optional<RespValue> read(ByteBuffer in) {
    tokens.feed(in.position());
    Optional<RespValue> value = Optional.empty();
    while (!broken && value.isEmpty()) {
      int token = tokens.next(in, in.limit());
      if (token == RespTokenizer.MORE) {
        break;
      }
      value = take(token, in);
    }
    in.position(tokens.position());
    return value;
  }

  private Optional<RespValue> take(int token, ByteBuffer in) {
    for (int i = tokens.from();
        (token == RespTokenizer.PART || token == RespTokenizer.LEAF) && i < tokens.to();
        i++) {
      text.write(in.get(i));
    }
    bytes += tokens.to() - tokens.from() + 1;
    if (token == RespTokenizer.BROKEN || bytes > maxBytes) {
      broken = true;
      return Optional.empty();
    }
    return switch (token) {
      case RespTokenizer.OPEN -> opened();
      case RespTokenizer.LEAF -> put(leaf());
      case RespTokenizer.CLOSE -> put(build(open.pop()));
      default -> Optional.empty();
    };
  }

  private Optional<RespValue> opened() {
    long count = tokens.count();
    if (count == -1) {
      return put(new Null());
    }
    Building building = new Building(tokens.type(), new long[] {count}, new ArrayList<>());
    if (count != 0) {
      open.push(building);
      return Optional.empty();
    }
    return tokens.type() == '|' ? Optional.empty() : put(build(building));
  }

  private Optional<RespValue> put(RespValue value) {
    RespValue done = value;
    while (!open.isEmpty()) {
      Building around = open.peek();
      around.items().add(done);
      if (around.toCome()[0] == RespTokenizer.STREAMED || --around.toCome()[0] > 0) {
        return Optional.empty();
      }
      open.pop();
      if (around.type() == '|') {
        return Optional.empty();
      }
      done = build(around);
    }
    bytes = 0;
    return Optional.of(done);
  }

  private static RespValue build(Building building) {
    if (building.type() == '$') {
      StringBuilder joined = new StringBuilder();
      building.items().forEach(joined::append);
      return new Bulk(joined.toString());
    }
    return new Aggregate(building.type(), List.copyOf(building.items()));
  }

  private RespValue leaf() {
    String said = text.toString(StandardCharsets.UTF_8);
    text.reset();
    if (tokens.isNull()) {
      return new Null();
    }
    return switch (tokens.type()) {
      case '-', '!' -> new Failure(said);
      case ':' -> whole(said);
      case '$', '=', ';' -> new Bulk(said);
      default -> new Line(said);
    };
  }

  private static RespValue whole(String said) {
    try {
      return new Whole(Long.parseLong(said));
    } catch (NumberFormatException e) {
      return new Line(said);
    }
  }
}

package io.synscope.cli.render.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.FrameId;
import io.synscope.observation.Moment;
import io.synscope.report.LatencyLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One JSON object that was read; fields that were left out read as the empty text, 0, never, or the
 * empty list.
 */
final class Node {
  private final Map<String, Object> fields;

  private Node(Map<String, Object> fields) {
    this.fields = fields;
  }

  /** Reads the object that the parser stands on. */
  static Node read(JsonParser in) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("expected an object at " + in.currentLocation().offsetDescription());
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      fields.put(name, value(in));
    }
    return new Node(fields);
  }

  private static Object value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> read(in);
      case START_ARRAY -> {
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          values.add(value(in));
        }
        yield values;
      }
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_NUMBER_FLOAT -> in.getDoubleValue();
      case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
      default -> in.getText();
    };
  }

  String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  long number(String name) {
    return fields.get(name) instanceof Long number ? number : 0;
  }

  /** {@return a number that need not be whole; {@code absent} where it was left out} */
  double fraction(String name, double absent) {
    return fields.get(name) instanceof Number number ? number.doubleValue() : absent;
  }

  boolean truth(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  int count(String name) {
    return Math.toIntExact(number(name));
  }

  long percentile(String name) {
    return has(name) ? number(name) : LatencyLine.UNBOUNDED;
  }

  long time(String name) {
    return fields.get(name + "Nanos") instanceof Long nanos ? nanos : Moment.NEVER;
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    return Enum.valueOf(type, text(name).toUpperCase(Locale.ROOT));
  }

  Endpoint endpoint(String name) {
    return endpointOf(text(name));
  }

  static Endpoint endpointOf(String text) {
    int colon = text.lastIndexOf(':');
    String address = text.substring(0, colon);
    String literal = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
    return new Endpoint(Address.parse(literal), Integer.parseInt(text.substring(colon + 1)));
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  Node object(String name) {
    return fields.get(name) instanceof Node node ? node : new Node(Map.of());
  }

  Map<String, Object> entries() {
    return fields;
  }

  List<Node> objects(String name) {
    return values(name, Node.class);
  }

  List<String> texts(String name) {
    return values(name, String.class);
  }

  List<Long> numbers(String name) {
    return values(name, Long.class);
  }

  /** {@return rows of whole numbers; a row of another length is left out} */
  List<long[]> rows(String name, int length) {
    return values(name, List.class).stream()
        .map(Node::whole)
        .filter(row -> row.length == length)
        .toList();
  }

  private static long[] whole(List<?> row) {
    return row.stream().filter(Long.class::isInstance).mapToLong(n -> (Long) n).toArray();
  }

  /**
   * {@return the frames written beside {@code files} and {@code elsewhere}, as frame identities
   * again}
   */
  List<Long> frames(List<String> files) {
    List<Long> frames = new ArrayList<>(inOneFile(files));
    objects("elsewhere").forEach(node -> frames.addAll(node.inOneFile(files)));
    return List.copyOf(frames);
  }

  private List<Long> inOneFile(List<String> files) {
    int file = Math.max(0, files.indexOf(text("file")));
    return numbers("frames").stream().map(number -> FrameId.of(file, number)).toList();
  }

  private <T> List<T> values(String name, Class<T> type) {
    return fields.get(name) instanceof List<?> list
        ? list.stream().filter(type::isInstance).map(type::cast).toList()
        : List.of();
  }
}

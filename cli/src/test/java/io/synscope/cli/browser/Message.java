package io.synscope.cli.browser;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON object that goes to the browser or comes from it. */
record Message(Map<String, Object> fields) {
  private static final JsonFactory JSON = new JsonFactory();

  static Message parse(String text) {
    try (JsonParser in = JSON.createParser(text)) {
      in.nextToken();
      return (Message) value(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object value(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
          String name = in.currentName();
          in.nextToken();
          fields.put(name, value(in));
        }
        yield new Message(fields);
      }
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

  String toJson() {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      write(fields, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator out) throws IOException {
    if (value instanceof Map<?, ?> map) {
      out.writeStartObject();
      for (Map.Entry<?, ?> field : map.entrySet()) {
        out.writeFieldName(String.valueOf(field.getKey()));
        write(field.getValue(), out);
      }
      out.writeEndObject();
    } else if (value instanceof List<?> list) {
      out.writeStartArray();
      for (Object each : list) {
        write(each, out);
      }
      out.writeEndArray();
    } else if (value instanceof Number number) {
      out.writeNumber(
          number.doubleValue() % 1 == 0 ? Long.toString(number.longValue()) : number.toString());
    } else if (value instanceof Boolean truth) {
      out.writeBoolean(truth);
    } else {
      out.writeString(String.valueOf(value));
    }
  }

  boolean has(String name) {
    return fields.containsKey(name);
  }

  String text(String name) {
    return String.valueOf(fields.getOrDefault(name, ""));
  }

  Message in(String name) {
    return fields.get(name) instanceof Message inner ? inner : new Message(Map.of());
  }
}

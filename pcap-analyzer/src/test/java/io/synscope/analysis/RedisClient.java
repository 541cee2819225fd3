package io.synscope.analysis;

import io.synscope.resp.RespReader;
import io.synscope.resp.RespValue;
import io.synscope.testkit.lab.Lab;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A client that says what it is told to, many things at once if need be, and reads values. */
final class RedisClient implements AutoCloseable {
  private final SocketChannel socket;
  private final RespReader reader = new RespReader(1 << 24);
  private final ByteBuffer in = ByteBuffer.allocate(1 << 16).limit(0);
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  RedisClient() throws IOException {
    socket = SocketChannel.open(new InetSocketAddress(Lab.SERVER, 6379));
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Puts a request behind those that will be sent next. */
  RedisClient say(Object... words) {
    inline("*" + words.length);
    for (Object word : words) {
      String text = word.toString();
      inline("$" + text.length());
      inline(text);
    }
    return this;
  }

  /** A line as typed in telnet. */
  RedisClient inline(String line) {
    out.writeBytes((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Sends what was said. */
  void send() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray());
    while (bytes.hasRemaining()) {
      socket.write(bytes);
    }
    out.reset();
  }

  /** Sends what was said; {@return the last of so many replies} */
  RespValue hear(int replies) throws IOException {
    return hear(replies, false);
  }

  /** Sends what was said; {@return the last of so many push messages of RESP3} */
  RespValue hearPushed(int messages) throws IOException {
    return hear(messages, true);
  }

  private RespValue hear(int values, boolean pushed) throws IOException {
    send();
    int left = values;
    while (true) {
      Optional<RespValue> value = reader.read(in);
      if (value.isEmpty()) {
        fill();
      } else if (isPush(value.get()) == pushed && --left == 0) {
        return value.get();
      }
    }
  }

  private static boolean isPush(RespValue value) {
    return value instanceof RespValue.Aggregate aggregate && aggregate.type() == '>';
  }

  private void fill() throws IOException {
    in.clear();
    if (socket.read(in) < 0) {
      throw new IOException("closed by the server");
    }
    in.flip();
  }

  /** {@return the last value of one request} */
  RespValue ask(Object... words) throws IOException {
    return say(words).hear(1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

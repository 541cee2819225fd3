package io.synscope.exchange;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.ssl.SslHandler;
import io.synscope.connect.Line;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;

/** TLS between a line and what is said on it, whatever kind of socket the line is. */
final class TlsLayer {
  private final Line line;
  private final SslHandler handler;
  private final EmbeddedChannel channel;
  private boolean secured;

  TlsLayer(Line line, SslHandler handler) {
    this.line = line;
    this.handler = handler;
    this.channel = new EmbeddedChannel(handler);
  }

  /** Sends the ClientHello. */
  void begin() {
    channel.runPendingTasks();
    flush();
  }

  /** Takes records from the line and gives the plain text in them to {@code plain}. */
  void received(ByteBuffer records, Consumer<ByteBuffer> plain) {
    try {
      channel.writeInbound(Unpooled.copiedBuffer(records));
    } finally {
      flush();
    }
    secured = handler.handshakeFuture().isSuccess();
    for (ByteBuf bytes = channel.readInbound(); bytes != null; bytes = channel.readInbound()) {
      plain.accept(bytes.nioBuffer());
      bytes.release();
    }
  }

  void send(byte[] plain) {
    channel.writeOutbound(Unpooled.wrappedBuffer(plain));
    flush();
  }

  boolean secured() {
    return secured;
  }

  /** {@return why the handshake failed; empty while it has not} */
  Optional<Throwable> failure() {
    return Optional.ofNullable(handler.handshakeFuture().cause());
  }

  void release() {
    channel.finishAndReleaseAll();
  }

  private void flush() {
    for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
      line.send(ByteBufUtil.getBytes(bytes));
      bytes.release();
    }
  }
}

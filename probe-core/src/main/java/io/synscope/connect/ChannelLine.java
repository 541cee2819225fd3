package io.synscope.connect;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.unix.RawUnixChannelOption;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.ReferenceCountUtil;
import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;
import io.synscope.observation.IcmpReport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A line that is a Netty channel, and the last handler of that channel's pipeline. */
final class ChannelLine extends ChannelInboundHandlerAdapter implements Line {
  private static final int TCP_INFO_OPTION = 11; // linux/tcp.h
  private static final RawUnixChannelOption TCP_INFO =
      new RawUnixChannelOption("TCP_INFO", Libc.IPPROTO_TCP, TCP_INFO_OPTION, TcpAccount.SIZE);
  private static final IntegerUnixChannelOption IP_TTL =
      new IntegerUnixChannelOption("IP_TTL", Libc.IPPROTO_IP, 2);
  private static final IntegerUnixChannelOption IPV6_UNICAST_HOPS =
      new IntegerUnixChannelOption("IPV6_UNICAST_HOPS", Libc.IPPROTO_IPV6, 16);

  private final EventLoop loop;
  private final LongSupplier nanoTime;
  private final @Nullable ErrorQueue errorQueue;
  private final DialOptions options;
  private final LineListener listener;
  private @Nullable Channel channel;
  private long startedNanos;
  private long sentBytes;
  private boolean dialling = true;
  private boolean closed;

  ChannelLine(
      EventLoop loop,
      LongSupplier nanoTime,
      @Nullable ErrorQueue errorQueue,
      DialOptions options,
      LineListener listener) {
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.errorQueue = errorQueue;
    this.options = options;
    this.listener = listener;
    this.startedNanos = nanoTime.getAsLong();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    channel = context.channel();
  }

  void connect(InetSocketAddress server, @Nullable SocketAddress source) {
    Channel open = channel;
    if (open == null || closed) {
      return;
    }
    setOptions(open);
    startedNanos = nanoTime.getAsLong();
    ChannelFuture result = source == null ? open.connect(server) : open.connect(server, source);
    boolean atOnce = result.isDone();
    result.addListener(
        done -> {
          if (!done.isSuccess()) {
            fail(LineFailure.Call.CONNECT, done.cause(), atOnce);
          }
        });
  }

  void refuse(LineFailure.Call call, Throwable cause) {
    fail(call, cause, true);
  }

  private void setOptions(Channel open) {
    if (options.hopLimit() > 0 && open instanceof UnixChannel) {
      open.config().setOption(IPV6_UNICAST_HOPS, options.hopLimit());
      open.config().setOption(IP_TTL, options.hopLimit());
    }
  }

  private void fail(LineFailure.Call call, Throwable cause, boolean atOnce) {
    long now = nanoTime.getAsLong();
    tell(() -> listener.failed(new LineFailure(call, Errno.of(cause), atOnce), now));
  }

  /** The listener does not hold this line before dial() has returned it. */
  void dialled() {
    dialling = false;
  }

  private void tell(Runnable news) {
    if (dialling) {
      loop.execute(() -> tell(news));
    } else if (!closed) {
      news.run();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    long now = nanoTime.getAsLong();
    tell(() -> listener.connected(now));
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    try {
      if (!closed && message instanceof ByteBuf bytes) {
        listener.received(bytes.nioBuffer(), nanoTime.getAsLong());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !closed) {
      listener.closedByPeer(nanoTime.getAsLong());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(LineFailure.Call.READ, cause, false);
  }

  @Override
  public long startedNanos() {
    return startedNanos;
  }

  @Override
  public Optional<Endpoint> local() {
    return channel != null
            && channel.localAddress() instanceof InetSocketAddress local
            && local.getAddress() != null
        ? Optional.of(new Endpoint(Address.of(local.getAddress().getAddress()), local.getPort()))
        : Optional.empty();
  }

  @Override
  public void send(byte[] bytes) {
    sentBytes += bytes.length;
    if (channel != null) {
      channel
          .writeAndFlush(Unpooled.wrappedBuffer(bytes))
          .addListener(
              done -> {
                if (!done.isSuccess() && done.cause() instanceof IOException) {
                  fail(LineFailure.Call.WRITE, done.cause(), false);
                }
              });
    }
  }

  @Override
  public TcpAccount account() {
    if (!(channel instanceof UnixChannel) || !channel.isOpen()) {
      return TcpAccount.UNKNOWN;
    }
    ByteBuffer raw = channel.config().getOption(TCP_INFO);
    return raw == null
        ? TcpAccount.UNKNOWN
        : TcpAccount.read(raw.order(ByteOrder.nativeOrder()), raw.limit());
  }

  @Override
  public Optional<IcmpReport> icmp() {
    return errorQueue != null && channel instanceof UnixChannel unix && channel.isOpen()
        ? errorQueue.firstIcmp(unix.fd().intValue(), 0)
        : Optional.empty();
  }

  @Override
  public long sentBytes() {
    return sentBytes;
  }

  @Override
  public long sentStamp(long byteNumber) {
    return 0; // Netty reads with recv(2), which drops the kernel's stamps
  }

  @Override
  public long receivedStamp() {
    return 0;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a socket to be gone
  public void close() {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }
}

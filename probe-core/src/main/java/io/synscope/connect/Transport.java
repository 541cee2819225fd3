package io.synscope.connect;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The event loop that a run lives on, the kind of sockets it makes, and what those cannot tell. */
public final class Transport implements AutoCloseable {
  /** How sockets are driven. */
  public enum Kind {
    /** Whatever tells most on this platform. */
    AUTO,
    /** Bare sockets on epoll. */
    NATIVE,
    /** Netty's epoll channels. */
    EPOLL,
    /** The JDK's selector. */
    NIO
  }

  private static final String NIO_LACKS =
      "no kernel times, no count of SYN retransmissions, no ICMP reporter: epoll is not available here";
  private static final String NO_LIBC_LACKS =
      "no ICMP reporter, no kernel times of round trips: the C library cannot be called here";

  private final EventLoop loop;
  private final Dialer dialer;
  private final String name;
  private final String lacks;

  private Transport(EventLoop loop, Dialer dialer, String name, String lacks) {
    this.loop = loop;
    this.dialer = dialer;
    this.name = name;
    this.lacks = lacks;
  }

  /**
   * {@return the best transport of that kind that works here; never io_uring, which reports
   * rejected connects as done}
   */
  public static Transport open(Kind kind, boolean stamped, LongSupplier nanoTime) {
    boolean epoll = kind != Kind.NIO && Epoll.isAvailable();
    IoEventLoop loop = loop(epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    if (!epoll) {
      Dialer nio = new ChannelDialer(loop, NioSocketChannel.class, nanoTime, null);
      return new Transport(loop, nio, "nio", NIO_LACKS);
    }
    if (!Libc.usable()) {
      Dialer channels = new ChannelDialer(loop, EpollSocketChannel.class, nanoTime, null);
      return new Transport(loop, channels, "epoll", NO_LIBC_LACKS);
    }
    if (kind == Kind.EPOLL) {
      Dialer channels =
          new ChannelDialer(loop, EpollSocketChannel.class, nanoTime, new ErrorQueue());
      return new Transport(loop, channels, "epoll", "");
    }
    return new Transport(loop, new NativeDialer(loop, nanoTime, stamped), "native epoll", "");
  }

  private static IoEventLoop loop(IoHandlerFactory factory) {
    return new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("probe", true), factory)
        .next();
  }

  /** {@return the loop that all lines of this transport live on} */
  public EventLoop loop() {
    return loop;
  }

  /** {@return what makes the lines} */
  public Dialer dialer() {
    return dialer;
  }

  /** {@return native epoll, epoll or nio} */
  public String name() {
    return name;
  }

  /**
   * {@return what cannot be told on this transport, for the report's caveats; empty when nothing is
   * lacking}
   */
  public String lacks() {
    return lacks;
  }

  @Override
  public void close() {
    dialer.close();
    var unused = loop.parent().shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}

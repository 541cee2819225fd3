package io.synscope.connect;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines that are Netty socket channels: works everywhere, and tells what the platform's channel can
 * tell.
 */
final class ChannelDialer implements Dialer {
  private final EventLoop loop;
  private final Class<? extends Channel> channelType;
  private final LongSupplier nanoTime;
  private final @Nullable ErrorQueue errorQueue;

  ChannelDialer(
      EventLoop loop,
      Class<? extends Channel> channelType,
      LongSupplier nanoTime,
      @Nullable ErrorQueue errorQueue) {
    this.loop = loop;
    this.channelType = channelType;
    this.nanoTime = nanoTime;
    this.errorQueue = errorQueue;
  }

  @Override
  public Line dial(InetSocketAddress server, DialOptions options, LineListener listener) {
    ChannelLine line = new ChannelLine(loop, nanoTime, errorQueue, options, listener);
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(channelType)
            .handler(line)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                0); // whoever drives the attempt holds the timer
    // register() and then connect(): Bootstrap.connect() would close on failure before the socket
    // can be asked why
    bootstrap
        .register()
        .addListener(
            registered -> {
              if (registered.isSuccess()) {
                line.connect(server, source(options));
              } else {
                line.refuse(LineFailure.Call.SOCKET, registered.cause());
              }
            });
    line.dialled();
    return line;
  }

  private static @Nullable SocketAddress source(DialOptions options) {
    return options.source().isEmpty() && options.firstSourcePort() == 0
        ? null
        : new InetSocketAddress(options.source().orElse(null), options.firstSourcePort());
  }

  @Override
  public void close() {
    // channels belong to their loop
  }
}

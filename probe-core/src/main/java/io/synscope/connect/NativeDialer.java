package io.synscope.connect;

import io.netty.channel.IoEventLoop;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * Lines that are bare sockets on Netty's epoll loop: every errno as the kernel gave it, and little
 * time of our own.
 */
final class NativeDialer implements Dialer {
  private static final int TRIES = 64;

  private final IoEventLoop loop;
  private final LongSupplier nanoTime;
  private final SocketCalls calls = new SocketCalls();
  private final ErrorQueue errorQueue = new ErrorQueue();
  private final ControlMessages control = new ControlMessages();
  private final boolean stamped;
  private final Optional<FileDescriptor> stampsHeld;

  NativeDialer(IoEventLoop loop, LongSupplier nanoTime, boolean stamped) {
    this.loop = loop;
    this.nanoTime = nanoTime;
    this.stamped = stamped;
    int holding = stamped ? Stamps.hold(calls) : -1;
    this.stampsHeld = holding < 0 ? Optional.empty() : Optional.of(new FileDescriptor(holding));
  }

  @Override
  public Line dial(InetSocketAddress server, DialOptions options, LineListener listener) {
    NativeLine line = new NativeLine(this, listener);
    boolean v4 = server.getAddress().getAddress().length == 4;
    int descriptor = calls.socket(v4);
    if (descriptor < 0) {
      line.failAtOnce(LineFailure.Call.SOCKET, -descriptor);
      return line;
    }
    prepare(descriptor, v4, options);
    line.open(descriptor, v4);
    int bound = bind(descriptor, v4, options);
    if (bound < 0) {
      line.failAtOnce(LineFailure.Call.BIND, -bound);
    } else {
      line.connect(server);
    }
    return line;
  }

  private void prepare(int descriptor, boolean v4, DialOptions options) {
    if (!v4) {
      calls.keepIcmpErrors(descriptor, true);
    }
    if (options.hopLimit() > 0) {
      calls.hopLimit(descriptor, v4, options.hopLimit());
    }
    if (options.source().isPresent() && options.firstSourcePort() == 0) {
      calls.choosePortAtConnect(descriptor);
    } else if (options.firstSourcePort() > 0) {
      calls.reuseAddress(descriptor);
    }
  }

  private int bind(int descriptor, boolean v4, DialOptions options) {
    if (options.source().isEmpty() && options.firstSourcePort() == 0) {
      return 0;
    }
    int result = 0;
    for (int i = 0; i < TRIES; i++) {
      result = calls.bind(descriptor, SourceAddress.of(options, v4, ThreadLocalRandom.current()));
      if (result >= 0 || options.firstSourcePort() == 0) {
        return result;
      }
    }
    return result;
  }

  @Override
  public void close() {
    if (stampsHeld.isPresent()) {
      try {
        stampsHeld.get().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  IoEventLoop loop() {
    return loop;
  }

  long nanoTime() {
    return nanoTime.getAsLong();
  }

  SocketCalls calls() {
    return calls;
  }

  ErrorQueue errorQueue() {
    return errorQueue;
  }

  ControlMessages control() {
    return control;
  }

  boolean stamped() {
    return stamped;
  }
}

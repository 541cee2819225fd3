package io.synscope.connect;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A socket's descriptor and its place on the loop's epoll. */
final class LoopSocket {
  private static final EpollIoOps EVERYTHING =
      EpollIoOps.EPOLLIN
          .with(EpollIoOps.EPOLLOUT)
          .with(EpollIoOps.EPOLLRDHUP)
          .with(EpollIoOps.EPOLLERR)
          .with(EpollIoOps.EPOLLET);

  private final FileDescriptor descriptor;
  private @Nullable IoRegistration registration;

  LoopSocket(int number) {
    descriptor = new FileDescriptor(number);
  }

  /**
   * {@return whether {@code handle} hears of everything that happens to this socket from now on}
   */
  boolean register(IoEventLoop loop, EpollIoHandle handle) {
    var registering = loop.register(handle); // done at once, since this is the loop
    if (!registering.isSuccess()) {
      return false;
    }
    registration = registering.getNow();
    registration.submit(EVERYTHING);
    return true;
  }

  FileDescriptor descriptor() {
    return descriptor;
  }

  void close() {
    if (!descriptor.isOpen()) {
      return;
    }
    try {
      descriptor.close(); // before cancel(), which then need not tell epoll
    } catch (IOException e) {
      // the descriptor is ours alone
      throw new IllegalStateException("close() of a socket failed", e);
    }
    if (registration != null) {
      registration.cancel();
    }
  }
}

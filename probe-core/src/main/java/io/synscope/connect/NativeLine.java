package io.synscope.connect;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.synscope.observation.Endpoint;
import io.synscope.observation.IcmpReport;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line that is a bare socket, edge-triggered on the loop's epoll.
 *
 * <p>A reset may stand behind bytes that were received before it, so a failure is told only after
 * everything that can be read has been read.
 */
final class NativeLine implements Line, EpollIoHandle {
  private static final int EINPROGRESS = 115;
  private static final int EAGAIN = 11;
  private static final int ECONNRESET = 104;

  private enum State {
    NEW,
    CONNECTING,
    CONNECTED,
    FAILED,
    CLOSED
  }

  private final NativeDialer dialer;
  private final LineListener listener;
  private @Nullable LoopSocket socket;
  private @Nullable Sending sending;
  private @Nullable StampedReading stamped;
  private @Nullable TcpAccount atConnect;
  private Optional<Endpoint> local = Optional.empty();
  private State state = State.NEW;
  private boolean v4;
  private long startedNanos;
  private long answeredNanos;

  NativeLine(NativeDialer dialer, LineListener listener) {
    this.dialer = dialer;
    this.listener = listener;
    this.startedNanos = dialer.nanoTime();
  }

  void open(int number, boolean inet) {
    v4 = inet;
    socket = new LoopSocket(number);
  }

  void connect(InetSocketAddress server) {
    if (socket == null || !socket.register(dialer.loop(), this)) {
      failAtOnce(LineFailure.Call.SOCKET, 0);
      return;
    }
    state = State.CONNECTING;
    startedNanos = dialer.nanoTime();
    int result = dialer.calls().connect(number(), server);
    if (result < 0 && result != -EINPROGRESS) {
      failAtOnce(LineFailure.Call.CONNECT, -result);
      return;
    }
    // On loopback and between containers of one host the answer is here before connect() returns;
    // the loop would hear of it only after whatever else it has to do.
    TcpAccount account = dialer.calls().account(number());
    if (account.state() == TcpAccount.ESTABLISHED) {
      atConnect = account;
      answeredNanos = dialer.nanoTime();
    }
  }

  /**
   * The listener does not hold this line before dial() has returned it, so it hears of this a
   * little later.
   */
  void failAtOnce(LineFailure.Call call, int errno) {
    long now = dialer.nanoTime();
    state = State.FAILED;
    dialer.loop().execute(() -> tellFailure(new LineFailure(call, Errno.of(errno), true), now));
  }

  private void tellFailure(LineFailure failure, long atNanos) {
    if (state != State.CLOSED) {
      state = State.FAILED;
      listener.failed(failure, atNanos);
    }
  }

  @Override
  public void handle(IoRegistration unused, IoEvent event) {
    long now = dialer.nanoTime();
    EpollIoOps ops = ((EpollIoEvent) event).ops();
    if (state == State.CONNECTING && !settle(ops, now)) {
      return;
    }
    if (state == State.CONNECTED && sending != null && ops.contains(EpollIoOps.EPOLLOUT)) {
      sending.flush();
    }
    if (state == State.CONNECTED) {
      // EPOLLERR alone is the queue of stamps, which is read when a stamp is wanted
      boolean hungUp = ops.contains(EpollIoOps.EPOLLRDHUP);
      if (hungUp || ops.contains(EpollIoOps.EPOLLIN)) {
        read(hungUp, now);
      }
    }
    if (state == State.CONNECTED && writeError() != 0) {
      tellFailure(new LineFailure(LineFailure.Call.WRITE, Errno.of(writeError()), false), now);
    }
  }

  /** {@return whether the handshake is over and went well} */
  private boolean settle(EpollIoOps ops, long now) {
    if (atConnect != null) {
      connected(atConnect, 0, answeredNanos);
      return state == State.CONNECTED;
    }
    TcpAccount account = dialer.calls().account(number());
    boolean closed = account.state() == TcpAccount.CLOSE;
    boolean open = !closed && account.state() != TcpAccount.SYN_SENT;
    // An ICMP error that met the socket locked in connect() has ended nothing yet, but is noted.
    boolean mayHaveFailed = closed || (!open && ops.contains(EpollIoOps.EPOLLERR));
    int error = mayHaveFailed ? dialer.calls().pendingError(number()) : 0;
    if (error == 0 && !open) {
      return false; // this event was for the socket that had this descriptor before
    }
    if (error != 0 && (error != ECONNRESET || account.segmentsIn() < 2)) {
      tellFailure(new LineFailure(LineFailure.Call.CONNECT, Errno.of(error), false), now);
      return false;
    }
    connected(account, error, now);
    return state == State.CONNECTED;
  }

  /**
   * The handshake is over.
   *
   * @param error a reset came right after it: what the server said before is still to be read
   */
  private void connected(TcpAccount account, int error, long atNanos) {
    sending = new Sending(dialer.calls(), number(), error);
    state = State.CONNECTED;
    if (error == 0) {
      established();
    }
    atConnect = account;
    listener.connected(atNanos);
    atConnect = null;
  }

  private void established() {
    if (!v4) {
      dialer.calls().keepIcmpErrors(number(), false);
    }
    if (dialer.stamped() && Stamps.switchOn(dialer.calls(), number())) {
      stamped = new StampedReading(dialer, number());
    }
  }

  private void read(boolean hungUp, long firstNanos) {
    long now = firstNanos;
    while (state == State.CONNECTED) {
      int count = receive();
      if (count <= 0) {
        readEnd(count, now);
        return;
      }
      listener.received(dialer.calls().incoming(count), now);
      if (!hungUp && count < SocketCalls.READ_BYTES) {
        return; // a short read has emptied the socket
      }
      now = dialer.nanoTime();
    }
  }

  private void readEnd(int count, long now) {
    if (count == 0 && writeError() == 0) {
      listener.closedByPeer(now);
    } else if (count < 0 && count != -EAGAIN) {
      tellFailure(new LineFailure(LineFailure.Call.READ, Errno.of(-count), false), now);
    } // the end of the stream behind an error that was taken off the socket: the caller tells that
    // error
  }

  private int receive() {
    return stamped == null ? dialer.calls().receive(number()) : stamped.receive();
  }

  @Override
  public void send(byte[] bytes) {
    if (state == State.CONNECTED && sending != null) {
      sending.send(bytes);
    }
  }

  private int writeError() {
    return sending == null ? 0 : sending.error();
  }

  @Override
  public long sentBytes() {
    return sending == null ? 0 : sending.bytes();
  }

  @Override
  public long sentStamp(long byteNumber) {
    return stamped == null ? 0 : stamped.sentStamp(byteNumber);
  }

  @Override
  public long receivedStamp() {
    return stamped == null ? 0 : stamped.receivedStamp();
  }

  @Override
  public long startedNanos() {
    return startedNanos;
  }

  @Override
  public Optional<Endpoint> local() {
    if (local.isEmpty() && socket != null && state != State.NEW) {
      local = dialer.calls().local(number());
    }
    return local;
  }

  @Override
  public TcpAccount account() {
    if (atConnect != null) {
      return atConnect;
    }
    return socket == null ? TcpAccount.UNKNOWN : dialer.calls().account(number());
  }

  @Override
  public Optional<IcmpReport> icmp() {
    return socket == null ? Optional.empty() : dialer.errorQueue().firstIcmp(number(), 0);
  }

  @Override
  public FileDescriptor fd() {
    if (socket == null) {
      throw new IllegalStateException("no socket was made");
    }
    return socket.descriptor();
  }

  private int number() {
    return fd().intValue();
  }

  @Override
  public void close() {
    state = State.CLOSED;
    if (socket != null) {
      socket.close();
    }
  }
}

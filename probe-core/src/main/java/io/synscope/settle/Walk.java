package io.synscope.settle;

import io.synscope.connect.DialOptions;
import io.synscope.connect.Errno;
import io.synscope.connect.Line;
import io.synscope.connect.LineFailure;
import io.synscope.connect.LineListener;
import io.synscope.connect.Transport;
import io.synscope.observation.Address;
import io.synscope.observation.IcmpReport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One SYN for each distance, all on their way at the same time. */
final class Walk {
  private static final int FARTHEST = 30;

  /** Before the kernel sends a SYN again, whose answer would be counted for another. */
  private static final long PATIENCE_NANOS = 900_000_000;

  private static final int ICMP_TIME_EXCEEDED = 11;
  private static final int ICMP6_TIME_EXCEEDED = 3;

  private final Transport transport;
  private final DialOptions options;

  Walk(Transport transport, DialOptions options) {
    this.transport = transport;
    this.options = options;
  }

  List<Hop> to(Address address, int port) throws InterruptedException {
    InetSocketAddress server = new InetSocketAddress(inet(address), port);
    List<CompletableFuture<Hop>> hops = new ArrayList<>();
    for (int i = 1; i <= FARTHEST; i++) {
      int number = i;
      CompletableFuture<Hop> hop = new CompletableFuture<>();
      hops.add(
          hop.completeOnTimeout(
              new Hop(number, Optional.empty(), false), PATIENCE_NANOS, TimeUnit.NANOSECONDS));
      transport.loop().execute(() -> step(server, number, hop));
    }
    return hops.stream().map(CompletableFuture::join).toList();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what follows the hop is told by the hop
  private void step(InetSocketAddress server, int number, CompletableFuture<Hop> hop) {
    Step step = new Step(number, hop);
    Line line = transport.dialer().dial(server, options.withHopLimit(number), step);
    step.line = Optional.of(line);
    hop.whenComplete((result, failure) -> transport.loop().execute(line::close));
  }

  private static InetAddress inet(Address address) {
    try {
      return InetAddress.getByName(address.toString());
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e); // an address is its own name
    }
  }

  /** One SYN. */
  private static final class Step implements LineListener {
    private final int number;
    private final CompletableFuture<Hop> hop;
    private Optional<Line> line = Optional.empty();

    Step(int number, CompletableFuture<Hop> hop) {
      this.number = number;
      this.hop = hop;
    }

    @Override
    public void connected(long atNanos) {
      hop.complete(new Hop(number, Optional.empty(), true));
    }

    @Override
    public void received(ByteBuffer bytes, long atNanos) {}

    @Override
    public void closedByPeer(long atNanos) {}

    @Override
    public void failed(LineFailure failure, long atNanos) {
      Optional<IcmpReport> icmp = line.flatMap(Line::icmp);
      boolean refused = icmp.isEmpty() && failure.errno() == Errno.ECONNREFUSED;
      Optional<Address> router = icmp.filter(Walk::outOfHops).map(IcmpReport::reporter);
      hop.complete(new Hop(number, router, refused));
    }
  }

  private static boolean outOfHops(IcmpReport icmp) {
    return icmp.type() == (icmp.v6() ? ICMP6_TIME_EXCEEDED : ICMP_TIME_EXCEEDED);
  }
}

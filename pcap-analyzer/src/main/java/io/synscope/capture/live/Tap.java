package io.synscope.capture.live;

import java.util.function.BooleanSupplier;
import org.pcap4j.core.BpfProgram.BpfCompileMode;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapNetworkInterface.PromiscuousMode;
import org.pcap4j.core.PcapStat;
import org.pcap4j.packet.namednumber.DataLinkType;

/** One interface: libpcap's loop on a thread of its own, which only copies into the ring. */
final class Tap {
  private static final int WAKE_MILLIS = 50; // how long the kernel may gather packets
  static final long WAKE_NANOS = WAKE_MILLIS * 1_000_000L;
  private static final int DLT_RAW = 12;
  private static final int LINKTYPE_RAW = 101;
  private static final int LINUX_SLL2 = 276;
  private static final int LINUX_SLL = 113;
  private static final long STATISTICS_NANOS = 1_000_000_000L;

  private final int number;
  private final String device;
  private final LiveOptions options;
  private final PcapHandle handle;
  private final BlockRing ring;
  private final BooleanSupplier counted;
  private final PcapngBlocks blocks = new PcapngBlocks();
  private final Thread thread;
  private volatile Drops drops;
  private volatile long untilNanos = Long.MAX_VALUE;
  private volatile long seen;
  private long lastSeen;
  private long lost;
  private long lastNanos;
  private long statisticsNanos;

  private Tap(
      int number, String device, LiveOptions options, BlockRing ring, BooleanSupplier counted)
      throws PcapNativeException, NotOpenException {
    this.number = number;
    this.device = device;
    this.options = options;
    this.ring = ring;
    this.counted = counted;
    handle = open(device, options);
    drops = new Drops(device, 0, 0, 0, 0);
    thread = new Thread(this::loop, "capture-" + device);
    thread.setDaemon(true);
  }

  /**
   * Opens an interface; packets gather in the kernel from now on.
   *
   * @param counted told of each packet; says whether more are wanted
   */
  static Tap open(
      int number, String device, LiveOptions options, BlockRing ring, BooleanSupplier counted) {
    try {
      return new Tap(number, device, options, ring, counted);
    } catch (PcapNativeException | NotOpenException e) {
      throw Refusal.of(device, options.expression(), e);
    } catch (LinkageError e) {
      throw Refusal.withoutLibpcap(e);
    }
  }

  private static PcapHandle open(String device, LiveOptions options)
      throws PcapNativeException, NotOpenException {
    PcapHandle handle;
    try {
      handle = builder(device, options).timestampPrecision(TimestampPrecision.NANO).build();
    } catch (PcapNativeException e) {
      handle = builder(device, options).build(); // no nanoseconds here, or the real reason again
    }
    try {
      if (handle.getDlt().value() == LINUX_SLL) {
        preferSecondCookedForm(handle);
      }
      if (!options.expression().isEmpty()) {
        handle.setFilter(options.expression(), BpfCompileMode.OPTIMIZE);
      }
      return handle;
    } catch (PcapNativeException | NotOpenException | RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  private static PcapHandle.Builder builder(String device, LiveOptions options) {
    return new PcapHandle.Builder(device)
        .snaplen(options.snapLength())
        .promiscuousMode(
            options.promiscuous() ? PromiscuousMode.PROMISCUOUS : PromiscuousMode.NONPROMISCUOUS)
        .timeoutMillis(WAKE_MILLIS)
        .bufferSize(options.bufferBytes());
  }

  private static void preferSecondCookedForm(PcapHandle handle) throws NotOpenException {
    try {
      handle.setDlt(DataLinkType.getInstance(LINUX_SLL2));
    } catch (PcapNativeException e) {
      // libpcap before 1.10: the first form, without interface numbers, stays
    }
  }

  /** Writes the interface's description into the ring. */
  void describe() {
    int dlt = handle.getDlt().value();
    int link = dlt == DLT_RAW ? LINKTYPE_RAW : dlt;
    ring.put(
        blocks.bytes(), blocks.device(device, link, options.snapLength(), options.expression()));
  }

  void start() {
    thread.start();
  }

  /** Ends the loop soon; safe from any thread, and in a signal handler's. */
  void stop() {
    try {
      handle.breakLoop();
    } catch (NotOpenException e) {
      // it has ended by itself
    }
  }

  /** Ends the loop with the first packet that is younger than this; it is not taken. */
  void stopBehind(long epochNanos) {
    untilNanos = epochNanos;
  }

  /** {@return whether packets have come since this was asked last} */
  boolean moves() {
    long now = seen;
    boolean moved = now != lastSeen;
    lastSeen = now;
    return moved && thread.isAlive();
  }

  void join() throws InterruptedException {
    thread.join();
  }

  Drops drops() {
    return drops;
  }

  private void loop() {
    try {
      new PacketLoop(handle, this::packet).run();
    } catch (PcapNativeException | NotOpenException e) {
      // the interface went away; what was captured stands
    } finally {
      readStatistics();
      ring.put(blocks.bytes(), blocks.statistics(number, lastNanos, drops));
      handle.close();
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread counts; another looks
  private void packet(long nanos, byte[] bytes, int capturedLength, int originalLength) {
    seen++;
    if (nanos > untilNanos) {
      stop();
      return;
    }
    lastNanos = nanos;
    int length = blocks.packet(number, nanos, bytes, capturedLength, originalLength);
    if (!ring.offer(blocks.bytes(), length)) {
      lost++;
    }
    if (nanos - statisticsNanos > STATISTICS_NANOS) {
      statisticsNanos = nanos;
      readStatistics();
    }
    if (!counted.getAsBoolean()) {
      stop();
    }
  }

  private void readStatistics() {
    try {
      PcapStat now = handle.getStats();
      drops =
          new Drops(
              device,
              now.getNumPacketsReceived(),
              now.getNumPacketsDropped(),
              now.getNumPacketsDroppedByIf(),
              lost);
    } catch (PcapNativeException | NotOpenException e) {
      Drops before = drops;
      drops = new Drops(device, before.received(), before.byKernel(), before.byInterface(), lost);
    }
  }
}

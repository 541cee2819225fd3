package io.synscope.capture.live;

import java.util.List;

/**
 * What is captured and how.
 *
 * @param devices interface names; {@code any} is all of them
 * @param expression as tcpdump has it; empty for everything
 * @param snapLength bytes kept of each packet
 * @param promiscuous whether packets for other hosts are taken, too
 * @param bufferBytes the kernel's buffer, for each interface
 * @param ringBytes our own buffer between capture and analysis
 * @param count packets after which it ends; 0 for no end
 */
public record LiveOptions(
    List<String> devices,
    String expression,
    int snapLength,
    boolean promiscuous,
    int bufferBytes,
    int ringBytes,
    long count) {
  /** Headers and what Redis commands look like; 256 kB would leave few slots in a ring. */
  public static final int SNAP_LENGTH = 2048;

  /** The kernel's buffer unless told otherwise: pcap's own 2 MiB loses at 600,000 packets/s. */
  public static final int BUFFER_BYTES = 64 << 20;

  private static final int RING_BYTES = 32 << 20;

  /** Copies the list. */
  public LiveOptions {
    devices = List.copyOf(devices);
  }

  /** {@return these devices with everything else as usual} */
  public static LiveOptions of(List<String> devices, String expression) {
    return new LiveOptions(devices, expression, SNAP_LENGTH, false, BUFFER_BYTES, RING_BYTES, 0);
  }

  /** {@return these options, ending after so many packets} */
  public LiveOptions withCount(long packets) {
    return new LiveOptions(
        devices, expression, snapLength, promiscuous, bufferBytes, ringBytes, packets);
  }

  /** {@return these options with other buffers} */
  public LiveOptions withBuffers(int kernelBytes, int ownBytes) {
    return new LiveOptions(
        devices, expression, snapLength, promiscuous, kernelBytes, ownBytes, count);
  }

  /** {@return these options with another snap length, and promiscuous or not} */
  public LiveOptions with(int length, boolean everybodys) {
    return new LiveOptions(devices, expression, length, everybodys, bufferBytes, ringBytes, count);
  }
}

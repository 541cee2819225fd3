package io.synscope.capture.live;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.pcap4j.core.PcapHandle;

/**
 * The one call into libpcap that pcap4j makes too slowly for us, on the handle that pcap4j opened.
 *
 * <p>Arguments are addresses: JNA would otherwise allocate at each call.
 */
final class Libpcap {
  /** {@code pcap_next_ex} got a packet. */
  static final int PACKET = 1;

  /** {@code pcap_next_ex} waited in vain. */
  static final int NOTHING_YET = 0;

  /** {@code pcap_next_ex} failed; the handle knows why. */
  static final int FAILED = -1;

  private static final @Nullable Field OPENED = register();

  private Libpcap() {}

  /**
   * {@return address of the {@code pcap_t} behind a handle; 0 where it cannot be used directly:
   * outside of 64-bit Linux, or with a pcap4j that keeps it elsewhere}
   */
  static long address(PcapHandle handle) {
    try {
      return OPENED != null && OPENED.get(handle) instanceof Pointer opened
          ? Pointer.nativeValue(opened)
          : 0;
    } catch (IllegalAccessException e) {
      return 0;
    }
  }

  private static @Nullable Field register() {
    try {
      if (!Platform.isLinux() || !Platform.is64Bit()) {
        return null;
      }
      Native.register(Libpcap.class, System.getProperty("org.pcap4j.core.pcapLibName", "pcap"));
      Field opened = PcapHandle.class.getDeclaredField("handle");
      opened.setAccessible(true);
      return opened;
    } catch (LinkageError | ReflectiveOperationException | RuntimeException e) {
      return null; // pcap4j's own loop takes more time and does the same
    }
  }

  /**
   * Waits for a packet.
   *
   * @param handle a {@code pcap_t}
   * @param header where the address of the {@code pcap_pkthdr} is put
   * @param bytes where the address of the packet's bytes is put
   */
  static native int pcap_next_ex(long handle, long header, long bytes);
}

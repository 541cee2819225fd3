package io.synscope.testkit.lab;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import java.util.Optional;

/** A network device of a namespace whose packets this process takes and gives: tun(4). */
final class Tun {
  private static final int O_RDWR = 2;
  private static final NativeLong TUNSETIFF = new NativeLong(0x400454caL);
  private static final short IFF_TUN_NO_PI = 0x1001;
  private static final int LARGEST = 65_536;

  static {
    Native.register(Tun.class, "c");
  }

  private final Namespace where;
  private final String device;
  private final int descriptor;

  private Tun(Namespace where, String device, int descriptor) {
    this.where = where;
    this.device = device;
    this.descriptor = descriptor;
  }

  private static native int open(String path, int flags) throws LastErrorException;

  private static native int ioctl(int descriptor, NativeLong request, Pointer argument)
      throws LastErrorException;

  private static native NativeLong read(int descriptor, byte[] bytes, NativeLong length)
      throws LastErrorException;

  private static native NativeLong write(int descriptor, byte[] bytes, NativeLong length)
      throws LastErrorException;

  private static native int close(int descriptor) throws LastErrorException;

  static Tun create(Namespace where, String device) {
    int descriptor = where.call(() -> attach(device));
    where.run("ip", "link", "set", device, "up");
    return new Tun(where, device, descriptor);
  }

  private static int attach(String device) {
    int descriptor = open("/dev/net/tun", O_RDWR);
    try (Memory request = new Memory(40)) { // struct ifreq: name, flags
      request.clear();
      request.setString(0, device);
      request.setShort(16, IFF_TUN_NO_PI);
      ioctl(descriptor, TUNSETIFF, request);
    }
    return descriptor;
  }

  /** Waits for a packet that was routed here; {@return none once the device is gone} */
  Optional<byte[]> take() {
    byte[] bytes = new byte[LARGEST];
    try {
      int length = read(descriptor, bytes, new NativeLong(LARGEST)).intValue();
      return Optional.of(java.util.Arrays.copyOf(bytes, length));
    } catch (LastErrorException e) {
      return Optional.empty();
    }
  }

  /** Lets a packet arrive here, if the device still is. */
  void give(byte[] packet) {
    try {
      write(descriptor, packet, new NativeLong(packet.length));
    } catch (LastErrorException e) {
      // gone, or no IP packet
    }
  }

  /** Removes the device, which ends who waits for its packets. */
  void remove() {
    where.run("ip", "link", "delete", device);
  }

  /** To be called once nobody uses it any more. */
  void release() {
    close(descriptor);
  }
}

package io.synscope.connect;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The few calls into the C library that neither the JDK nor Netty make for us.
 *
 * <p>Buffers are passed by address and allocated once: JNA would otherwise copy or allocate at each
 * call.
 */
final class Libc {
  static final int SOL_SOCKET = 1;
  static final int IPPROTO_IP = 0;
  static final int IPPROTO_TCP = 6;
  static final int IPPROTO_IPV6 = 41;
  static final int AF_INET = 2;
  static final int AF_INET6 = 10;
  static final int SOCK_STREAM = 1;
  static final int SOCK_DGRAM = 2;
  static final int SOCK_NONBLOCK = 0x800;
  static final int SOCK_CLOEXEC = 0x80000;
  static final int MSG_ERRQUEUE = 0x2000;
  static final int MSG_DONTWAIT = 0x40;
  static final int MSG_NOSIGNAL = 0x4000;

  private static final boolean USABLE = register();

  private Libc() {}

  /** {@return whether these calls can be made here: Linux, 64 bits, JNA's own library loads} */
  static boolean usable() {
    return USABLE;
  }

  private static boolean register() {
    try {
      if (!Platform.isLinux() || !Platform.is64Bit()) {
        return false;
      }
      Native.register(Libc.class, "c");
      return true;
    } catch (LinkageError | RuntimeException e) {
      return false; // no native access on this JVM or platform: the probe goes on without it and
      // says so
    }
  }

  static native int socket(int domain, int type, int protocol);

  static native int bind(int descriptor, long address, int length);

  static native int connect(int descriptor, long address, int length);

  static native int getsockname(int descriptor, long address, long length);

  static native int getsockopt(int descriptor, int level, int name, long value, long length);

  static native int setsockopt(int descriptor, int level, int name, long value, int length);

  static native long send(int descriptor, long bytes, long count, int flags);

  static native long recv(int descriptor, long bytes, long count, int flags);

  static native long recvmsg(int descriptor, long message, int flags);

  static int errno() {
    return Native.getLastError();
  }

  static ByteBuffer allocate(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  static long address(Buffer direct) {
    return Pointer.nativeValue(Native.getDirectBufferPointer(direct));
  }
}

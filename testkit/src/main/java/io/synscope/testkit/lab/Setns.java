package io.synscope.testkit.lab;

import com.sun.jna.LastErrorException;
import com.sun.jna.Native;

/**
 * setns(2): moves the calling thread into a namespace. Threads that it starts from then on are born
 * there.
 */
final class Setns {
  private static final int CLONE_NEWNET = 0x40000000;

  static {
    Native.register(Setns.class, "c");
  }

  private Setns() {}

  private static native int open(String path, int flags) throws LastErrorException;

  private static native int setns(int descriptor, int kind) throws LastErrorException;

  private static native int close(int descriptor) throws LastErrorException;

  static void enter(String name) {
    int descriptor = open("/run/netns/" + name, 0);
    try {
      setns(descriptor, CLONE_NEWNET);
    } finally {
      close(descriptor);
    }
  }
}

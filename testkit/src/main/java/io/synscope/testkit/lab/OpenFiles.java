package io.synscope.testkit.lab;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** Takes away this process's right to open more files, until it is closed. */
public final class OpenFiles implements AutoCloseable {
  private static final int RLIMIT_NOFILE = 7;

  static {
    Native.register(OpenFiles.class, "c");
  }

  private final long allowedBefore;
  private final Memory limit = new Memory(16); // struct rlimit: soft, hard

  private OpenFiles(int allowed) {
    getrlimit(RLIMIT_NOFILE, limit);
    allowedBefore = limit.getLong(0);
    set(allowed);
  }

  private static native int getrlimit(int resource, Pointer limit) throws LastErrorException;

  private static native int setrlimit(int resource, Pointer limit) throws LastErrorException;

  /** Forbids every further file; those that are open stay so. */
  public static OpenFiles forbid() {
    return new OpenFiles(0);
  }

  private void set(long allowed) {
    limit.setLong(0, allowed);
    setrlimit(RLIMIT_NOFILE, limit);
  }

  @Override
  public void close() {
    set(allowedBefore);
  }
}

package io.synscope.resp;

/** A command's name as a number, computed byte by byte while it passes by, blind to case. */
public final class CommandName {
  /** The hash of no bytes (FNV-1a, 64 bit). */
  public static final long EMPTY = 0xcbf2_9ce4_8422_2325L;

  private static final long PRIME = 0x0000_0100_0000_01b3L;

  private CommandName() {}

  /** {@return the hash of what {@code hash} stands for, and one byte more} */
  public static long add(long hash, byte next) {
    int upper = next >= 'a' && next <= 'z' ? next - 32 : next;
    return (hash ^ (upper & 0xff)) * PRIME;
  }

  /** {@return the hash of a whole name; container and subcommand are joined by a space} */
  public static long hash(String name) {
    long hash = EMPTY;
    for (int i = 0; i < name.length(); i++) {
      hash = add(hash, (byte) name.charAt(i));
    }
    return hash;
  }
}

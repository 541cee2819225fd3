package io.synscope.observation;

/**
 * Another server of a deployment, as the one that was asked announces it.
 *
 * @param host name or address as announced
 * @param port its port
 * @param role what it is said to be
 * @param state flags and links as told, in the teller's words
 * @param down whether the teller holds it for down
 * @param source the question that was answered with it
 */
public record Member(String host, int port, Role role, String state, boolean down, String source) {
  /** What a server can be. */
  public enum Role {
    /** It takes writes. */
    PRIMARY,
    /** It follows a primary. */
    REPLICA,
    /** It watches others. */
    SENTINEL;

    /** {@return the word for it} */
    public String word() {
      return switch (this) {
        case PRIMARY -> "primary";
        case REPLICA -> "replica";
        case SENTINEL -> "sentinel";
      };
    }
  }

  /** {@return {@code host:port}, with brackets around an IPv6 address} */
  public String hostPort() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}

package io.synscope.target;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is asked.
 *
 * @param typed what the user wrote, printed back as the target's name
 * @param host name or address, without brackets; an IPv6 zone stays behind its {@code %}
 * @param port TCP port
 * @param tls whether to speak TLS
 * @param user ACL user; empty for the default user
 * @param database what SELECT chooses before the first request; 0 needs none
 */
public record Target(String typed, String host, int port, boolean tls, String user, int database) {
  /** Where Redis listens unless told otherwise. */
  public static final int DEFAULT_PORT = 6379;

  /**
   * {@return the target that {@code text} names: {@code host}, {@code host:port}, {@code
   * [v6]:port}, {@code redis://user@host:port/db} or {@code rediss://...}}
   *
   * @throws TargetException when it names none
   */
  public static Target parse(String text) {
    return TargetText.read(text.strip());
  }

  /**
   * {@return the targets on a command line, where a port may stand behind its host as a word of its
   * own}
   *
   * @throws TargetException when a word names none
   */
  public static List<Target> parseAll(List<String> words) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean portFollows =
          i + 1 < words.size()
              && words.get(i + 1).matches("[0-9]+")
              && TargetText.lacksPort(words.get(i));
      targets.add(portFollows ? parse(words.get(i)).withPort(words.get(++i)) : parse(words.get(i)));
    }
    return List.copyOf(targets);
  }

  private Target withPort(String digits) {
    return new Target(
        typed + " " + digits,
        host,
        TargetText.port(digits, typed + " " + digits),
        tls,
        user,
        database);
  }

  /** {@return this target, spoken to with TLS} */
  public Target withTls() {
    return new Target(typed, host, port, true, user, database);
  }

  /** {@return {@code host:port}, with brackets around an IPv6 address} */
  public String hostPort() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }

  @Override
  public String toString() {
    return typed;
  }
}

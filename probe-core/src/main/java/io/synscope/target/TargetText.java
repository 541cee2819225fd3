package io.synscope.target;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the forms in which a target is written. */
final class TargetText {
  private static final Pattern URL =
      Pattern.compile("(rediss?)://(?:([^@/]*)@)?([^/?#]*)(?:/([^?#]*))?.*");
  private static final Pattern BRACKETED = Pattern.compile("\\[([^\\]]*)](?::(.*))?");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.-])?");
  private static final Pattern V6 =
      Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.-]+)?");

  private TargetText() {}

  static Target read(String text) {
    if (text.isEmpty()) {
      throw new TargetException(
          "the target is empty: write host, host:port, [v6]:port or redis://host:port");
    }
    if (text.contains("://")) {
      return url(text);
    }
    String[] words = text.split("\\s+", 2);
    String typed = text;
    if (words.length == 2) {
      return authority(typed, words[0], port(words[1], typed), false, "", 0);
    }
    return authority(typed, text, Target.DEFAULT_PORT, false, "", 0);
  }

  static boolean lacksPort(String word) {
    return !word.contains("://")
        && (word.indexOf(':') < 0
            || word.endsWith("]")
            || V6.matcher(word).matches() && word.indexOf(':') != word.lastIndexOf(':'));
  }

  private static Target url(String text) {
    Matcher url = URL.matcher(text);
    if (!url.matches()) {
      throw new TargetException(
          text.replaceAll("//[^@]*@", "//***@") + ": only redis:// and rediss:// can be probed");
    }
    String login = url.group(2) == null ? "" : url.group(2);
    String shown = text.replaceFirst("//([^:@/]*):[^@]*@", "//$1:***@");
    if (login.indexOf(':') >= 0) {
      throw new TargetException(
          shown
              + ": a password on the command line can be read by everyone (ps); put it in REDISCLI_AUTH, a file or the prompt, and write redis://user@host");
    }
    boolean tls = url.group(1).equals("rediss");
    return authority(
        text, url.group(3), Target.DEFAULT_PORT, tls, login, database(url.group(4), text));
  }

  private static Target authority(
      String typed, String text, int otherwise, boolean tls, String user, int database) {
    Matcher bracketed = BRACKETED.matcher(text);
    if (bracketed.matches()) {
      int port = bracketed.group(2) == null ? otherwise : port(bracketed.group(2), typed);
      return new Target(typed, v6(bracketed.group(1), typed), port, tls, user, database);
    }
    if (text.indexOf(':') != text.lastIndexOf(':')) {
      return new Target(typed, v6(text, typed), otherwise, tls, user, database);
    }
    int colon = text.indexOf(':');
    String host = colon < 0 ? text : text.substring(0, colon);
    if (!NAME.matcher(host).matches()) {
      throw new TargetException(
          typed
              + ": \""
              + host
              + "\" is no host name; write host, host:port, [v6]:port or redis://host:port");
    }
    return new Target(
        typed,
        host,
        colon < 0 ? otherwise : port(text.substring(colon + 1), typed),
        tls,
        user,
        database);
  }

  static int port(String digits, String typed) {
    if (digits.matches("[0-9]{1,9}")) {
      int port = Integer.parseInt(digits);
      if (port >= 1 && port <= 65535) {
        return port;
      }
      throw new TargetException(
          typed + ": port " + digits + " is out of range, ports are 1 to 65535");
    }
    throw new TargetException(
        typed + ": \"" + digits + "\" is no port; write a number from 1 to 65535 after the colon");
  }

  private static String v6(String text, String typed) {
    if (!V6.matcher(text).matches()) {
      throw new TargetException(
          typed
              + ": \""
              + text
              + "\" is no IPv6 address; write [v6]:port, a zone as [fe80::1%eth0]:port");
    }
    return text;
  }

  private static int database(@org.jspecify.annotations.Nullable String text, String typed) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    if (!text.matches("[0-9]{1,6}")) {
      throw new TargetException(
          typed + ": \"" + text + "\" is no database number; write redis://host:port/0");
    }
    return Integer.parseInt(text);
  }
}

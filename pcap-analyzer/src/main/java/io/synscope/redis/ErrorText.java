package io.synscope.redis;

import java.util.List;
import java.util.Set;

/**
 * What of an error reply may be kept: its code, and its text where that is the server's own
 * wording.
 *
 * <p>Quoted parts are cut out, because servers quote what was sent to them; the text of an error
 * that a script made up is not kept at all.
 */
final class ErrorText {
  /** What stands for a code that is none. */
  static final String OTHER = "OTHER";

  private static final int MAX_CODE = 20;
  private static final int MAX_TEXT = 120;

  /**
   * Codes whose texts are the server's own, argument names left aside (RULES: first token only).
   */
  private static final Set<String> SERVER_CODES =
      Set.of(
          "NOAUTH",
          "WRONGPASS",
          "NOPERM",
          "DENIED",
          "NOPROTO",
          "OOM",
          "MISCONF",
          "LOADING",
          "BUSY",
          "MASTERDOWN",
          "READONLY",
          "NOREPLICAS",
          "MOVED",
          "ASK",
          "TRYAGAIN",
          "CROSSSLOT",
          "CLUSTERDOWN",
          "REDIRECT",
          "NOSCRIPT",
          "EXECABORT",
          "NOTBUSY",
          "UNKILLABLE",
          "WRONGTYPE",
          "NOGROUP",
          "BUSYGROUP",
          "BUSYKEY",
          "UNBLOCKED",
          "NOMASTERLINK",
          "NOSUB",
          "INPROG",
          "NOGOODSLAVE",
          "NOQUORUM",
          "IOERR",
          "INVALIDOBJ");

  /** Beginnings of the texts that Redis and Valkey give under the code ERR. */
  private static final List<String> SERVER_TEXTS =
      List.of(
          "max number of clients",
          "Protocol error",
          "unknown command",
          "unknown subcommand",
          "Unknown subcommand",
          "wrong number of arguments",
          "value is not",
          "syntax error",
          "no such key",
          "index out of range",
          "DB index",
          "invalid DB index",
          "invalid password",
          "AUTH ",
          "Client sent AUTH",
          "operation not permitted",
          "EXEC without MULTI",
          "DISCARD without MULTI",
          "MULTI calls can not",
          "WATCH inside MULTI",
          "timeout is",
          "Can't execute",
          "only (P|S)SUBSCRIBE",
          "increment or decrement",
          "invalid expire",
          "offset is out",
          "string exceeds",
          "hash value is not",
          "min or max is not",
          "The ID specified",
          "Invalid stream ID",
          "unbalanced XREAD",
          "Number of keys",
          "DEBUG command not allowed",
          "This instance has cluster support",
          "Background save already",
          "Another child process",
          "CONFIG SET failed",
          "Unknown option",
          "user_script",
          "Error running script",
          "Error compiling script",
          "Slot",
          "target instance",
          "client is not");

  private ErrorText() {}

  /** {@return the first word of an error, if it is a code} */
  static String code(String error) {
    int space = error.indexOf(' ');
    String word = space < 0 ? error : error.substring(0, space);
    if (word.isEmpty() || word.length() > MAX_CODE) {
      return OTHER;
    }
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if ((c < 'A' || c > 'Z') && c != '_') {
        return OTHER;
      }
    }
    return word;
  }

  /** {@return as much of the text as may be shown} */
  static String text(String error) {
    String code = code(error);
    String said = error.length() > code.length() ? error.substring(code.length()).strip() : "";
    if (code.equals(OTHER)
        || code.equals("ERR") && SERVER_TEXTS.stream().noneMatch(said::startsWith)) {
      return code.equals(OTHER) ? "" : code;
    }
    if (!code.equals("ERR") && !SERVER_CODES.contains(code)) {
      return code;
    }
    String safe = withoutQuotes(code + " " + said);
    return safe.length() <= MAX_TEXT ? safe : safe.substring(0, MAX_TEXT);
  }

  /**
   * {@return whether this says that the server will not have this client at all, whatever it asked}
   */
  static boolean turnsAway(String error) {
    return error.startsWith("ERR max number of clients") || error.startsWith("DENIED ");
  }

  private static String withoutQuotes(String text) {
    int arguments = text.indexOf(", with args beginning with");
    String said = arguments < 0 ? text : text.substring(0, arguments);
    StringBuilder safe = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < said.length(); i++) {
      char c = said.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          safe.append("...").append(c);
          quote = 0;
        }
      } else {
        safe.append(c);
        boolean opens = i == 0 || !Character.isLetterOrDigit(said.charAt(i - 1));
        quote = (c == '\'' || c == '"' || c == '`') && opens ? c : 0;
      }
    }
    return quote == 0 ? safe.toString() : safe + "...";
  }
}

package io.synscope.exchange;

import java.util.Locale;

/** What a server's answer means for whoever wanted to talk to it. */
public enum ServerWord {
  /** A reply as it should be. */
  FINE(true),
  /** An error reply to this request, from a server that serves: unknown command, wrong type. */
  ERROR(true),
  /** {@code -ERR max number of clients reached}. */
  MAX_CLIENTS(false),
  /** {@code -DENIED}: protected mode. */
  PROTECTED_MODE(false),
  /** {@code -NOAUTH}: a password is needed. */
  NOAUTH(false),
  /** {@code -WRONGPASS}: user or password is wrong. */
  WRONGPASS(false),
  /** {@code -NOPERM}: the ACL forbids it. */
  NOPERM(false),
  /** {@code -LOADING}: the data set is being read from disk. */
  LOADING(false),
  /** {@code -BUSY}: a script or module has been running for too long. */
  BUSY(false),
  /** {@code -MASTERDOWN}: a replica without its primary. */
  MASTERDOWN(false),
  /** {@code -MISCONF}: writing to disk fails. */
  MISCONF(false),
  /** {@code -CLUSTERDOWN}. */
  CLUSTERDOWN(false),
  /** {@code -NOPROTO}: this RESP version is not spoken there. */
  NOPROTO(false),
  /** An HTTP server answered. */
  HTTP(false),
  /** A TLS record answered a plaintext request. */
  TLS(false),
  /** Something else that is not RESP answered. */
  WRONG_PROTOCOL(false);

  private static final int TLS_ALERT = 0x15; // RFC 8446 5.1: content type alert
  private static final int TLS_HANDSHAKE = 0x16; // RFC 8446 5.1: content type handshake

  private final boolean serving;

  ServerWord(boolean serving) {
    this.serving = serving;
  }

  /** {@return whether the server does its work for this client} */
  public boolean serving() {
    return serving;
  }

  /** {@return whether the server closes after it, whatever was asked} */
  boolean closes() {
    return switch (this) {
      case MAX_CLIENTS, PROTECTED_MODE, HTTP, TLS, WRONG_PROTOCOL -> true;
      default -> false;
    };
  }

  /**
   * {@return what {@code reply} means; codes are the first token, since texts differ between
   * servers and versions}
   */
  public static ServerWord of(Reply reply, int firstByte) {
    if (!reply.resp()) {
      return ofForeign(reply.text(), firstByte);
    }
    return reply.error() ? ofError(reply.text()) : FINE;
  }

  private static ServerWord ofForeign(String text, int firstByte) {
    if (firstByte == TLS_ALERT || firstByte == TLS_HANDSHAKE) {
      return TLS;
    }
    return text.startsWith("HTTP/") ? HTTP : WRONG_PROTOCOL;
  }

  private static ServerWord ofError(String text) {
    String code = text.split(" ", 2)[0];
    return switch (code) {
      case "DENIED" -> PROTECTED_MODE;
      case "NOAUTH" -> NOAUTH;
      case "WRONGPASS" -> WRONGPASS;
      case "NOPERM" -> NOPERM;
      case "LOADING" -> LOADING;
      case "BUSY" -> BUSY;
      case "MASTERDOWN" -> MASTERDOWN;
      case "MISCONF" -> MISCONF;
      case "CLUSTERDOWN" -> CLUSTERDOWN;
      case "NOPROTO" -> NOPROTO;
      default -> ofText(text.toLowerCase(Locale.ROOT));
    };
  }

  private static ServerWord ofText(String text) {
    if (text.startsWith("err max number of clients")) {
      return MAX_CLIENTS;
    }
    // Redis before 6 answers a wrong password with ERR; AUTH where none is set is a wrong password,
    // too
    return text.startsWith("err invalid password")
            || text.contains("without any password configured")
        ? WRONGPASS
        : ERROR;
  }
}

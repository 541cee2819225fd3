package io.synscope.connect;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Linux error numbers that a socket of ours can meet. */
public enum Errno {
  /** Operation not permitted. */
  EPERM(1, "Operation not permitted"),
  /** Interrupted system call. */
  EINTR(4, "Interrupted system call"),
  /** Try again. */
  EAGAIN(11, "Resource temporarily unavailable"),
  /** Permission denied. */
  EACCES(13, "Permission denied"),
  /** Invalid argument. */
  EINVAL(22, "Invalid argument"),
  /** File table overflow. */
  ENFILE(23, "Too many open files in system"),
  /** Too many open files. */
  EMFILE(24, "Too many open files"),
  /** Broken pipe. */
  EPIPE(32, "Broken pipe"),
  /** Machine is not on the network. */
  ENONET(64, "Machine is not on the network"),
  /** Protocol error. */
  EPROTO(71, "Protocol error"),
  /** Message too long. */
  EMSGSIZE(90, "Message too long"),
  /** Protocol not available. */
  ENOPROTOOPT(92, "Protocol not available"),
  /** Address family not supported. */
  EAFNOSUPPORT(97, "Address family not supported by protocol"),
  /** Address already in use. */
  EADDRINUSE(98, "Address already in use"),
  /** Cannot assign requested address. */
  EADDRNOTAVAIL(99, "Cannot assign requested address"),
  /** Network is unreachable. */
  ENETUNREACH(101, "Network is unreachable"),
  /** Software caused connection abort. */
  ECONNABORTED(103, "Software caused connection abort"),
  /** Connection reset by peer. */
  ECONNRESET(104, "Connection reset"),
  /** No buffer space available. */
  ENOBUFS(105, "No buffer space available"),
  /** Connection timed out. */
  ETIMEDOUT(110, "Connection timed out"),
  /** Connection refused. */
  ECONNREFUSED(111, "Connection refused"),
  /** Host is down. */
  EHOSTDOWN(112, "Host is down"),
  /** No route to host. */
  EHOSTUNREACH(113, "No route to host"),
  /** Operation in progress. */
  EINPROGRESS(115, "Operation now in progress"),
  /** Any other. */
  OTHER(0, "");

  private static final Pattern NETTY_NUMBER = Pattern.compile("error\\(-(\\d+)\\)");

  private final int number;
  private final String words;

  Errno(int number, String words) {
    this.number = number;
    this.words = words;
  }

  /** {@return what strerror(3) says} */
  public String words() {
    return words;
  }

  /** {@return the error with this number on Linux} */
  public static Errno of(int number) {
    for (Errno errno : values()) {
      if (errno.number == number && number != 0) {
        return errno;
      }
    }
    return OTHER;
  }

  /**
   * {@return the error behind an exception of Netty or the JDK, as far as its words or its class
   * tell}
   */
  public static Errno of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      Matcher numbered = NETTY_NUMBER.matcher(message);
      if (numbered.find()) {
        return of(Integer.parseInt(numbered.group(1)));
      }
      for (Errno errno : values()) {
        if (!errno.words.isEmpty() && message.contains(errno.words)) {
          return errno;
        }
      }
    }
    return byClass(thrown);
  }

  private static Errno byClass(Throwable thrown) {
    if (thrown instanceof NoRouteToHostException) {
      return EHOSTUNREACH;
    }
    if (thrown instanceof ConnectException) {
      return ECONNREFUSED;
    }
    return thrown instanceof SocketException ? ECONNRESET : OTHER;
  }
}

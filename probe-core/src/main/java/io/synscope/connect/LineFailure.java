package io.synscope.connect;

/**
 * A system call on a line that failed.
 *
 * @param call which
 * @param errno its error
 * @param atOnce whether the call itself returned the error, before any answer could have come
 */
public record LineFailure(Call call, Errno errno, boolean atOnce) {
  /** The system calls of a line. */
  public enum Call {
    /** socket(): a descriptor. */
    SOCKET,
    /** bind(): the source address. */
    BIND,
    /** connect(), or its later result. */
    CONNECT,
    /** recv(). */
    READ,
    /** send(). */
    WRITE
  }
}

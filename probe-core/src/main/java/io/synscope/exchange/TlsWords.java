package io.synscope.exchange;

/** Why a TLS handshake failed, in one line. */
final class TlsWords {
  private TlsWords() {}

  /** {@return the innermost message of {@code thrown}, or what the server said instead of TLS} */
  @SuppressWarnings("ReferenceEquality") // a cause may be its own cause
  static String of(Throwable thrown, String said) {
    if (said.startsWith("-") || said.startsWith("+") || said.startsWith("HTTP/")) {
      return "the server answered the ClientHello in plain text: "
          + said.lines().findFirst().orElse("");
    }
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return message.lines().findFirst().orElse("").replaceAll("[0-9a-fA-F]{64,}", "...");
  }
}

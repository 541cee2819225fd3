package io.synscope.exchange;

/**
 * Why a TLS handshake failed.
 *
 * @param words in one line
 * @param by whose doing it was
 */
public record TlsFailure(String words, By by) {
  /** Who broke it off. */
  public enum By {
    /** The server, by an alert. */
    SERVER,
    /** This side, which does not like what the server showed. */
    CLIENT,
    /** Nobody: what came is not TLS. */
    NO_TLS
  }

  /** {@return the innermost message of {@code thrown}, or what the server said instead of TLS} */
  @SuppressWarnings("ReferenceEquality") // a cause may be its own cause
  static TlsFailure of(Throwable thrown, String said) {
    if (said.startsWith("-") || said.startsWith("+") || said.startsWith("HTTP/")) {
      String first = said.lines().findFirst().orElse("");
      return new TlsFailure(
          "the server answered the ClientHello in plain text: " + first, By.NO_TLS);
    }
    Throwable cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    String words = message.lines().findFirst().orElse("").replaceAll("[0-9a-fA-F]{64,}", "...");
    return new TlsFailure(words, by(words));
  }

  /** The JDK and Netty tell it in words only. */
  private static By by(String words) {
    if (words.startsWith("Received fatal alert")) {
      return By.SERVER;
    }
    return words.startsWith("not an SSL/TLS record") ? By.NO_TLS : By.CLIENT;
  }
}

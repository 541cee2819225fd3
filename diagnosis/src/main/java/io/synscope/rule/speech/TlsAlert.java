package io.synscope.rule.speech;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.SocketSight;
import io.synscope.observation.TlsHello;
import io.synscope.rule.Frames;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TLS alerts by what they mean for whoever has to repair it (RFC 8446 6.2). */
final class TlsAlert {
  private static final Set<Integer> BAD_CERTIFICATE = Set.of(42, 43, 44, 45, 46, 48);
  private static final int CERTIFICATE_REQUIRED = 116;
  private static final Set<String> CERTIFICATE_ALERTS =
      Set.of("certificate_required", "bad_certificate", "unknown_ca", "certificate_unknown");
  private static final int NONE = -1;
  private static final int CLOSE_NOTIFY = 0;

  private TlsAlert() {}

  /** What the JDK says of a certificate that it does not like. */
  private static final Pattern DISTRUST =
      Pattern.compile(
          "(?i).*(certification path|trust anchor|No subject alternative|No name matching"
              + "|NotAfter|NotBefore|certificate expired|Untrusted|self.signed).*");

  private static final Pattern FATAL_ALERT = Pattern.compile(".*fatal alert: (\\w+).*");

  /** {@return why a probe's TLS failed, in the words of its library; empty for anything else} */
  static String words(ConnectionAttempt attempt) {
    return attempt.sight() instanceof SocketSight socket && socket.tls() && !socket.replied()
        ? socket.failure()
        : "";
  }

  private static String received(ConnectionAttempt attempt) {
    String words = words(attempt);
    if (words.isEmpty()) {
      return "";
    }
    Matcher alert = FATAL_ALERT.matcher(words);
    return alert.matches() ? alert.group(1) : "";
  }

  /** {@return whether the client rejects the server's certificate} */
  static boolean clientDistrusts(ConnectionAttempt attempt) {
    return DISTRUST.matcher(words(attempt)).matches()
        || BAD_CERTIFICATE.contains(attempt.wire().conversation().tls().clientAlert());
  }

  /** {@return whether the server demands a certificate of the client, or rejects it} */
  static boolean serverWantsCertificate(ConnectionAttempt attempt) {
    TlsHello tls = attempt.wire().conversation().tls();
    return CERTIFICATE_ALERTS.contains(received(attempt))
        || tls.serverAlert() == CERTIFICATE_REQUIRED
        || BAD_CERTIFICATE.contains(tls.serverAlert())
        || tls.serverHiddenAlert();
  }

  /** {@return whether the handshake failed for any other reason that an alert tells} */
  static boolean otherwiseFailed(ConnectionAttempt attempt) {
    TlsHello tls = attempt.wire().conversation().tls();
    boolean alarmed =
        tls.clientAlert() > CLOSE_NOTIFY && tls.clientAlert() != NONE
            || tls.serverAlert() > CLOSE_NOTIFY;
    return (alarmed || !received(attempt).isEmpty())
        && !clientDistrusts(attempt)
        && !serverWantsCertificate(attempt);
  }

  /** {@return the name of an alert} */
  static String name(int description) {
    return switch (description) {
      case 10 -> "unexpected_message";
      case 20 -> "bad_record_mac";
      case 40 -> "handshake_failure";
      case 42 -> "bad_certificate";
      case 43 -> "unsupported_certificate";
      case 44 -> "certificate_revoked";
      case 45 -> "certificate_expired";
      case 46 -> "certificate_unknown";
      case 47 -> "illegal_parameter";
      case 48 -> "unknown_ca";
      case 49 -> "access_denied";
      case 50 -> "decode_error";
      case 51 -> "decrypt_error";
      case 70 -> "protocol_version";
      case 71 -> "insufficient_security";
      case 80 -> "internal_error";
      case 86 -> "inappropriate_fallback";
      case 109 -> "missing_extension";
      case 112 -> "unrecognized_name";
      case 116 -> "certificate_required";
      case 120 -> "no_application_protocol";
      default -> "alert " + description;
    };
  }

  /** {@return frames: both hellos and the alert} */
  static List<Long> frames(List<ConnectionAttempt> hits) {
    return Frames.ofAttempts(
        hits,
        hit -> {
          TlsHello tls = hit.wire().conversation().tls();
          return Frames.of(tls.clientHello(), tls.serverHello(), tls.alertAt());
        });
  }
}

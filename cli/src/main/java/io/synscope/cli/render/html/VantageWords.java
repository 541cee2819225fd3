package io.synscope.cli.render.html;

import io.synscope.observation.Vantage;

/** Where the eyes stood, in a sentence. */
final class VantageWords {
  private VantageWords() {}

  static String of(Vantage vantage) {
    return switch (vantage) {
      case CLIENT -> "Seen from the client's host.";
      case SERVER -> "Seen from the server's host.";
      case MIDPATH -> "Seen from between client and server.";
      case SOCKET -> "Seen from this host's sockets.";
      case UNKNOWN -> "Where it was captured is unknown.";
    };
  }
}

package io.synscope.cli.render.text;

import io.synscope.observation.Address;
import io.synscope.observation.Endpoint;

/** An endpoint in words: a socket that never got an address has none. */
final class Place {
  private static final Address UNSPECIFIED = new Address(0, 0);

  private Place() {}

  /** {@return whether there is an address at all} */
  static boolean known(Endpoint endpoint) {
    return !endpoint.address().equals(UNSPECIFIED);
  }

  static String words(Endpoint endpoint) {
    return known(endpoint) ? endpoint.toString() : "(no address)";
  }
}

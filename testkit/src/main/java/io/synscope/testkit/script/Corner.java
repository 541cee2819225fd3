package io.synscope.testkit.script;

/**
 * A host's port: where a connection ends.
 *
 * @param host the host
 * @param port the port
 */
record Corner(Host host, int port) {
  String key() {
    return host.name() + ":" + port;
  }
}

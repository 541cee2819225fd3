package io.synscope.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The capture inside the program: a refusal, a silent drop and healthy flows, taken at the client
 * by tcpdump.
 */
public final class BundledCapture {
  private static final String NAME = "incident.pcap";

  private BundledCapture() {}

  /** {@return its bytes, to be read like standard input} */
  public static InputStream open() throws IOException {
    InputStream stream = BundledCapture.class.getResourceAsStream(NAME);
    if (stream == null) {
      throw new FileNotFoundException(
          NAME + " is missing in this build of synscope; build it again");
    }
    return stream;
  }
}

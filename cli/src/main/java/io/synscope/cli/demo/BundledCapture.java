package io.synscope.cli.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The capture inside the program: a refusal, a silent drop and healthy flows, taken at the client
 * by tcpdump.
 */
public final class BundledCapture {
  private static final String NAME = "incident.pcap";

  private BundledCapture() {}

  /** Copies it into this folder, so that other programs can open it too. */
  public static Path copyTo(Path folder) throws IOException {
    Path copy = folder.resolve(NAME);
    try (InputStream stream = BundledCapture.class.getResourceAsStream(NAME)) {
      if (stream == null) {
        throw new FileNotFoundException(
            NAME + " is missing in this build of synscope; build it again");
      }
      Files.copy(stream, copy);
    }
    return copy;
  }
}

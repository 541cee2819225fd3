package io.synscope.testkit.script;

import io.synscope.report.Report;
import io.synscope.testkit.fixture.RecordedFrame;
import io.synscope.testkit.fixture.Recording;
import io.synscope.testkit.packet.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A connection's story as packets, and what an analyzer must make of it.
 *
 * @param name of the script
 * @param title its first comment
 * @param link what the frames are
 * @param frames in the order of their times
 * @param expectations what must be found, and what must not
 */
public record PacketScript(
    String name,
    String title,
    Link link,
    List<ScriptFrame> frames,
    List<Expectation> expectations) {

  /** {@return the script that this text describes} */
  public static PacketScript parse(String name, String text) {
    return new ScriptReader(name, text).read();
  }

  /** {@return the script in this file} */
  public static PacketScript read(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.script$", "");
    try {
      return parse(name, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return the capture} */
  public Recording recording() {
    return new Recording(
        frames.stream()
            .map(f -> new RecordedFrame(f.nanos(), link.number(), f.bytes(), f.originalLength()))
            .toList());
  }

  /** {@return the capture as a pcap file with nanoseconds} */
  public byte[] pcap() {
    return recording().pcap();
  }

  /** {@return the capture as a pcapng file with nanoseconds} */
  public byte[] pcapng() {
    return recording().pcapng();
  }

  /** {@return the number, from 1, of the frame with this label} */
  public long frame(String label) {
    for (int i = 0; i < frames.size(); i++) {
      if (frames.get(i).label().equals(label)) {
        return i + 1L;
      }
    }
    throw new IllegalArgumentException(name + ": no frame is called " + label);
  }

  /** {@return what the report lacks or has too much, one sentence each; empty when all is well} */
  public List<String> missedBy(Report report) {
    return expectations.stream().flatMap(e -> e.missedBy(report, this).stream()).toList();
  }
}

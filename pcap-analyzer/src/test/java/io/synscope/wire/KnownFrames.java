package io.synscope.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * The frames of frames.txt: hex with the line that tcpdump prints of it above, and what is read
 * from it below.
 *
 * @param name of the story
 * @param link number of the link type
 * @param frames captured one after the other
 * @param readings one for each frame
 */
record KnownFrames(String name, int link, List<byte[]> frames, List<String> readings) {
  private static final String FILE = "frames.txt";

  static List<KnownFrames> all() {
    List<KnownFrames> all = new ArrayList<>();
    KnownFrames current = new KnownFrames("", 0, new ArrayList<>(), new ArrayList<>());
    StringBuilder hex = new StringBuilder();
    for (String line : lines()) {
      if (line.startsWith("frame ")) {
        String[] words = line.split(" ");
        int link = Integer.parseInt(words[3]);
        current = new KnownFrames(words[1], link, new ArrayList<>(), new ArrayList<>());
        all.add(current);
      } else if (line.startsWith("  ")) {
        hex.append(line.replace(" ", ""));
      } else if (line.startsWith("read")) {
        current.frames.add(HexFormat.of().parseHex(hex));
        current.readings.add(line.substring("read".length()).strip());
        hex.setLength(0);
      }
    }
    return all;
  }

  static KnownFrames named(String name) {
    return all().stream().filter(known -> known.name.equals(name)).findFirst().orElseThrow();
  }

  LinkType linkType() {
    return LinkType.of(link);
  }

  byte[] lastFrame() {
    return frames.get(frames.size() - 1);
  }

  /** {@return the last frame, decoded after those before it} */
  Packet decoded() {
    PacketDecoder decoder = new PacketDecoder();
    Packet packet = new Packet();
    frames.forEach(frame -> decode(decoder, frame, frame.length, packet));
    return packet;
  }

  void decode(PacketDecoder decoder, byte[] frame, int captured, Packet into) {
    into.captured(1, 0, 0, FrameDirection.UNKNOWN);
    decoder.decode(ByteBuffer.wrap(frame), 0, captured, frame.length, linkType(), into);
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<String> lines() {
    try (InputStream stream = Objects.requireNonNull(KnownFrames.class.getResourceAsStream(FILE))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

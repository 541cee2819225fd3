package io.synscope.capture;

import io.synscope.wire.PacketDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens captures: files, directories of rotated files, standard input. */
public final class CaptureFiles {
  private CaptureFiles() {}

  /**
   * Opens these files as one capture.
   *
   * @throws CaptureFormatException where none of them is a capture
   */
  public static CaptureSource open(List<Path> files, CaptureOptions options) throws IOException {
    CaptureQuality quality = new CaptureQuality();
    PacketDecoder decoder = new PacketDecoder();
    List<FileSource> sources = new ArrayList<>();
    long bytes = 0;
    for (Path file : files) {
      CaptureInput input = CaptureInput.file(file);
      bytes += input.size();
      sources.add(source(sources.size(), file.toString(), input, quality, decoder, options));
    }
    return new SequentialSource(sources, quality, bytes);
  }

  /** Opens a stream such as {@link System#in} as a capture. */
  public static CaptureSource open(InputStream stream, CaptureOptions options) throws IOException {
    CaptureQuality quality = new CaptureQuality();
    CaptureInput input = CaptureInput.standardInput(stream);
    FileSource source = source(0, "-", input, quality, new PacketDecoder(), options);
    return new SequentialSource(List.of(source), quality, -1);
  }

  private static FileSource source(
      int index,
      String name,
      CaptureInput input,
      CaptureQuality quality,
      PacketDecoder decoder,
      CaptureOptions options)
      throws IOException {
    FileNotes notes = new FileNotes(name, input.size());
    quality.open(notes);
    FrameReader reader = input.recognise(notes);
    return new FileSource(index, reader, notes, quality, decoder, options.filter());
  }
}

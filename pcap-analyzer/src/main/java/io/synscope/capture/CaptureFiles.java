package io.synscope.capture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Opens captures: one file, several as one, standard input. */
public final class CaptureFiles {
  private CaptureFiles() {}

  /**
   * Opens these files as one capture, in time order.
   *
   * <p>Of several, those that are no captures are left out and told in the quality's warnings.
   *
   * @throws CaptureFormatException where none of them is a capture
   */
  public static CaptureSource open(List<Path> files, CaptureOptions options) throws IOException {
    FrameSink sink = new FrameSink(options);
    if (files.size() == 1) {
      return open(CaptureInput.file(files.get(0)), sink);
    }
    List<WaitingFile> waiting = new ArrayList<>();
    List<CaptureFormatException> faults = new ArrayList<>();
    long bytes = 0;
    for (int index = 0; index < files.size(); index++) {
      long size = CaptureInput.size(files.get(index));
      FileNotes notes = sink.quality().open(files.get(index).toString(), size);
      try {
        waiting.add(WaitingFile.look(index, files.get(index), notes));
        bytes += size;
      } catch (CaptureFormatException e) {
        faults.add(e);
        notes.warn("left out: it " + e.fault());
      }
    }
    if (waiting.isEmpty() && !faults.isEmpty()) {
      throw faults.get(0);
    }
    waiting.sort(Comparator.comparingLong(WaitingFile::firstNanos));
    return new TimeOrderedSource(waiting, sink, bytes);
  }

  /** Opens a stream such as {@link System#in} as a capture. */
  public static CaptureSource open(InputStream stream, CaptureOptions options) throws IOException {
    return open(CaptureInput.standardInput(stream), new FrameSink(options));
  }

  /** Opens a stream that reports call by this name, such as a live capture's. */
  public static CaptureSource open(String name, InputStream stream, CaptureOptions options)
      throws IOException {
    return open(CaptureInput.stream(name, stream), new FrameSink(options));
  }

  private static CaptureSource open(CaptureInput input, FrameSink sink) throws IOException {
    FileNotes notes = sink.quality().open(input.name(), input.size());
    try {
      FileSource file = new FileSource(0, input.recognise(notes), notes, sink);
      return new TimeOrderedSource(file, sink, input.size());
    } catch (IOException e) {
      input.close();
      throw e;
    }
  }
}

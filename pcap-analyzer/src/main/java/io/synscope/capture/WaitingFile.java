package io.synscope.capture;

import java.io.IOException;
import java.nio.file.Path;

/**
 * One file of several, which is opened when its first packet is due.
 *
 * @param index among the files as the user gave them
 * @param path where it lies
 * @param notes what was noted so far
 * @param firstNanos time of its first packet; the end of time where it has none
 */
record WaitingFile(int index, Path path, FileNotes notes, long firstNanos) {
  private static final int LOOK_BYTES = 64 * 1024;

  /** Looks for the first packet of a file. */
  static WaitingFile look(int index, Path path, FileNotes notes) throws IOException {
    try (FrameReader reader = CaptureInput.file(path).recognise(notes)) {
      reader.moveTo(new PacketBatch(1, LOOK_BYTES));
      boolean found = reader.next();
      while (!found && reader.refill()) {
        found = reader.next();
      }
      return new WaitingFile(index, path, notes, found ? reader.format().nanos : Long.MAX_VALUE);
    }
  }

  FileSource open(FrameSink sink) throws IOException {
    return new FileSource(index, CaptureInput.file(path).recognise(notes), notes, sink);
  }
}

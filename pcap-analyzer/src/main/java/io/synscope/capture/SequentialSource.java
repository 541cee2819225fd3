package io.synscope.capture;

import java.io.IOException;
import java.util.List;

/** Files one after the other. */
final class SequentialSource implements CaptureSource {
  private final List<FileSource> files;
  private final CaptureQuality quality;
  private final long bytesTotal;
  private int current;

  SequentialSource(List<FileSource> files, CaptureQuality quality, long bytesTotal) {
    this.files = List.copyOf(files);
    this.quality = quality;
    this.bytesTotal = bytesTotal;
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    while (current < files.size()) {
      if (files.get(current).fill(batch)) {
        return true;
      }
      files.get(current).close();
      current++;
    }
    batch.clear();
    return false;
  }

  @Override
  public CaptureQuality quality() {
    return quality;
  }

  @Override
  public long bytesRead() {
    return files.stream().mapToLong(FileSource::bytesRead).sum();
  }

  @Override
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public void close() throws IOException {
    for (FileSource file : files) {
      file.close();
    }
  }
}

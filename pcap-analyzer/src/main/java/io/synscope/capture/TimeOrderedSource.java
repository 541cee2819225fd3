package io.synscope.capture;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Several files as one capture: in time order where they overlap, one after the other where they do
 * not.
 *
 * <p>Opens a file when the packets before it are through, so that a set of thousands needs few
 * descriptors.
 */
final class TimeOrderedSource implements CaptureSource {
  /*
   * One file alone is read straight into the batch up to its horizon, the first packet of the file that comes next (1).
   * When a packet lies beyond the horizon, the next file is opened beside it; from then on each is read into a window of
   * its own, and the earliest frame of all is copied to the batch (2), until one is left.
   * Equal times keep the order of the files, so that a rotated set reads as its concatenation.
   */
  private final Queue<WaitingFile> waiting;
  private final List<FileSource> active = new ArrayList<>();
  private final FrameSink sink;
  private final long bytesTotal;
  private volatile long bytesRead;
  private long bytesOfFinished;

  /** These files, sorted by the times of their first packets. */
  TimeOrderedSource(List<WaitingFile> files, FrameSink sink, long bytesTotal) {
    waiting = new ArrayDeque<>(files);
    this.sink = sink;
    this.bytesTotal = bytesTotal;
  }

  /** One file, already open. */
  TimeOrderedSource(FileSource file, FrameSink sink, long bytesTotal) {
    this(List.of(), sink, bytesTotal);
    active.add(file);
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    batch.clear();
    long stepsBack = sink.quality().outOfOrder();
    while (batch.count() == 0 && !sink.isDone() && openDue()) {
      if (active.size() == 1) {
        fillFromOne(batch);
      } else {
        fillFromMany(batch);
      }
    }
    noteBytesRead();
    batch.runsBack(sink.quality().outOfOrder() > stepsBack);
    if (batch.count() == 0) {
      sink.end();
    }
    return batch.count() > 0;
  }

  @Override
  public boolean waits() throws IOException {
    return active.size() == 1 && waiting.isEmpty() && active.get(0).waits();
  }

  @Override
  public CaptureQuality quality() {
    return sink.quality();
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public long bytesTotal() {
    return bytesTotal;
  }

  @Override
  public void close() throws IOException {
    waiting.clear();
    for (FileSource file : active) {
      file.close();
    }
    active.clear();
  }

  /**
   * Opens every file whose first packet is due.
   *
   * @return whether any file is open
   */
  private boolean openDue() throws IOException {
    for (WaitingFile next = waiting.peek();
        next != null && (active.isEmpty() || next.firstNanos() < earliest().headNanos());
        next = waiting.peek()) {
      waiting.remove();
      active.add(next.open(sink));
      if (active.size() > 1) {
        makeRoomForOthers();
      }
    }
    return !active.isEmpty();
  }

  /**
   * The newest file joins: it and, if it was alone, the other one leave the batch for windows of
   * their own.
   */
  private void makeRoomForOthers() throws IOException {
    int from = active.size() == 2 ? 0 : active.size() - 1;
    for (FileSource file : List.copyOf(active.subList(from, active.size()))) {
      if (!file.stepAside()) {
        finish(file);
      }
    }
  }

  private void fillFromOne(PacketBatch batch) throws IOException { // (1)
    FileSource file = active.get(0);
    WaitingFile next = waiting.peek();
    file.fill(batch, next == null ? Long.MAX_VALUE : next.firstNanos());
    if (file.isEnded()) {
      finish(file);
    }
  }

  private void fillFromMany(PacketBatch batch) throws IOException { // (2)
    while (active.size() > 1 && !batch.isFull() && !sink.isDone()) {
      FileSource file = earliest();
      if (!file.copyHead(batch)) {
        return;
      }
      if (!file.advance()) {
        finish(file);
      }
      openDue();
    }
  }

  private FileSource earliest() {
    FileSource earliest = active.get(0);
    for (FileSource file : active) {
      if (file.headNanos() < earliest.headNanos()) {
        earliest = file;
      }
    }
    return earliest;
  }

  private void finish(FileSource file) throws IOException {
    bytesOfFinished += file.bytesRead();
    active.remove(file);
    file.close();
  }

  private void noteBytesRead() {
    long bytes = bytesOfFinished;
    for (FileSource file : active) {
      bytes += file.bytesRead();
    }
    bytesRead = bytes;
  }
}

package io.synscope.cli;

import io.synscope.capture.CaptureQuality;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.cli.render.text.Quantity;
import io.synscope.cli.terminal.Progress;
import java.io.IOException;
import java.util.Optional;

/** A capture that tells how far it is read, and that can be ended early from another thread. */
final class WatchedSource implements CaptureSource {
  private final CaptureSource source;
  private final Optional<Progress.Read> progress;
  private volatile boolean stopped;
  private volatile boolean cut;

  WatchedSource(CaptureSource source, Optional<Progress> progress) {
    this.source = source;
    this.progress = progress.map(Progress::read);
  }

  /** The next batch will be the last. */
  void stop() {
    stopped = true;
  }

  /** {@return what was left unread because of that; empty when all was read} */
  Optional<String> cutShort() {
    long total = source.bytesTotal();
    return cut
        ? Optional.of(
            "Reading was interrupted after "
                + Quantity.bytes(source.bytesRead())
                + (total > 0 ? " of " + Quantity.bytes(total) : "")
                + ": what came later was not looked at.")
        : Optional.empty();
  }

  @Override
  public boolean fill(PacketBatch batch) throws IOException {
    if (stopped) {
      cut = true;
      return false;
    }
    boolean more = source.fill(batch);
    progress.ifPresent(p -> p.update(source.bytesRead(), source.bytesTotal()));
    return more;
  }

  @Override
  public boolean waits() throws IOException {
    return source.waits();
  }

  @Override
  public CaptureQuality quality() {
    return source.quality();
  }

  @Override
  public long bytesRead() {
    return source.bytesRead();
  }

  @Override
  public long bytesTotal() {
    return source.bytesTotal();
  }

  @Override
  public void close() throws IOException {
    progress.ifPresent(Progress.Read::finish);
    source.close();
  }
}

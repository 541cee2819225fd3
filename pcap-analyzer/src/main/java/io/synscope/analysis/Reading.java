package io.synscope.analysis;

import io.synscope.capture.CaptureSource;
import io.synscope.capture.ReadAhead;
import io.synscope.rule.book.Catalogue;
import java.io.Closeable;
import java.io.IOException;

/** A capture that is being read, a batch of packets at a time. */
final class Reading implements Closeable {
  private final CaptureSource source;
  private final PacketSorter sorter;
  private final Lookahead packets;

  Reading(CaptureSource capture, AnalysisOptions options) {
    sorter = new PacketSorter(options, false, options.hearsLater());
    source = options.readAhead() ? ReadAhead.of(capture) : capture;
    packets = new Lookahead(source, sorter.order(), true);
  }

  /** {@return whether there were more packets} */
  boolean next() throws IOException {
    return sorter.takeNext(packets);
  }

  /** {@return the time of the last packet so far; before all times where there was none} */
  long lastNanos() {
    return sorter.lastNanos();
  }

  /** {@return what all of it says; once there are no more packets} */
  Analysis conclude() {
    return new Analysis(
        Catalogue.book().judge(sorter.finish(source.quality())), sorter, source.quality());
  }

  @Override
  public void close() throws IOException {
    try {
      sorter.close();
    } finally {
      source.close();
    }
  }
}

package io.synscope.tcp;

import io.synscope.flow.FirstSyn;
import io.synscope.observation.ChecksumForm;
import io.synscope.wire.Checksum;
import io.synscope.wire.Packet;
import io.synscope.wire.TcpOptions;

/**
 * Reused objects for what is read rarely: options, a SYN's facts. One for each analysing thread.
 */
public final class TcpScratch {
  private final TcpOptions options = new TcpOptions();
  private final FirstSyn syn = new FirstSyn();

  /** {@return the options reader} */
  public TcpOptions options() {
    return options;
  }

  /** {@return the SYN reader} */
  public FirstSyn syn() {
    return syn;
  }

  /** {@return form of the packet's TCP checksum} */
  public ChecksumForm checksum(Packet packet) {
    return switch (Checksum.of(packet)) {
      case VALID -> ChecksumForm.VALID;
      case PARTIAL -> ChecksumForm.PARTIAL;
      case INVALID -> ChecksumForm.INVALID;
      case UNKNOWN -> ChecksumForm.UNKNOWN;
    };
  }
}

package io.synscope.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synscope.capture.CaptureFiles;
import io.synscope.capture.CaptureOptions;
import io.synscope.capture.CaptureSource;
import io.synscope.capture.PacketBatch;
import io.synscope.testkit.capture.PcapngWriter;
import io.synscope.testkit.need.RequiresLibpcap;
import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.Link;
import io.synscope.testkit.packet.TcpSegment;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** tcpdump's expressions, on frames of any link type. */
@RequiresLibpcap
final class BpfFilterTest {
  @Test
  void anExpressionFiltersFramesOfEveryLinkType() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PcapngWriter writer = new PcapngWriter(out, ByteOrder.LITTLE_ENDIAN)) {
      int device = 0;
      for (Link link : Link.values()) {
        writer.device(link.number(), 0);
        for (int port : new int[] {6379, 6380}) {
          byte[] frame = link.frame(segment(port), true, 1);
          writer.frame(device, 0, frame, frame.length, new byte[0]);
        }
        device++;
      }
    }
    try (BpfFilter filter = BpfFilter.compile("tcp port 6379")) {
      assertThat(count(out.toByteArray(), filter)).isEqualTo(Link.values().length);
    }
  }

  @Test
  void whatIsNoExpressionIsTold() {
    assertThatThrownBy(() -> BpfFilter.compile("port redis-is-down and"))
        .isInstanceOf(BpfException.class)
        .hasMessage("\"port redis-is-down and\" is no filter for link type 1; see man pcap-filter");
  }

  private static int count(byte[] file, BpfFilter filter) throws IOException {
    int packets = 0;
    PacketBatch batch = new PacketBatch();
    try (CaptureSource source =
        CaptureFiles.open(new ByteArrayInputStream(file), CaptureOptions.DEFAULT.with(filter))) {
      while (source.fill(batch)) {
        packets += batch.count();
      }
    }
    return packets;
  }

  private static byte[] segment(int port) {
    IpHeader ip = new IpHeader(new byte[] {10, 0, 0, 1}, new byte[] {10, 0, 0, 2}, 64, 1, true);
    return new TcpSegment(41394, port, 1, 0, 2, 64_240, new byte[0], new byte[0], Checksumming.FULL)
        .in(ip);
  }
}

package io.synscope.capture.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Platform;
import io.synscope.testkit.capture.PcapWriter;
import io.synscope.testkit.need.RequiresLibpcap;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapHandle.TimestampPrecision;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.Pcaps;

/** Packets are the same, fetched from libpcap or handed over by pcap4j. */
@RequiresLibpcap
final class PacketLoopTest {
  private static final int RAW_IP = 101; // LINKTYPE_RAW
  private static final int PACKETS = 300;
  private static final int LONGEST = 5_000; // more than the loop expects of one packet
  private static final long START_NANOS = 1_700_000_000_123_456_789L;
  private static final long STEP_NANOS = 1_000_000_007L;

  private record Seen(long nanos, List<Byte> bytes, int originalLength) {}

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("packets.pcap");
    try (OutputStream out = Files.newOutputStream(file);
        PcapWriter writer =
            new PcapWriter(
                out, ByteOrder.LITTLE_ENDIAN, PcapWriter.Variant.NANOSECONDS, RAW_IP, 65_535)) {
      for (int i = 0; i < PACKETS; i++) {
        byte[] packet = new byte[i * 97 % LONGEST];
        Arrays.fill(packet, (byte) i);
        writer.frame(START_NANOS + i * STEP_NANOS, packet, packet.length + i);
      }
    }
  }

  @Test
  void onLinux_pcap4jIsNotCalledBy() throws Exception {
    assumeTrue(Platform.isLinux() && Platform.is64Bit(), "fetches on 64-bit Linux only");
    try (PcapHandle handle = open(TimestampPrecision.NANO)) {
      assertThat(Libpcap.address(handle)).isNotZero();
    }
  }

  @Test
  void whatIsFetched_isWhatPcap4jHandsOver() throws Exception {
    for (TimestampPrecision precision : TimestampPrecision.values()) {
      List<Seen> fetched = new ArrayList<>();
      List<Seen> handedOver = new ArrayList<>();
      try (PcapHandle handle = open(precision)) {
        loop(handle, fetched).run();
      }
      try (PcapHandle handle = open(precision)) {
        loop(handle, handedOver).beCalled();
      }
      assertThat(fetched).hasSize(PACKETS).isEqualTo(handedOver);
    }
  }

  @Test
  void nanosecondsAndLengths_areThoseOfTheFile() throws Exception {
    List<Seen> seen = new ArrayList<>();
    try (PcapHandle handle = open(TimestampPrecision.NANO)) {
      loop(handle, seen).run();
    }

    assertThat(seen.get(7).nanos()).isEqualTo(START_NANOS + 7 * STEP_NANOS);
    assertThat(seen.get(7).bytes()).hasSize(679).containsOnly((byte) 7);
    assertThat(seen.get(7).originalLength()).isEqualTo(686);
  }

  @Test
  void brokenLoop_endsAtOnce() throws Exception {
    try (PcapHandle handle = open(TimestampPrecision.NANO)) {
      List<Long> times = new ArrayList<>();
      new PacketLoop(
              handle,
              (nanos, bytes, captured, original) -> {
                times.add(nanos);
                if (times.size() == 3) {
                  breakLoop(handle);
                }
              })
          .run();

      assertThat(times).hasSize(3);
    }
  }

  @Test
  void damage_isSaidAfterWhatCouldBeRead() throws Exception {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, whole.length - 10));
    List<Seen> seen = new ArrayList<>();
    try (PcapHandle handle = open(TimestampPrecision.NANO)) {
      assertThatThrownBy(loop(handle, seen)::run)
          .isInstanceOf(PcapNativeException.class)
          .hasMessageContaining("truncated");
    }

    assertThat(seen).hasSize(PACKETS - 1);
  }

  private PcapHandle open(TimestampPrecision precision) throws PcapNativeException {
    return Pcaps.openOffline(file.toString(), precision);
  }

  private static PacketLoop loop(PcapHandle handle, List<Seen> seen) {
    return new PacketLoop(
        handle,
        (nanos, bytes, captured, original) -> {
          List<Byte> copy = new ArrayList<>();
          for (int i = 0; i < captured; i++) {
            copy.add(bytes[i]);
          }
          seen.add(new Seen(nanos, copy, original));
        });
  }

  private static void breakLoop(PcapHandle handle) {
    try {
      handle.breakLoop();
    } catch (NotOpenException e) {
      throw new IllegalStateException(e);
    }
  }
}

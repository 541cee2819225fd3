package io.synscope.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synscope.testkit.packet.IcmpError;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.Link;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters in Java: what they let through, and that the others are counted. */
final class PacketFiltersTest {
  private static final byte[] ROUTER = {10, 9, 9, 9};
  private static final byte[] CLIENT = {10, 0, 0, 1};

  @Test
  void aPortLetsItsSegmentsThroughAndTheIcmpErrorsAboutThem() throws IOException {
    Captured.Reading reading = read(PacketFilters.port(6379));
    assertThat(reading.packets()).extracting(Captured::number).containsExactly(1L, 3L);
    assertThat(reading.quality().packets()).isEqualTo(4);
    assertThat(reading.quality().filteredOut()).isEqualTo(2);
  }

  @Test
  void aHostLetsItsPacketsThroughAndTheIcmpErrorsAboutThem() throws IOException {
    assertThat(read(PacketFilters.net("10.0.0.2")).packets())
        .extracting(Captured::number)
        .containsExactly(1L, 2L, 3L, 4L);
    assertThat(read(PacketFilters.net("10.9.9.9")).packets())
        .extracting(Captured::number)
        .containsExactly(3L, 4L);
    assertThat(read(PacketFilters.net("10.0.0.3")).packets()).isEmpty();
  }

  @Test
  void arpBelongsToTheAddressesItNames() throws IOException {
    byte[] whoHas = Link.whoHas(new byte[] {10, 0, 0, 2}, CLIENT);
    byte[] file = Samples.pcap(writer -> writer.frame(0, whoHas));
    assertThat(read(file, PacketFilters.net("10.0.0.2")).packets()).hasSize(1);
    assertThat(read(file, PacketFilters.net("10.0.0.3")).packets()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.128/25, 10.0.0.127, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, fd00::1, false",
    "fd00::/8, fd12::1, true",
    "fd00::/8, fe80::1, false",
    "2001:db8::/65, 2001:db8::7fff:0:0:1, true",
    "2001:db8::/65, 2001:db8:0:0:8000::1, false",
    "::1, ::1, true",
    "::ffff:10.0.0.1, 10.0.0.1, true"
  })
  void networksContainTheirAddresses(String network, String address, boolean contained) {
    AddressRange one = AddressRange.parse(address);
    assertThat(AddressRange.parse(network).contains(one.high(), one.low())).isEqualTo(contained);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis.example.com",
        "10.0.0",
        "10.0.0.256",
        "10.0.0.1/33",
        "::1/129",
        "10.0.0.1/x",
        "",
        ":::"
      })
  void whatIsNoAddressIsToldInOneLineAndNeverLookedUp(String text) {
    assertThatThrownBy(() -> PacketFilters.net(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("\"" + text + "\"");
  }

  @Test
  void portsOutOfRangeAreTold() {
    assertThatThrownBy(() -> PacketFilters.port(65_536))
        .hasMessage("port 65536 does not exist (0 to 65535)");
  }

  @Test
  void timesAndFramesCutBothEnds() throws IOException {
    byte[] file = Samples.pcap(writer -> Samples.frames(writer, 10));
    long start = Samples.START / 1000 * 1000;
    PacketFilter times =
        PacketFilters.all(
            List.of(
                PacketFilters.from(start + 2 * Samples.STEP),
                PacketFilters.until(start + 4 * Samples.STEP)));
    assertThat(read(file, times).packets())
        .extracting(Captured::number)
        .containsExactly(3L, 4L, 5L);
    assertThat(read(file, PacketFilters.frames(9, 20)).packets())
        .extracting(Captured::number)
        .containsExactly(9L, 10L);
  }

  @Test
  void aCountStopsReading() throws IOException {
    byte[] file = Samples.pcap(writer -> Samples.frames(writer, 10_000));
    PacketFilter firstThree =
        PacketFilters.all(List.of(PacketFilters.frames(5, 10_000), PacketFilters.count(3)));
    Captured.Reading reading = read(file, firstThree);
    assertThat(reading.packets()).extracting(Captured::number).containsExactly(5L, 6L, 7L);
    assertThat(reading.quality().packets()).isEqualTo(7);
  }

  @Test
  void readingStopsWhenTheEndIsLongPast() throws IOException {
    byte[] file =
        Samples.pcap(
            writer -> {
              writer.frame(0, Samples.frame(1));
              writer.frame(61_000_000_000L, Samples.frame(2));
              Samples.frames(writer, 1000);
            });
    Captured.Reading reading = read(file, PacketFilters.until(0));
    assertThat(reading.packets()).hasSize(1);
    assertThat(reading.quality().packets()).isEqualTo(2);
  }

  @Test
  void anyOfSeveralPorts() throws IOException {
    PacketFilter ports =
        PacketFilters.any(List.of(PacketFilters.port(6379), PacketFilters.port(6380)));
    assertThat(read(ports).packets()).hasSize(4);
  }

  private static Captured.Reading read(PacketFilter filter) throws IOException {
    byte[] file =
        Samples.pcap(
            writer -> {
              writer.frame(0, Samples.frame(1, 6379, 5));
              writer.frame(1000, Samples.frame(2, 6380, 5));
              writer.frame(2000, unreachable(Samples.packet(1, 6379, 5)));
              writer.frame(3000, unreachable(Samples.packet(2, 6380, 5)));
            });
    return read(file, filter);
  }

  private static Captured.Reading read(byte[] file, PacketFilter filter) throws IOException {
    return Captured.read(
        CaptureFiles.open(new ByteArrayInputStream(file), CaptureOptions.DEFAULT.with(filter)));
  }

  private static byte[] unreachable(byte[] quoted) {
    IpHeader ip = new IpHeader(ROUTER, CLIENT, 64, 0, false);
    return Link.ETHERNET.frame(new IcmpError(3, 1, 0, quoted).in(ip), false, 0);
  }
}

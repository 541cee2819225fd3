package io.synscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, decoders and flyweights return, read nothing behind them, and the fields
 * agree with each other.
 */
final class HostileBytesTest {
  private final TcpOptions options = new TcpOptions();
  private final IcmpError icmp = new IcmpError();
  private final DnsMessage dns = new DnsMessage();
  private final Arp arp = new Arp();

  static Iterable<KnownFrames> known() {
    return KnownFrames.all();
  }

  @ParameterizedTest
  @MethodSource("known")
  void everyPrefixIsDecoded(KnownFrames known) {
    byte[] frame = known.lastFrame();
    for (int length = 0; length < frame.length; length++) {
      byte[] prefix = Arrays.copyOf(frame, length);
      decode(known, prefix, frame.length);
      decode(known, prefix, length);
    }
  }

  @ParameterizedTest
  @MethodSource("known")
  void everySingleBitFlipIsDecoded(KnownFrames known) {
    byte[] frame = known.lastFrame();
    for (int bit = 0; bit < frame.length * Byte.SIZE; bit++) {
      byte[] flipped = frame.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      decode(known, flipped, flipped.length);
      byte[] half = Arrays.copyOf(flipped, (bit / Byte.SIZE + flipped.length) / 2 + 1);
      decode(known, half, frame.length);
    }
  }

  @Property(tries = 3000)
  void anyBytesAreDecoded(@ForAll @Size(max = 120) byte[] bytes, @ForAll LinkType link) {
    Packet packet = new Packet();
    new PacketDecoder().decode(ByteBuffer.wrap(bytes), 0, bytes.length, bytes.length, link, packet);
    look(packet);
  }

  @Property(tries = 3000)
  void anyPayloadOfAFlyweightIsRead(@ForAll @Size(max = 120) byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    options.wrap(buffer, 0, bytes.length);
    readAll(options);
    if (icmp.wrap(buffer, 0, bytes.length)) {
      assertThat(icmp.nextHopMtu()).isNotNegative();
    }
    if (dns.wrap(buffer, 0, bytes.length)) {
      assertThat(dns.questionName()).isNotNull();
    }
    if (arp.wrap(buffer, 0, bytes.length)) {
      assertThat(arp.senderAddress()).isPositive();
    }
  }

  private void decode(KnownFrames known, byte[] bytes, int originalLength) {
    PacketDecoder decoder = new PacketDecoder();
    Packet packet = new Packet();
    for (byte[] before : known.frames().subList(0, known.frames().size() - 1)) {
      known.decode(decoder, before, before.length, packet);
    }
    decoder.decode(
        ByteBuffer.wrap(bytes), 0, bytes.length, originalLength, known.linkType(), packet);
    look(packet);
  }

  private void look(Packet packet) {
    int end = packet.bytes().capacity();
    assertThat(packet.capturedEnd()).isBetween(0, end);
    assertThat(packet.payloadCaptured()).isBetween(0, packet.payloadLength());
    assertThat(
            packet.payloadCaptured() == 0 ? 0 : packet.payloadOffset() + packet.payloadCaptured())
        .isLessThanOrEqualTo(packet.capturedEnd());
    assertThat(packet.optionsOffset() + packet.optionsLength()).isLessThanOrEqualTo(end);
    assertThat(Reading.of(packet)).isNotEmpty();
    if (packet.kind() == PacketKind.TCP) {
      assertThat(packet.capturedEnd() - packet.transportOffset())
          .isGreaterThanOrEqualTo(Tcp.MINIMUM_LENGTH);
      options.wrap(packet);
      readAll(options);
    }
    assertThat(Checksum.of(packet)).isNotNull();
    icmp.wrap(packet);
    if (dns.wrap(packet)) {
      assertThat(dns.questionName()).isNotNull();
    }
    arp.wrap(packet);
  }

  private static void readAll(TcpOptions options) {
    assertThat(options.windowScale()).isBetween(-1, 14);
    assertThat(options.sackBlocks()).isBetween(0, 31);
    for (int block = 0; block < options.sackBlocks(); block++) {
      options.sackLeft(block); // any number is right, as long as it can be read
      options.sackRight(block);
    }
  }
}

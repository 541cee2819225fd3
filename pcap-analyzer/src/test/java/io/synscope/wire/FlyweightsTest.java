package io.synscope.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is read of a packet only when somebody asks. */
final class FlyweightsTest {
  private static final long CLIENT = 0xffff_0a00_0001L; // 10.0.0.1
  private static final long SERVER = 0xffff_0a00_0002L; // 10.0.0.2

  private final TcpOptions options = new TcpOptions();
  private final IcmpError icmp = new IcmpError();
  private final DnsMessage dns = new DnsMessage();
  private final Arp arp = new Arp();

  @Test
  void synOptions_areRead() {
    assertThat(options.wrap(packet("syn"))).isTrue();
    assertThat(options.maximumSegmentSize()).isEqualTo(1460);
    assertThat(options.windowScale()).isEqualTo(7);
    assertThat(options.sackPermitted()).isTrue();
    assertThat(options.fastOpen()).isFalse();
    assertThat(options.sackBlocks()).isZero();
  }

  @Test
  void absentOptions_areMinusOne() {
    assertThat(options.wrap(packet("request-without-options"))).isTrue();
    assertThat(options.maximumSegmentSize()).isEqualTo(-1);
    assertThat(options.windowScale()).isEqualTo(-1);
  }

  @Test
  void sackBlocks_areRead() {
    assertThat(options.wrap(packet("ack-with-sack-blocks"))).isTrue();
    assertThat(options.sackBlocks()).isEqualTo(2);
    assertThat(options.sackLeft(0)).isEqualTo(6000);
    assertThat(options.sackRight(0)).isEqualTo(7000);
    assertThat(options.sackLeft(1)).isEqualTo(8000);
    assertThat(options.sackRight(1)).isEqualTo(9000);
    assertThat(options.sackRight(2)).isZero();
  }

  @Test
  void fastOpenCookie_isMeasured() {
    assertThat(options.wrap(packet("syn-fast-open-cookie"))).isTrue();
    assertThat(options.fastOpen()).isTrue();
    assertThat(options.fastOpenCookieLength()).isEqualTo(8);
  }

  @Test
  void optionOfLengthZero_endsTheListAndIsTold() {
    ByteBuffer bytes = bytes("020405b4 0300 0402");
    assertThat(options.wrap(bytes, 0, bytes.capacity())).isFalse();
    assertThat(options.maximumSegmentSize()).isEqualTo(1460);
    assertThat(options.windowScale()).isEqualTo(-1);
    assertThat(options.sackPermitted()).isFalse();
  }

  @Test
  void windowScaleAbove14_isUsedAs14() {
    ByteBuffer bytes = bytes("03030f 00");
    assertThat(options.wrap(bytes, 0, bytes.capacity())).isTrue();
    assertThat(options.windowScale()).isEqualTo(14);
  }

  @Test
  void icmpPortUnreachable_quotesTheSyn() {
    assertThat(icmp.wrap(packet("icmp-port-unreachable"))).isTrue();
    assertThat(icmp.isError()).isTrue();
    assertThat(icmp.ipv6()).isFalse();
    assertThat(icmp.type()).isEqualTo(3);
    assertThat(icmp.code()).isEqualTo(3);
    assertThat(icmp.quotesTcp()).isTrue();
    assertThat(icmp.quotedSourceLow()).isEqualTo(CLIENT);
    assertThat(icmp.quotedDestinationLow()).isEqualTo(SERVER);
    assertThat(icmp.quotedSourcePort()).isEqualTo(41394);
    assertThat(icmp.quotedDestinationPort()).isEqualTo(6379);
    assertThat(icmp.quotedSequenceNumber()).isEqualTo(1000);
    assertThat(icmp.quotedHopLimit()).isEqualTo(63);
    assertThat(icmp.quotedLength()).isEqualTo(60);
    assertThat(icmp.isTooBig()).isFalse();
  }

  @Test
  void icmpThatQuotesOnlyEightBytes_quotesTcp() {
    assertThat(icmp.wrap(packet("icmp-fragmentation-needed"))).isTrue();
    assertThat(icmp.isTooBig()).isTrue();
    assertThat(icmp.nextHopMtu()).isEqualTo(1400);
    assertThat(icmp.quotesTcp()).isTrue();
    assertThat(icmp.quotedSequenceNumber()).isEqualTo(1001);
    assertThat(icmp.quotedLength()).isEqualTo(1500);
  }

  @Test
  void icmpTimeExceeded_isAnError() {
    assertThat(icmp.wrap(packet("icmp-time-exceeded"))).isTrue();
    assertThat(icmp.isError()).isTrue();
    assertThat(icmp.type()).isEqualTo(11);
    assertThat(icmp.quotedHopLimit()).isEqualTo(1);
  }

  @Test
  void icmpEcho_isNoErrorAndQuotesNothing() {
    assertThat(icmp.wrap(packet("icmp-echo"))).isTrue();
    assertThat(icmp.isError()).isFalse();
    assertThat(icmp.quotesPacket()).isFalse();
    assertThat(icmp.quotesTcp()).isFalse();
  }

  @Test
  void icmpv6_quotesTheSyn() {
    assertThat(icmp.wrap(packet("icmpv6-port-unreachable"))).isTrue();
    assertThat(icmp.ipv6()).isTrue();
    assertThat(icmp.type()).isEqualTo(1);
    assertThat(icmp.code()).isEqualTo(4);
    assertThat(icmp.quotesTcp()).isTrue();
    assertThat(icmp.quotedSourceHigh()).isEqualTo(0xfd00_0000_0000_0000L);
    assertThat(icmp.quotedSourceLow()).isEqualTo(1);
    assertThat(icmp.quotedDestinationPort()).isEqualTo(6379);
    assertThat(icmp.quotedSequenceNumber()).isEqualTo(1000);
  }

  @Test
  void icmpv6PacketTooBig_saysTheMtu() {
    assertThat(icmp.wrap(packet("icmpv6-packet-too-big"))).isTrue();
    assertThat(icmp.isTooBig()).isTrue();
    assertThat(icmp.nextHopMtu()).isEqualTo(1280);
  }

  @Test
  void dnsAnswer_isRead() {
    assertThat(dns.wrap(packet("dns-answer"))).isTrue();
    assertThat(dns.id()).isEqualTo(0x4242);
    assertThat(dns.isResponse()).isTrue();
    assertThat(dns.responseCode()).isZero();
    assertThat(dns.questionName()).isEqualTo("redis.example.com");
    assertThat(dns.questionType()).isEqualTo(DnsMessage.A);
    assertThat(dns.addressCount()).isEqualTo(2);
    assertThat(dns.addressLow(0)).isEqualTo(SERVER);
    assertThat(dns.addressLow(1)).isEqualTo(SERVER + 1);
  }

  @Test
  void dnsQuery_isNoResponse() {
    assertThat(dns.wrap(packet("dns-query"))).isTrue();
    assertThat(dns.isResponse()).isFalse();
    assertThat(dns.addressCount()).isZero();
  }

  @Test
  void dnsNoSuchName_isResponseCode3() {
    assertThat(dns.wrap(packet("dns-no-such-name"))).isTrue();
    assertThat(dns.responseCode()).isEqualTo(3);
    assertThat(dns.questionType()).isEqualTo(DnsMessage.AAAA);
  }

  @Test
  void dnsNameThatPointsAtItself_isNoMessage() {
    ByteBuffer bytes = bytes("4242 0100 0001 0000 0000 0000 c00c 0001 0001");
    assertThat(dns.wrap(bytes, 0, bytes.capacity())).isFalse();
  }

  @Test
  void dnsNameOfForwardPointers_isNoMessage() {
    ByteBuffer bytes = bytes("4242 0100 0001 0000 0000 0000 c00e c00c 0001 0001");
    assertThat(dns.wrap(bytes, 0, bytes.capacity())).isFalse();
  }

  @Test
  void dnsNameOfUnprintableBytes_isEscaped() {
    ByteBuffer bytes = bytes("4242 0100 0001 0000 0000 0000 03 61 0a 62 00 0001 0001");
    assertThat(dns.wrap(bytes, 0, bytes.capacity())).isTrue();
    assertThat(dns.questionName()).isEqualTo("a\\010b");
  }

  @Test
  void arpRequest_asksForTheServer() {
    assertThat(arp.wrap(packet("arp-request"))).isTrue();
    assertThat(arp.isRequest()).isTrue();
    assertThat(arp.senderAddress()).isEqualTo(CLIENT);
    assertThat(arp.targetAddress()).isEqualTo(SERVER);
    assertThat(arp.senderHardwareAddress()).isEqualTo(0x0200_0000_0001L);
    assertThat(arp.targetHardwareAddress()).isZero();
  }

  @Test
  void arpReply_isNoRequest() {
    assertThat(arp.wrap(packet("arp-reply"))).isTrue();
    assertThat(arp.isRequest()).isFalse();
    assertThat(arp.isReply()).isTrue();
    assertThat(arp.senderHardwareAddress()).isEqualTo(0x0200_0000_0002L);
  }

  @Test
  void checksum_isValidInEveryFamilyAndTunnelAndAfterReassembly() {
    for (String name :
        new String[] {
          "syn",
          "request-with-timestamps",
          "ipv6-syn",
          "vxlan",
          "fragments-in-order",
          "ipv6-fragments",
          "ip-options"
        }) {
      assertThat(Checksum.of(packet(name))).as(name).isEqualTo(Checksum.VALID);
    }
  }

  @Test
  void checksumOfThePseudoHeaderAlone_isPartial() {
    // 10.0.0.1.41394 > 10.0.0.2.6379: Flags [S], cksum 0x1431 (incorrect -> 0x7a23), length 0: as
    // sent with offload
    byte[] frame = KnownFrames.named("syn").lastFrame();
    assertThat(Checksum.of(withChecksum(frame, 0x1431))).isEqualTo(Checksum.PARTIAL);
  }

  @Test
  void anyOtherChecksum_isInvalid() {
    assertThat(Checksum.of(withChecksum(KnownFrames.named("syn").lastFrame(), 0x7a24)))
        .isEqualTo(Checksum.INVALID);
  }

  @Test
  void checksumOfACutSegment_isUnknown() {
    KnownFrames known = KnownFrames.named("request-with-timestamps");
    Packet packet = new Packet();
    known.decode(new PacketDecoder(), known.lastFrame(), 70, packet);
    assertThat(Checksum.of(packet)).isEqualTo(Checksum.UNKNOWN);
    assertThat(Checksum.of(packet("dns-query"))).isEqualTo(Checksum.UNKNOWN);
  }

  private static Packet withChecksum(byte[] syn, int checksum) {
    byte[] frame = syn.clone();
    ByteBuffer.wrap(frame).putShort(14 + 20 + 16, (short) checksum);
    Packet packet = new Packet();
    new PacketDecoder()
        .decode(ByteBuffer.wrap(frame), 0, frame.length, frame.length, LinkType.ETHERNET, packet);
    return packet;
  }

  private static Packet packet(String name) {
    return KnownFrames.named(name).decoded();
  }

  private static ByteBuffer bytes(String hex) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}

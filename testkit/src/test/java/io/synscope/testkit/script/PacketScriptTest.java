package io.synscope.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketScriptTest {
  private static final int IP = 14;
  private static final int TCP = IP + 20;

  private static PacketScript script(String text) {
    return PacketScript.parse("test", text);
  }

  private static ByteBuffer frame(PacketScript script, int index) {
    return ByteBuffer.wrap(script.frames().get(index).bytes());
  }

  private static int sequence(PacketScript script, int index) {
    return frame(script, index).getInt(TCP + 4);
  }

  private static int acknowledgment(PacketScript script, int index) {
    return frame(script, index).getInt(TCP + 8);
  }

  private static int flags(PacketScript script, int index) {
    return frame(script, index).get(TCP + 13);
  }

  @Test
  void syn_isTheseBytes() {
    PacketScript script = script("0 C > S S seq 100 id 7 win 1024 <mss 1460>");

    // IP 10.71.1.2.41394 > 10.71.2.2.6379: Flags [S], cksum 0xc193 (correct), seq 100, win 1024,
    // mss 1460
    assertThat(HexFormat.of().formatHex(script.frames().get(0).bytes()))
        .isEqualTo(
            "0200000000020200000000010800"
                + "4500002c00074000400623340a4701020a470202"
                + "a1b218eb000000640000000060020400c1930000020405b4");
  }

  @Test
  void checksumsOverHeadersAreZero() {
    byte[] bytes = script("0 C > S P. \"odd\"").frames().get(0).bytes();
    int length = bytes.length - TCP;
    byte[] pseudo =
        ByteBuffer.allocate(12 + length + (length & 1))
            .put(bytes, IP + 12, 8)
            .putShort((short) 6)
            .putShort((short) length)
            .put(bytes, TCP, length)
            .array();

    assertThat(foldedSum(pseudo)).isEqualTo(0xFFFF);
    assertThat(foldedSum(ByteBuffer.allocate(20).put(bytes, IP, 20).array())).isEqualTo(0xFFFF);
  }

  private static int foldedSum(byte[] bytes) {
    int sum = 0;
    for (ByteBuffer words = ByteBuffer.wrap(bytes); words.remaining() > 1; ) {
      sum += words.getShort() & 0xFFFF;
    }
    return (sum & 0xFFFF) + (sum >>> 16);
  }

  @Test
  void handshakeAndExchange_acknowledgeEachOther() {
    PacketScript script =
        script("0 C > S handshake\n+1ms C > S ask \"PING\\r\\n\" answer \"+PONG\\r\\n\"");
    int client = sequence(script, 0);
    int server = sequence(script, 1);

    assertThat(script.frames()).hasSize(6);
    assertThat(acknowledgment(script, 1)).isEqualTo(client + 1);
    assertThat(acknowledgment(script, 2)).isEqualTo(server + 1);
    assertThat(sequence(script, 3)).isEqualTo(client + 1);
    assertThat(acknowledgment(script, 4)).isEqualTo(client + 7);
    assertThat(acknowledgment(script, 5)).isEqualTo(server + 8);
  }

  @Test
  void lostData_isNotAcknowledged_andGoesOutAgain() {
    PacketScript script =
        script(
            "0 C > S handshake\n1 C > S P. \"abc\" lost\n1.1 S > C .\n1.2 C > S again\n+1ms S > C .");

    assertThat(acknowledgment(script, 4)).isEqualTo(sequence(script, 3));
    assertThat(sequence(script, 5)).isEqualTo(sequence(script, 3));
    assertThat(acknowledgment(script, 6)).isEqualTo(sequence(script, 3) + 3);
  }

  @Test
  void resetWithoutSocket_followsRfc9293() {
    PacketScript toSyn = script("0 C > S S\n+1ms S > C R.");
    PacketScript toAck = script("0 C > S handshake\n1 S > C R");

    assertThat(sequence(toSyn, 1)).isZero();
    assertThat(acknowledgment(toSyn, 1)).isEqualTo(sequence(toSyn, 0) + 1);
    assertThat(flags(toSyn, 1)).isEqualTo(0x14);
    assertThat(sequence(toAck, 3)).isEqualTo(acknowledgment(toAck, 2));
    assertThat(acknowledgment(toAck, 3)).isZero();
  }

  @Test
  void unseenPacket_leavesAGapInTheIdentifications() {
    PacketScript script = script("0 C > S S\n1 C > S S unseen\n2 C > S S");

    assertThat(script.frames()).hasSize(2);
    assertThat(frame(script, 1).getShort(IP + 4) - frame(script, 0).getShort(IP + 4)).isEqualTo(2);
  }

  @Test
  void synWithAnotherNumber_opensTheTupleAnew() {
    PacketScript script = script("0 C > S S seq 5\n1 C > S S\n2 C > S S seq 9\n+1ms S > C S.");

    assertThat(sequence(script, 1)).isEqualTo(5);
    assertThat(sequence(script, 2)).isEqualTo(9);
    assertThat(acknowledgment(script, 3)).isEqualTo(10);
  }

  @Test
  void loop_shiftsTimesAndFillsIn() {
    PacketScript script = script("each n 1..3 except 2 every 10ms\n 0.5 C:40000+{n} > S S\nend");

    assertThat(script.frames()).extracting(ScriptFrame::nanos).satisfies(this::twentyMillisApart);
    assertThat(frame(script, 1).getShort(TCP) & 0xFFFF).isEqualTo(40_003);
  }

  private void twentyMillisApart(List<? extends Long> nanos) {
    assertThat(nanos.get(1) - nanos.get(0)).isEqualTo(20_000_000);
  }

  @Test
  void icmpError_quotesTheLabelledPacket() {
    PacketScript script = script("0 C > S S as syn\n1 C > S S\n2 R > C icmp 3/13 quoting syn");
    ByteBuffer icmp = frame(script, 2);

    assertThat(icmp.getShort(IP + 20)).isEqualTo((short) 0x030D);
    assertThat(icmp.getShort(IP + 28 + 4)).isEqualTo(frame(script, 0).getShort(IP + 4));
  }

  @Test
  void mistake_isReportedWithItsLine() {
    assertThatThrownBy(() -> script("# title\n0 C > S S\n1 C > S X"))
        .hasMessage("test:3: no TCP flag is written X");
    assertThatThrownBy(() -> script("0 C S S")).hasMessage("test:1: expected HOST > HOST");
    assertThatThrownBy(() -> script("expect UNANSWERD"))
        .hasMessage("test:1: no outcome is called UNANSWERD");
  }
}

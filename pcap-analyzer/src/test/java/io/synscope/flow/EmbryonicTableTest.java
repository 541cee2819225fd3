package io.synscope.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.wire.Packet;
import io.synscope.wire.TcpOptions;
import org.junit.jupiter.api.Test;

final class EmbryonicTableTest {
  private final FirstSyn syn = new FirstSyn();
  private int folded;

  private void put(EmbryonicTable table, Packet packet) {
    table.put(
        packet, FlowHash.of(packet), syn.read(packet, new TcpOptions()), (full, slot) -> folded++);
  }

  @Test
  void theAnswerFindsTheSynThatProvokedIt() {
    EmbryonicTable table = new EmbryonicTable(1 << 20);
    put(table, Packets.syn(7, 41394, 0xfeedbeef));

    Packet answer = Packets.synAck(7, 41394, 0xfeedbef0);
    int slot = table.find(answer, FlowHash.of(answer));

    Packet stranger = Packets.synAck(8, 41394, 0xfeedbef0);

    assertThat(table.find(stranger, FlowHash.of(stranger))).isEqualTo(EmbryonicTable.ABSENT);
    assertThat(table.read(slot, new FirstSyn()).sequenceNumber()).isEqualTo(0xfeedbeef);
    assertThat(table.key(slot)).isEqualTo(FlowKey.of(answer, true));
    assertThat(table.find(FlowKey.of(answer, true))).isEqualTo(slot);
  }

  @Test
  void aRemovedSynIsGone() {
    EmbryonicTable table = new EmbryonicTable(1 << 20);
    Packet packet = Packets.syn(7, 41394, 1);
    put(table, packet);

    table.remove(table.find(packet, FlowHash.of(packet)));

    assertThat(table.size()).isZero();
    assertThat(table.find(packet, FlowHash.of(packet))).isEqualTo(EmbryonicTable.ABSENT);
  }

  @Test
  void aFloodIsFolded_andNothingIsLostFromTheCount() {
    EmbryonicTable table = new EmbryonicTable(1024L * EmbryonicTable.RECORD_BYTES);
    for (int i = 0; i < 50_000; i++) {
      put(table, Packets.syn(i, 1024 + i % 50_000, i));
    }
    assertThat(table.size() + folded).isEqualTo(50_000);
    assertThat(table.slots()).isLessThanOrEqualTo(1024);
  }

  @Test
  void growingKeepsEveryRecord() {
    EmbryonicTable table = new EmbryonicTable(64L << 20);
    for (int i = 0; i < 30_000; i++) {
      put(table, Packets.syn(i, 3000, i));
    }
    assertThat(folded).isZero();
    for (int i = 0; i < 30_000; i++) {
      Packet packet = Packets.syn(i, 3000, i);
      int slot = table.find(packet, FlowHash.of(packet));
      assertThat(table.read(slot, syn).sequenceNumber()).isEqualTo(i);
    }
  }
}

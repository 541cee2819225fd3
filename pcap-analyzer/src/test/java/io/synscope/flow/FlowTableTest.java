package io.synscope.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Party;
import io.synscope.wire.Packet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FlowTableTest {
  private final FlowTable<TestFlow> table = new FlowTable<>();

  @Test
  void bothDirectionsFindTheSameFlow() {
    Packet syn = Packets.syn(7, 41394, 100);
    TestFlow flow = new TestFlow(FlowKey.of(syn, false));
    table.put(flow);

    Packet answer = Packets.synAck(7, 41394, 101);

    assertThat(table.find(answer, FlowHash.of(answer))).isSameAs(flow);
    assertThat(flow.sender(syn)).isEqualTo(Party.CLIENT);
    assertThat(flow.sender(answer)).isEqualTo(Party.SERVER);
  }

  @Test
  void anotherPortIsAnotherFlow() {
    table.put(new TestFlow(FlowKey.of(Packets.syn(7, 41394, 100), false)));

    Packet other = Packets.syn(7, 41395, 100);

    assertThat(table.find(other, FlowHash.of(other))).isNull();
  }

  /**
   * A seeded twin: what a map would answer after thousands of insertions and removals, the table
   * answers too.
   */
  @Test
  void agreesWithAMap_whateverIsPutAndRemoved() {
    Random random = new Random(20261120);
    Map<Integer, TestFlow> twin = new HashMap<>();
    for (int step = 0; step < 20_000; step++) {
      int number = random.nextInt(3000);
      Packet packet = Packets.syn(number, 1024 + number % 7, 1);
      TestFlow present = twin.get(number);
      assertThat(table.find(packet, FlowHash.of(packet))).isSameAs(present);
      if (present == null) {
        TestFlow flow = new TestFlow(FlowKey.of(packet, false));
        table.put(flow);
        twin.put(number, flow);
      } else if (random.nextBoolean()) {
        assertThat(table.remove(present)).isTrue();
        assertThat(table.remove(present)).isFalse();
        twin.remove(number);
      }
    }
    Set<TestFlow> visited = new HashSet<>();
    table.forEach(visited::add);
    assertThat(visited).containsExactlyInAnyOrderElementsOf(twin.values());
    assertThat(table.size()).isEqualTo(twin.size());
  }

  @Test
  void theWalkingHandVisitsEveryFlow() {
    Set<TestFlow> all = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      TestFlow flow = new TestFlow(FlowKey.of(Packets.syn(i, 2000, 1), false));
      table.put(flow);
      all.add(flow);
    }
    Set<TestFlow> visited = new HashSet<>();
    for (int i = 0; i < 50; i++) {
      visited.add(table.next());
    }
    assertThat(visited).isEqualTo(all);
  }

  private static final class TestFlow extends Flow {
    TestFlow(FlowKey key) {
      super(key);
    }
  }
}

package io.synscope.resp;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.resp.Command.Manner;
import io.synscope.resp.Command.Work;
import org.junit.jupiter.api.Test;

class CommandsTest {
  private static final Commands ALL = Commands.all();

  @Test
  void everyName_isFoundByItsHashInAnyCase() {
    for (int id = 0; id < ALL.size(); id++) {
      String name = ALL.get(id).name();
      assertThat(ALL.idOf(CommandName.hash(name))).as(name).isEqualTo(id);
      assertThat(ALL.idOf(CommandName.hash(name.toLowerCase(java.util.Locale.ROOT)))).isEqualTo(id);
    }
    assertThat(ALL.idOf(CommandName.hash("NOSUCHCOMMAND"))).isEqualTo(-1);
  }

  @Test
  void everyCommandThatCanHoldTheLoop_hasARemedy() {
    for (int id = 0; id < ALL.size(); id++) {
      Command command = ALL.get(id);
      assertThat(command.remedy().isEmpty())
          .as(command.name())
          .isEqualTo(command.work() == Work.NONE);
      assertThat(command.growsWith().isEmpty()).isEqualTo(command.work() == Work.NONE);
    }
  }

  @Test
  void knownOnes_areWhatTheyAre() {
    assertThat(ALL.find("blpop").orElseThrow().manner()).isEqualTo(Manner.BLOCKING);
    assertThat(ALL.find("XREAD").orElseThrow().manner()).isEqualTo(Manner.BLOCKING_IF_TOLD);
    assertThat(ALL.find("client").orElseThrow().container()).isTrue();
    assertThat(ALL.find("CLIENT LIST").orElseThrow().container()).isFalse();
    assertThat(ALL.find("KEYS").orElseThrow().work()).isEqualTo(Work.DATA_SET);
    assertThat(ALL.find("GET").orElseThrow().mayReply(ReplyShape.BULK)).isTrue();
    assertThat(ALL.find("GET").orElseThrow().mayReply(ReplyShape.LINE)).isFalse();
    assertThat(ALL.find("GET").orElseThrow().firstKey()).isEqualTo(1);
    assertThat(ALL.find("EVAL").orElseThrow().firstKey()).isEqualTo(3);
  }
}

package io.synscope.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Story;
import io.synscope.observation.WireSight;
import io.synscope.testing.AttemptBuilder;
import io.synscope.testing.HalfBuilder;
import io.synscope.testing.WireBuilder;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LivedStoryTest {
  private static final String REDIS = "10.0.0.9:6379";

  private static WireSight life(UnaryOperator<WireBuilder> life) {
    return AttemptBuilder.to(REDIS).lived(5, life).build().wire();
  }

  private static HalfBuilder asked(HalfBuilder half) {
    return half.data(20, 280, 0.01, 4);
  }

  @Test
  void requestMissingInAWholeCapture_wasSentAgain() {
    WireSight wire = life(w -> w.client(half -> asked(half).gaps(1)).talk(talk -> talk));
    assertThat(LivedStory.of(wire, true)).isEqualTo(Story.OK_RETRANSMITS);
    assertThat(LivedStory.of(wire, false)).isEqualTo(Story.OK);
  }

  @Test
  void acknowledgmentMissing_costsNothing() {
    WireSight wire = life(w -> w.client(half -> half.gaps(1)).talk(talk -> talk));
    assertThat(LivedStory.of(wire, true)).isEqualTo(Story.OK);
  }

  @Test
  void lateReplyAfterAMissingPacket_wasSentAgain() {
    WireSight wire =
        life(w -> w.server(half -> half.gaps(1)).talk(talk -> talk.slow("GET", 1, 0.2)));
    assertThat(LivedStory.of(wire, false)).isEqualTo(Story.OK_RETRANSMITS);
  }

  @Test
  void lateReplyWithNothingMissing_isSlow() {
    WireSight wire = life(w -> w.talk(talk -> talk.slow("GET", 1, 0.2)));
    assertThat(LivedStory.of(wire, true)).isEqualTo(Story.OK_SLOW_REPLY);
  }
}

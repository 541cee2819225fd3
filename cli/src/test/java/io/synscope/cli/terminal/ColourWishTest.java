package io.synscope.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class ColourWishTest {
  private static final Map<String, String> XTERM = Map.of("TERM", "xterm-256color");

  @Test
  void auto_onlyOnATerminalThatCan() {
    assertThat(ColourWish.AUTO.granted(true, XTERM)).isTrue();
    assertThat(ColourWish.AUTO.granted(false, XTERM)).isFalse();
    assertThat(ColourWish.AUTO.granted(true, Map.of("TERM", "dumb"))).isFalse();
    assertThat(ColourWish.AUTO.granted(true, Map.of())).isFalse();
  }

  @Test
  void noColorWinsOverForcing() {
    assertThat(
            ColourWish.AUTO.granted(
                true, Map.of("TERM", "xterm", "NO_COLOR", "1", "FORCE_COLOR", "1")))
        .isFalse();
    assertThat(ColourWish.AUTO.granted(true, Map.of("TERM", "xterm", "NO_COLOR", ""))).isTrue();
  }

  @Test
  void forcingReachesPipes() {
    assertThat(ColourWish.AUTO.granted(false, Map.of("CLICOLOR_FORCE", "1"))).isTrue();
    assertThat(ColourWish.AUTO.granted(false, Map.of("FORCE_COLOR", "1"))).isTrue();
    assertThat(ColourWish.AUTO.granted(false, Map.of("CLICOLOR_FORCE", "0"))).isFalse();
  }

  @Test
  void theOptionWinsOverTheEnvironment() {
    assertThat(ColourWish.ALWAYS.granted(false, Map.of("NO_COLOR", "1"))).isTrue();
    assertThat(ColourWish.NEVER.granted(true, Map.of("TERM", "xterm", "FORCE_COLOR", "1")))
        .isFalse();
  }
}

package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostFlagTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-h redis1                          | synscope probe redis1",
        "-h redis1 -p 6380                  | synscope probe redis1:6380",
        "probe -h 2001:db8::1 -p 6380 -c 5  | synscope probe [2001:db8::1]:6380 -c 5",
        "probe -c 5 -h redis1               | synscope probe redis1 -c 5",
        "analyze -h 10.0.0.1 -p 6379 a.pcap | synscope analyze --host 10.0.0.1 --port 6379 a.pcap",
        "capture -i lo -h 10.0.0.1 -p 6379  | synscope capture -i lo host 10.0.0.1 and port 6379",
        "correlate -h 10.0.0.1 a.pcap b     | synscope correlate --host 10.0.0.1 a.pcap b",
      })
  void hostAfterMinusH_isToldTheCorrectCommand(String typed, String corrected) {
    assertThat(HostFlag.correction(typed.split(" ")))
        .contains("-h is help here; for a host type: " + corrected);
    Run run = Run.of(typed.split(" "));
    assertThat(run.exit()).isEqualTo(64);
    assertThat(run.talk()).hasLineCount(1).contains(corrected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-h",
        "probe -h",
        "-h probe",
        "probe -h -c 5",
        "probe redis1 -p 6380",
        "analyze a.pcap"
      })
  void withoutAHostItIsHelp(String typed) {
    assertThat(HostFlag.correction(typed.split(" "))).isEmpty();
  }
}

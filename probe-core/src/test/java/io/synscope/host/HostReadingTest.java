package io.synscope.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of the sockets that ss(8) shows is asked under an address. */
class HostReadingTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:6379, 127.0.0.1, true",
    "127.0.0.1%lo:6379, 127.0.0.1, true",
    "0.0.0.0:6379, 127.0.0.1, true",
    "*:6379, 127.0.0.1, true",
    "[::]:6379, ::1, true",
    "[::ffff:127.0.0.1]:6379, 127.0.0.1, true",
    "[::1]:6379, ::1, true",
    "127.0.0.1:6379, 10.0.0.1, false",
    "[::ffff:127.0.0.1]:6379, 10.0.0.1, false",
    "[fe80::ffff:1]:6379, ::1, false"
  })
  void aSocket_isAskedUnderItsAddress(String local, String address, boolean asked) {
    assertThat(HostReading.listensOn(local, address)).isEqualTo(asked);
  }
}

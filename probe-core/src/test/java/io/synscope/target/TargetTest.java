package io.synscope.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "redis1, redis1, 6379, false, '', 0",
    "redis1:6380, redis1, 6380, false, '', 0",
    "redis1 6380, redis1, 6380, false, '', 0",
    "10.0.0.1:7000, 10.0.0.1, 7000, false, '', 0",
    "[fd77::2]:6380, fd77::2, 6380, false, '', 0",
    "[fd77::2], fd77::2, 6379, false, '', 0",
    "fd77::2, fd77::2, 6379, false, '', 0",
    "::1 6380, ::1, 6380, false, '', 0",
    "[fe80::1%eth0]:6379, fe80::1%eth0, 6379, false, '', 0",
    "redis://redis1, redis1, 6379, false, '', 0",
    "redis://app@redis1:6380/2, redis1, 6380, false, app, 2",
    "rediss://redis1/1, redis1, 6379, true, '', 1",
    "rediss://app@[fd77::2]:6380, fd77::2, 6380, true, app, 0",
    "' redis1:6380 ', redis1, 6380, false, '', 0",
  })
  void everyFormIsRead(String text, String host, int port, boolean tls, String user, int database) {
    Target target = Target.parse(text);
    assertThat(target.host()).isEqualTo(host);
    assertThat(target.port()).isEqualTo(port);
    assertThat(target.tls()).isEqualTo(tls);
    assertThat(target.user()).isEqualTo(user);
    assertThat(target.database()).isEqualTo(database);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "redis1:0        | redis1:0: port 0 is out of range, ports are 1 to 65535",
        "redis1:65536    | redis1:65536: port 65536 is out of range, ports are 1 to 65535",
        "redis1:         | redis1:: \"\" is no port; write a number from 1 to 65535 after the colon",
        "redis1:http     | redis1:http: \"http\" is no port; write a number from 1 to 65535 after the colon",
        "[fd77::zz]:6379 | [fd77::zz]:6379: \"fd77::zz\" is no IPv6 address; write [v6]:port, a zone as [fe80::1%eth0]:port",
        "http://redis1   | http://redis1: only redis:// and rediss:// can be probed",
        "redis://r/x     | redis://r/x: \"x\" is no database number; write redis://host:port/0",
        "re dis 1        | re dis 1: \"dis 1\" is no port; write a number from 1 to 65535 after the colon",
        "-c              | -c: \"-c\" is no host name; write host, host:port, [v6]:port or redis://host:port",
      })
  void whatNamesNoTargetIsToldInOneLine(String text, String message) {
    assertThatThrownBy(() -> Target.parse(text))
        .isInstanceOf(TargetException.class)
        .hasMessage(message);
  }

  @Test
  void emptyTextIsToldToo() {
    assertThatThrownBy(() -> Target.parse(" "))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith("the target is empty");
  }

  @Test
  void passwordInAUrlIsRefused_andNotRepeated() {
    assertThatThrownBy(() -> Target.parse("redis://app:s3cret@redis1"))
        .isInstanceOf(TargetException.class)
        .hasMessageContaining("REDISCLI_AUTH")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void portBehindItsHostIsAWordOfItsOwn() {
    List<Target> targets =
        Target.parseAll(List.of("redis1", "6380", "redis2:6381", "fd77::2", "6382", "redis3"));
    assertThat(targets)
        .extracting(Target::hostPort)
        .containsExactly("redis1:6380", "redis2:6381", "[fd77::2]:6382", "redis3:6379");
  }
}

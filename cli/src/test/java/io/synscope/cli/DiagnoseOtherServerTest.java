package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.cli.demo.DemoServer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * A server that is none of Redis': it knows PING alone, ends connections that ask for too much, and
 * listens on an address of IPv4 with a socket of IPv6, as programs in Java do.
 */
final class DiagnoseOtherServerTest {
  @Test
  void aServerThatAnswersPing_isReachable_whateverElseItRefuses() throws IOException {
    try (DemoServer server = DemoServer.start()) {
      Run run = Run.of("diagnose", "127.0.0.1:" + server.port(), "--format", "json");
      assertThat(run.talk()).isEmpty();
      assertThat(run.out())
          .contains("ESTABLISHED")
          .doesNotContain("\"cause\":\"refused_wrong_bind\"", "\"cause\":\"mtu_blackhole\"")
          .doesNotContain("\"cause\" : \"refused_wrong_bind\"", "\"cause\" : \"mtu_blackhole\"");
    }
  }
}

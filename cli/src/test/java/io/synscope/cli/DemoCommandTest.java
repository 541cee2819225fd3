package io.synscope.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synscope.cli.demo.DemoServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DemoCommandTest {
  @Test
  void threeRealReports() {
    Run run = Run.of("demo");
    assertThat(run.exit()).isZero();
    assertThat(run.talk()).isEmpty();
    assertThat(run.out())
        .contains("1 of 3", "2 of 3", "3 of 3")
        .contains("OK  ")
        .contains("refused_no_listener")
        .contains("198.51.100.20:6380", "unanswered", "syn_timeout")
        .contains("incident.pcap");
  }

  @Test
  void theServerAnswersPingAndNothingElse() throws IOException {
    try (DemoServer server = DemoServer.start();
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      assertThat(ask(client, "*1\r\n$4\r\nPING\r\n", "+PONG\r\n")).isEqualTo("+PONG\r\n");
      assertThat(ask(client, "PING\r\n", "+PONG\r\n")).isEqualTo("+PONG\r\n");
      assertThat(ask(client, "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n", "-ERR unknown command\r\n"))
          .startsWith("-ERR");
    }
  }

  @Test
  void onTheClosedPortNothingListens() throws IOException {
    int port = DemoServer.closedPort();
    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
        .isInstanceOf(ConnectException.class);
  }

  private static String ask(Socket client, String request, String reply) throws IOException {
    client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return new String(
        client.getInputStream().readNBytes(reply.length()), StandardCharsets.US_ASCII);
  }
}

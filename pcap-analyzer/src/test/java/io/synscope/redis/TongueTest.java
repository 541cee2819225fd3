package io.synscope.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.synscope.observation.Conversation;
import io.synscope.observation.Tongue;
import org.junit.jupiter.api.Test;

/** What language the first bytes of each side are, and what TLS lets one see of itself. */
class TongueTest {
  private final Talk talk = new Talk(new Exchanges(false));

  @Test
  void firstBytesTellTheTongue() {
    assertThat(tongues("GET / HTTP/1.1\r\nHost: x\r\n", ""))
        .containsExactly(Tongue.HTTP, Tongue.SILENT);
    assertThat(tongues("*1\r\n$4\r\nPING\r\n", "HTTP/1.1 400 Bad Request\r\n"))
        .containsExactly(Tongue.RESP, Tongue.HTTP);
    assertThat(tongues("\u0016\u0003\u0001\0\u0002ab", "\u0015\u0003\u0003\0\u0002\u0002\u0030"))
        .containsExactly(Tongue.TLS, Tongue.TLS);
    assertThat(tongues("PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n*1\r\n$4\r\nPING\r\n", "+PONG\r\n"))
        .containsExactly(Tongue.PROXY_HEADER, Tongue.RESP);
    assertThat(tongues("\r\n\r\n\0\r\nQUIT\n!\u0011\0\0*1\r\n$4\r\nPING\r\n", "+PONG\r\n"))
        .containsExactly(Tongue.PROXY_HEADER, Tongue.RESP);
    assertThat(tongues("SSH-2.0-x\r\n", "SSH-2.0-y\r\n"))
        .containsExactly(Tongue.OTHER, Tongue.OTHER);
    assertThat(tongues("ping\r\n", "+PONG\r\n")).containsExactly(Tongue.RESP, Tongue.RESP);
  }

  @Test
  void tlsAlerts_areRead() {
    Conversation said =
        talk.at(0)
            .client("\u0016\u0003\u0001\0\u0002ab")
            .at(1)
            .server("\u0016\u0003\u0003\0\u0001a")
            .at(2)
            .client("\u0015\u0003\u0003\0\u0002\u0002\u0030")
            .end();
    assertThat(said.tls().clientHello().frame()).isEqualTo(1);
    assertThat(said.tls().serverHello().frame()).isEqualTo(2);
    assertThat(said.tls().clientAlert()).isEqualTo(48);
    assertThat(said.tls().serverHiddenAlert()).isFalse();
  }

  @Test
  void hiddenAlert_isKnownByItsSize() {
    String data = "\u0017\u0003\u0003\0\u0003abc";
    String alert = "\u0017\u0003\u0003\0\u0013" + "x".repeat(19);
    talk.at(0)
        .client("\u0016\u0003\u0001\0\u0002ab")
        .at(1)
        .server("\u0016\u0003\u0003\0\u0001a" + data)
        .at(2)
        .client(data + data);
    assertThat(talk.at(3).server(alert).end().tls().serverHiddenAlert()).isTrue();
  }

  private static Tongue[] tongues(String client, String server) {
    Talk talk = new Talk(new Exchanges(false)).at(0).client(client);
    Conversation said = server.isEmpty() ? talk.end() : talk.at(1).server(server).end();
    return new Tongue[] {said.client(), said.server()};
  }
}

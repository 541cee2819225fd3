package io.synscope.resp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RespReaderTest {
  @Test
  void valuesOfEveryKind_areRead() {
    assertThat(read("+OK\r\n", 99)).hasToString("[OK]");
    assertThat(read("*3\r\n:1\r\n$2\r\nhi\r\n$-1\r\n", 99)).hasToString("[[1, hi, (nil)]]");
    assertThat(read("%1\r\n+server\r\n+redis\r\n", 99).get(0).at("server")).hasToString("redis");
    assertThat(read("$?\r\n;2\r\nab\r\n;1\r\nc\r\n;0\r\n*?\r\n:1\r\n.\r\n", 99))
        .hasToString("[abc, [1]]");
    assertThat(read("|1\r\n+ttl\r\n:3\r\n:7\r\n", 99)).hasToString("[7]");
    assertThat(read("-NOAUTH Authentication required.\r\n", 99).get(0))
        .isEqualTo(new RespValue.Failure("NOAUTH Authentication required."));
    assertThat(new RespValue.Failure("NOAUTH Authentication required.").code()).isEqualTo("NOAUTH");
  }

  @Test
  void bytesOneByOne_giveTheSameValue() {
    String text = "*2\r\n%1\r\n$1\r\na\r\n*0\r\n=7\r\ntxt:abc\r\n";
    assertThat(read(text, 1)).isEqualTo(read(text, 99)).hasSize(1);
  }

  @Test
  void moreThanTheBound_isBroken() {
    RespReader reader = new RespReader(100);
    assertThat(
            reader.read(ByteBuffer.wrap(("$500\r\n" + "x".repeat(500) + "\r\n").getBytes(UTF_8))))
        .isEmpty();
    assertThat(reader.broken()).isTrue();
  }

  @Test
  void aRequest_isAnArrayOfBulkStrings() {
    assertThat(new String(RespValue.request("GET", "ключ"), UTF_8))
        .isEqualTo("*2\r\n$3\r\nGET\r\n$8\r\nключ\r\n");
  }

  private static List<RespValue> read(String text, int chunk) {
    RespReader reader = new RespReader(1000);
    List<RespValue> values = new ArrayList<>();
    byte[] bytes = text.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; at += chunk) {
      ByteBuffer in = ByteBuffer.wrap(bytes, at, Math.min(chunk, bytes.length - at));
      for (Optional<RespValue> value; (value = reader.read(in)).isPresent(); ) {
        values.add(value.get());
      }
    }
    assertThat(reader.broken()).isFalse();
    return values;
  }
}

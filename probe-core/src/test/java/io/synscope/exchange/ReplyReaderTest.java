package io.synscope.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {
  /** Every kind of RESP2 and RESP3 reply, with what is quoted of it. */
  private static final List<String> REPLIES =
      List.of(
          "+PONG\r\n",
          "-ERR unknown command\r\n",
          ":42\r\n",
          "$5\r\nhello\r\n",
          "$0\r\n\r\n",
          "$-1\r\n",
          "*-1\r\n",
          "*0\r\n",
          "*2\r\n$3\r\nfoo\r\n*2\r\n:1\r\n+a\r\n",
          "_\r\n",
          "#t\r\n",
          ",1.5\r\n",
          "(349\r\n",
          "!9\r\nSYNTAX xx\r\n",
          "=7\r\ntxt:abc\r\n",
          "~2\r\n+a\r\n+b\r\n",
          "%1\r\n+key\r\n*1\r\n:1\r\n",
          "|1\r\n+ttl\r\n:3600\r\n+value\r\n");

  @Test
  void repliesCutAtEveryByte_areTheSameReplies() {
    String all = String.join("", REPLIES);
    List<Reply> whole = read(all, all.length());
    assertThat(whole).hasSize(REPLIES.size()).allMatch(Reply::resp);
    assertThat(whole.stream().mapToLong(Reply::bytes).sum()).isEqualTo(all.length());
    for (int size = 1; size < 20; size++) {
      assertThat(read(all, size)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'+PONG', '+PONG', false",
    "'-NOAUTH Authentication required.', '-NOAUTH Authentication required.', true",
    "':42', '42', false"
  })
  void lineIsQuotedWithItsSign(String line, String shown, boolean error) {
    Reply reply = read(line + "\r\n", 100).get(0);
    assertThat(reply.shown()).isEqualTo(shown);
    assertThat(reply.error()).isEqualTo(error);
  }

  @Test
  void bulkStringIsQuotedByItsBeginning_andCountedWhole() {
    Reply reply = read("$1000000\r\n" + "x".repeat(1_000_000) + "\r\n", 4096).get(0);
    assertThat(reply.text()).isEqualTo("x".repeat(120));
    assertThat(reply.bytes()).isEqualTo(1_000_012);
  }

  @Test
  void pushIsNoReply() {
    assertThat(read(">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n+PONG\r\n", 100))
        .extracting(Reply::shown)
        .containsExactly("+PONG");
  }

  @ParameterizedTest
  @CsvSource({"'HTTP/1.1 400 Bad Request', HTTP", "'SSH-2.0-OpenSSH', WRONG_PROTOCOL"})
  void otherProtocol_isSaidToBeOne(String line, ServerWord word) {
    Reply reply = read(line + "\r\n", 100).get(0);
    assertThat(reply.resp()).isFalse();
    assertThat(reply.text()).isEqualTo(line);
    assertThat(ServerWord.of(reply, line.charAt(0))).isEqualTo(word);
  }

  @Test
  void tlsAlert_isSaidToBeOne() {
    Reply reply = read("\u0015\u0003\u0003\u0000\u0002\u0002\u0046", 100).get(0);
    assertThat(ServerWord.of(reply, 0x15)).isEqualTo(ServerWord.TLS);
  }

  @ParameterizedTest
  @CsvSource({
    "ERR max number of clients reached, MAX_CLIENTS",
    "ERR max number of clients + cluster connections reached, MAX_CLIENTS",
    "DENIED Redis is running in protected mode because, PROTECTED_MODE",
    "NOAUTH Authentication required., NOAUTH",
    "WRONGPASS invalid username-password pair or user is disabled., WRONGPASS",
    "ERR invalid password, WRONGPASS",
    "ERR AUTH <password> called without any password configured for the default user., WRONGPASS",
    "NOPERM this user has no permissions, NOPERM",
    "LOADING Redis is loading the dataset in memory, LOADING",
    "BUSY Redis is busy running a script., BUSY",
    "ERR unknown command 'PINGG', ERROR",
    "WRONGTYPE Operation against a key, ERROR",
  })
  void errorsAreToldApartByTheirCode(String text, ServerWord word) {
    assertThat(ServerWord.of(new Reply('-', text, 0), '-')).isEqualTo(word);
  }

  private static List<Reply> read(String text, int pieceBytes) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    ReplyReader reader = new ReplyReader();
    List<Reply> replies = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += pieceBytes) {
      ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(pieceBytes, bytes.length - at));
      for (Optional<Reply> reply = reader.next(piece);
          reply.isPresent();
          reply = reader.next(piece)) {
        replies.add(reply.get());
      }
    }
    return replies;
  }
}

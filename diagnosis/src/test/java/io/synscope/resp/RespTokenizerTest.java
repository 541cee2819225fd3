package io.synscope.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespTokenizerTest {
  /** Every kind of reply once, with the number of whole values in it. */
  private static final String[] REPLIES = {
    "+OK\r\n",
    "-ERR no\r\n",
    ":-42\r\n",
    "$5\r\nhe\r\no\r\n",
    "$0\r\n\r\n",
    "$-1\r\n",
    "*-1\r\n",
    "*0\r\n",
    "*2\r\n$1\r\na\r\n*2\r\n:1\r\n*0\r\n",
    "_\r\n",
    "#t\r\n",
    ",1.5e3\r\n",
    "(123456789012345678901234567890\r\n",
    "!5\r\nERR x\r\n",
    "=7\r\ntxt:abc\r\n",
    "%2\r\n+a\r\n:1\r\n+b\r\n~2\r\n:1\r\n:2\r\n",
    ">2\r\n+invalidate\r\n*1\r\n$1\r\nk\r\n",
    "|1\r\n+ttl\r\n:3600\r\n*2\r\n|1\r\n+x\r\n*1\r\n:1\r\n:7\r\n:8\r\n",
    "$?\r\n;4\r\nabcd\r\n;1\r\ne\r\n;0\r\n",
    "*?\r\n:1\r\n*?\r\n.\r\n+x\r\n.\r\n",
    "%?\r\n+a\r\n:1\r\n.\r\n",
    "%0\r\n",
  };

  @Test
  void everyKindOfReply_isOneWholeValue() {
    for (String reply : REPLIES) {
      assertThat(ends(reply, RespTokenizer.ofReplies(), reply.length()))
          .as(reply)
          .containsExactly(reply.length());
    }
  }

  @Test
  void splitAtEveryByte_endsAtTheSameBytes() {
    String all = String.join("", REPLIES);
    List<Integer> whole = ends(all, RespTokenizer.ofReplies(), all.length());
    assertThat(whole).hasSize(REPLIES.length);
    for (int chunk = 1; chunk < 40; chunk++) {
      assertThat(ends(all, RespTokenizer.ofReplies(), chunk)).isEqualTo(whole);
    }
  }

  @Test
  void requestsAndInlineCommands_endWhereTheyEnd() {
    String[] requests = {
      "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n",
      "PING\r\n",
      "\r\n",
      "*0\r\n",
      "*-1\r\n",
      "get k\n",
      "*1\r\n$4\r\nPING\r\n"
    };
    String all = String.join("", requests);
    for (int chunk = 1; chunk < 30; chunk++) {
      assertThat(ends(all, RespTokenizer.ofRequests(), chunk))
          .hasSize(requests.length)
          .endsWith(all.length());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n",
        "\r\n",
        "$x\r\n",
        "$-2\r\n",
        "*\r\n",
        "$3\r\nabcde",
        "+a\rb",
        ".\r\n",
        ";1\r\n",
        "*1\r\n.\r\n",
        "*?1\r\n",
        "$99999999999\r\n",
        "*3000000000\r\n"
      })
  void whatIsNotAReply_isBroken(String bytes) {
    assertThat(tokens(bytes, RespTokenizer.ofReplies())).endsWith(RespTokenizer.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"*1\r\n:1\r\n", "*1\r\n$-1\r\n", "*?\r\n", "*1\r\n$?\r\n", "*1\r\n*1\r\n"})
  void whatIsNotARequest_isBroken(String bytes) {
    assertThat(tokens(bytes, RespTokenizer.ofRequests())).endsWith(RespTokenizer.BROKEN);
  }

  @Test
  void nestingBeyondTheLimit_isBroken() {
    assertThat(tokens("*1\r\n".repeat(Nesting.MAX_DEPTH + 1), RespTokenizer.ofReplies()))
        .endsWith(RespTokenizer.BROKEN);
  }

  @Test
  void holeInsideABody_isCountedOver() {
    String reply = "*2\r\n$10\r\n0123456789\r\n+OK\r\n";
    int body = reply.indexOf("0123");
    for (int from = body; from <= body + 11; from++) {
      for (int to = from + 1; to <= body + 12; to++) {
        RespTokenizer tokenizer = RespTokenizer.ofReplies();
        ByteBuffer buffer = ByteBuffer.wrap(reply.getBytes(ISO_8859_1));
        drain(tokenizer, buffer, 0, from);
        assertThat(tokenizer.gap(to - from)).isTrue();
        tokenizer.feed(to);
        boolean complete = false;
        for (int token; (token = tokenizer.next(buffer, buffer.limit())) > RespTokenizer.MORE; ) {
          complete = tokenizer.complete();
        }
        assertThat(complete).as("hole %d to %d", from, to).isTrue();
      }
    }
  }

  @Test
  void holeBeyondTheBody_isNotSurvived() {
    RespTokenizer tokenizer = RespTokenizer.ofReplies();
    drain(tokenizer, ByteBuffer.wrap("$10\r\n0123".getBytes(ISO_8859_1)), 0, 9);
    assertThat(tokenizer.gap(9)).isFalse();
    tokenizer.reset();
    assertThat(tokenizer.gap(1)).isFalse();
  }

  @Test
  void anyBytes_areAnsweredAndNeverThrow() {
    Random random = new Random(7);
    byte[] alphabet = "*$+-:%~>|=!_#,(;.?\r\n0123456789abc".getBytes(ISO_8859_1);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] =
            random.nextInt(50) == 0
                ? (byte) random.nextInt()
                : alphabet[random.nextInt(alphabet.length)];
      }
      for (RespTokenizer tokenizer :
          List.of(RespTokenizer.ofRequests(), RespTokenizer.ofReplies())) {
        int used = drain(tokenizer, ByteBuffer.wrap(bytes), 0, bytes.length);
        assertThat(used).isBetween(0, bytes.length);
      }
    }
  }

  private static int drain(RespTokenizer tokenizer, ByteBuffer buffer, int from, int to) {
    tokenizer.feed(from);
    for (int token; (token = tokenizer.next(buffer, to)) > RespTokenizer.MORE; ) {
      assertThat(tokenizer.from()).isBetween(from, to);
      assertThat(tokenizer.to()).isBetween(tokenizer.from(), to);
    }
    return tokenizer.position();
  }

  private static List<Integer> tokens(String bytes, RespTokenizer tokenizer) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
    tokenizer.feed(0);
    List<Integer> tokens = new ArrayList<>();
    int token;
    do {
      token = tokenizer.next(buffer, buffer.limit());
      tokens.add(token);
    } while (token > RespTokenizer.MORE);
    return tokens;
  }

  /** Offsets at which whole values end, when the bytes come in chunks. */
  private static List<Integer> ends(String bytes, RespTokenizer tokenizer, int chunk) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
    List<Integer> ends = new ArrayList<>();
    for (int at = 0; at < bytes.length(); at += chunk) {
      int limit = Math.min(bytes.length(), at + chunk);
      tokenizer.feed(at);
      for (int token; (token = tokenizer.next(buffer, limit)) != RespTokenizer.MORE; ) {
        assertThat(token).as(bytes).isNotEqualTo(RespTokenizer.BROKEN);
        if (tokenizer.complete()) {
          ends.add(tokenizer.position());
        }
      }
    }
    return ends;
  }
}

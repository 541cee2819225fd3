package io.synscope.redis;

import io.synscope.observation.Conversation;
import io.synscope.observation.Exchange;
import io.synscope.observation.Party;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A conversation with a real server, segment by segment: {@code micros C|S bytes} a line, its first
 * line says what made it.
 */
final class Recording {
  /** Every recording there is. */
  static final List<String> ALL =
      List.of(
          "plain",
          "pipeline",
          "window",
          "resp3",
          "multi",
          "pubsub",
          "lua",
          "blocking",
          "monitor",
          "silent",
          "large",
          "slow",
          "inline");

  private static final int FIRST_PORT = 10_000;

  /** All players of a recording share it, each with a server of its own: it is large. */
  private final Exchanges exchanges =
      new Exchanges(false, Optional.of((connection, exchange) -> hear(exchange)), Set.of());

  private final List<Piece> pieces;
  private List<Pair> pairs = new ArrayList<>();
  private int players;

  /** One segment; its frame is its number in the recording, from 1. */
  record Piece(Party from, long nanos, long frame, byte[] bytes) {}

  /** What must be the same in every telling of one exchange. */
  record Pair(
      String command, long requestFrame, long requestBytes, long replyFrame, long replyBytes) {
    static Pair of(Exchange e) {
      return new Pair(
          e.command(), e.request().frame(), e.requestBytes(), e.reply().frame(), e.replyBytes());
    }
  }

  /** What a dialogue made of it. */
  record Heard(Conversation conversation, List<Pair> pairs) {}

  private Recording(List<Piece> pieces) {
    this.pieces = pieces;
  }

  static Recording read(String name) {
    List<Piece> pieces = new ArrayList<>();
    var stream = Objects.requireNonNull(Recording.class.getResourceAsStream(name + ".talk"), name);
    try (var reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
      for (String line; (line = reader.readLine()) != null; ) {
        if (!line.startsWith("#")) {
          String[] words = line.split(" ", 3);
          Party from = words[1].equals("C") ? Party.CLIENT : Party.SERVER;
          pieces.add(
              new Piece(from, Long.parseLong(words[0]) * 1000, pieces.size() + 1, bytes(words[2])));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Recording(pieces);
  }

  private static byte[] bytes(String escaped) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        bytes.write(c);
        continue;
      }
      switch (escaped.charAt(++i)) {
        case 'r' -> bytes.write('\r');
        case 'n' -> bytes.write('\n');
        case 'x' -> {
          bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 3), 16));
          i += 2;
        }
        default -> bytes.write('\\');
      }
    }
    return bytes.toByteArray();
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** Each whole request and reply becomes a segment of its own, so that frames tell them apart. */
  Recording oneMessageASegment() {
    List<Piece> finer = new ArrayList<>();
    var requests = io.synscope.resp.RespTokenizer.ofRequests();
    var replies = io.synscope.resp.RespTokenizer.ofReplies();
    for (Piece piece : pieces) {
      var tokens = piece.from() == Party.CLIENT ? requests : replies;
      ByteBuffer in = ByteBuffer.wrap(piece.bytes());
      int from = 0;
      tokens.feed(0);
      while (from < piece.bytes().length) {
        int token = tokens.next(in, in.limit());
        if (token <= 0 || tokens.complete()) {
          byte[] bytes = java.util.Arrays.copyOfRange(piece.bytes(), from, tokens.position());
          finer.add(new Piece(piece.from(), piece.nanos(), finer.size() + 1, bytes));
          from = tokens.position();
        }
      }
    }
    return new Recording(finer);
  }

  private void hear(Exchange exchange) {
    pairs.add(Pair.of(exchange));
  }

  /** {@return a listener to play to, one after the other, and what it pairs} */
  Player player(boolean fromStart) {
    pairs = new ArrayList<>();
    Talk carrier = new Talk(exchanges, 41394, fromStart).serverPort(FIRST_PORT + players++);
    return new Player(exchanges.dialogue(carrier), pairs);
  }

  /** {@return what is heard when everything is, in chunks of at most {@code chunk} bytes} */
  Heard inChunks(int chunk) {
    Player player = player(true);
    for (Piece piece : pieces) {
      for (int at = 0; at < piece.bytes().length; at += chunk) {
        player.bytes(piece, at, Math.min(chunk, piece.bytes().length - at));
      }
    }
    return player.end();
  }

  Heard whole() {
    return inChunks(Integer.MAX_VALUE / 2);
  }

  /** Feeds pieces of a recording to one dialogue. */
  static final class Player {
    private final Dialogue dialogue;
    private final List<Pair> pairs;

    private Player(Dialogue dialogue, List<Pair> pairs) {
      this.dialogue = dialogue;
      this.pairs = pairs;
    }

    Player all(Piece piece) {
      return bytes(piece, 0, piece.bytes().length);
    }

    Player bytes(Piece piece, int from, int length) {
      boolean ends = from + length == piece.bytes().length;
      dialogue.bytes(
          piece.from(),
          piece.nanos(),
          piece.frame(),
          ByteBuffer.wrap(piece.bytes()),
          from,
          length,
          ends);
      return this;
    }

    /** Bytes of this piece were not captured; that is known at the time of {@code at}. */
    Player gap(Piece piece, int length, Piece at) {
      dialogue.gap(piece.from(), at.nanos(), at.frame(), length);
      return this;
    }

    Heard end() {
      return new Heard(dialogue.conversation(), pairs);
    }
  }
}

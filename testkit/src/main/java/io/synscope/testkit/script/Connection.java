package io.synscope.testkit.script;

import io.synscope.testkit.packet.Checksumming;
import io.synscope.testkit.packet.IpHeader;
import io.synscope.testkit.packet.TcpSegment;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A 4-tuple, which fills in what a script leaves out: numbers, windows, timestamps, options. */
final class Connection {
  private static final String FLAG_LETTERS = "FSRP.UEW"; // lowest bit first
  private static final int MAXIMUM_SEGMENT = 1448;

  private final Setting setting;
  private final Map<String, Sent> labelled;
  private Half one;
  private Half other;
  private int incarnation;

  Connection(Corner one, Corner other, Setting setting, Map<String, Sent> labelled) {
    this.setting = setting;
    this.labelled = labelled;
    this.one = new Half(one, 0);
    this.other = one.key().equals(other.key()) ? this.one : new Half(other, 0);
  }

  private Half half(Corner corner) {
    return one.corner.key().equals(corner.key()) ? one : other;
  }

  /** {@return the last segment of this side that holds a SYN, data or a FIN} */
  @Nullable Sent last(Corner corner) {
    return half(corner).lastSent;
  }

  /** {@return the segment of this draft, which this side sends now} */
  Sent send(Draft draft, Corner source, Corner destination, long nanos) {
    if (draft.flags.equals("S") && draft.sequence != null) {
      begin(source, draft.sequence);
    }
    Half from = half(source);
    Half to = half(destination);
    if (draft.flags.startsWith("S")) {
      chooseStart(from, draft);
    }
    Sent sent = segment(draft, from, to, nanos);
    from.started = true;
    if (!sent.has('R')) {
      from.next = Math.max(from.next, sent.relative() + sent.length());
    }
    if (sent.has('.') && !sent.has('R')) {
      from.lastAcknowledged = relativeAcknowledgment(draft, from);
    }
    if (sent.length() > 0 && !sent.has('R')) {
      from.lastSent = sent;
    }
    if (!draft.lost) {
      to.receive(sent);
    }
    return sent;
  }

  /** A SYN with another number than before opens the 4-tuple anew. */
  private void begin(Corner source, long number) {
    Half from = half(source);
    if (from.started && from.start != (int) number) {
      incarnation++;
      boolean self = one == other;
      one = new Half(one.corner, incarnation);
      other = self ? one : new Half(other.corner, incarnation);
    }
  }

  private void chooseStart(Half from, Draft draft) {
    if (draft.sequence != null) {
      from.start = (int) (long) draft.sequence;
    }
    draft.sequence = 0L;
  }

  private Sent segment(Draft draft, Half from, Half to, long nanos) {
    boolean reset = draft.flags.startsWith("R");
    boolean stateless = reset && !draft.live;
    long relative = relativeSequence(draft, from, to);
    byte[] payload = draft.payload.at((int) relative - 1, from.stream);
    Options options = options(draft, from, to, stateless);
    int value = from.clock(nanos - draft.lateNanos);
    int echo = echo(draft, from);
    TcpSegment tcp =
        new TcpSegment(
            from.corner.port(),
            to.corner.port(),
            reset && relative == 0 ? 0 : from.start + (int) relative,
            draft.flags.contains(".") ? to.start + (int) relativeAcknowledgment(draft, from) : 0,
            flagBits(draft),
            window(draft, from, to, stateless),
            options.bytes(value, echo, to.start, draft.words),
            payload,
            checksumming(draft, from, stateless));
    return new Sent(
        from.corner,
        to.corner,
        header(draft, from, to, stateless, payload.length),
        tcp,
        draft.flags,
        relative,
        value,
        options.has("TS"),
        draft);
  }

  /** A bare RST takes its number from the segment that it answers; see RFC 9293 3.10.7.1. */
  private static long relativeSequence(Draft draft, Half from, Half to) {
    if (draft.sequence != null) {
      return draft.sequence;
    }
    if (draft.flags.equals("R")) {
      return Math.max(to.lastAcknowledged, 0);
    }
    return draft.flags.startsWith("R") && !from.started ? 0 : from.next;
  }

  private static long relativeAcknowledgment(Draft draft, Half from) {
    return draft.acknowledgment != null ? draft.acknowledgment : from.acknowledgment();
  }

  private Options options(Draft draft, Half from, Half to, boolean stateless) {
    Options options = defaultOptions(draft, from, to, stateless);
    if (draft.flags.startsWith("S")) {
      from.offered = options;
    }
    return options;
  }

  private Options defaultOptions(Draft draft, Half from, Half to, boolean stateless) {
    if (stateless) {
      return draft.options != null ? draft.options : Options.NONE;
    }
    if (draft.flags.startsWith("S")) {
      Options chosen = draft.options != null ? draft.options : offer(draft, from, to);
      return setting.timestamps ? chosen : chosen.withoutTimestamps();
    }
    Options usual = timestamped(from, to) ? Options.DATA : Options.NONE;
    return draft.options != null ? usual.and(draft.options) : usual;
  }

  private static Options offer(Draft draft, Half from, Half to) {
    if (from.offered != null) {
      return from.offered;
    }
    return to.offered != null && draft.flags.contains(".") ? to.offered.answer() : Options.SYN;
  }

  private boolean timestamped(Half from, Half to) {
    return setting.timestamps
        && (from.offered == null || from.offered.has("TS"))
        && (to.offered == null || to.offered.has("TS"));
  }

  private int echo(Draft draft, Half from) {
    if (draft.flags.equals("S")) {
      return 0;
    }
    if (draft.echoOf == null) {
      return from.recentTimestamp;
    }
    Sent echoed = labelled.get(draft.echoOf);
    if (echoed == null) {
      throw draft.words.wrong("no packet is called " + draft.echoOf);
    }
    return echoed.value();
  }

  private static int window(Draft draft, Half from, Half to, boolean stateless) {
    if (draft.window != null) {
      return draft.window;
    }
    if (stateless) {
      return 0;
    }
    if (draft.flags.startsWith("S")) {
      return draft.flags.contains(".") ? 65_160 : 64_240;
    }
    boolean scaled =
        (from.offered == null || from.offered.has("wscale"))
            && (to.offered == null || to.offered.has("wscale"));
    return scaled ? 502 : 64_256;
  }

  private Checksumming checksumming(Draft draft, Half from, boolean stateless) {
    if (draft.checksumming != null) {
      return draft.checksumming;
    }
    boolean partial = setting.offload && from.corner.host().capturing() && !stateless;
    return partial ? Checksumming.PARTIAL : Checksumming.FULL;
  }

  /** Linux numbers SYN-ACKs and resets without a socket 0, all else by a counter of the socket. */
  private static IpHeader header(Draft draft, Half from, Half to, boolean stateless, int data) {
    int identification;
    if (draft.identification != null) {
      identification = draft.identification;
      from.identification = identification;
    } else if (stateless || draft.flags.equals("S.")) {
      identification = 0;
    } else {
      identification = from.nextIdentification(1);
      from.nextIdentification(Math.max(0, (data - 1) / MAXIMUM_SEGMENT));
    }
    int hopLimit = draft.hopLimit != null ? draft.hopLimit : from.corner.host().hopLimit();
    byte[] source = from.corner.host().address();
    byte[] destination = to.corner.host().address();
    return new IpHeader(source, destination, hopLimit, identification, !draft.fragmentable);
  }

  private static int flagBits(Draft draft) {
    int bits = 0;
    for (char letter : draft.flags.toCharArray()) {
      int index = FLAG_LETTERS.indexOf(letter);
      if (index < 0) {
        throw draft.words.wrong("no TCP flag is written " + letter);
      }
      bits |= 1 << index;
    }
    return bits;
  }
}

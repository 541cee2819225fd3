package io.synscope.testkit.generate;

import java.io.IOException;
import java.util.SplittableRandom;

/** One client's connections, one after the other, each step when its time has come. */
final class Conversation {
  private static final long ROUND_TRIP = 200_000;
  private static final long SERVER = 20_000;
  private static final long SECOND = 1_000_000_000;
  private static final int SYNS = 4;

  /** What comes next. */
  private enum Step {
    OPEN,
    SYN_AGAIN,
    ANSWER,
    ESTABLISH,
    REQUEST,
    REQUEST_AGAIN,
    REPLY,
    ACKNOWLEDGE,
    FIN,
    FIN_BACK,
    LAST_ACK
  }

  private final TrafficPlan.Mix mix;
  private final SplittableRandom random;
  private final FrameWriter writer;
  private final TrafficTruth truth;
  private final Phrases phrases;
  private final Ends ends = new Ends();
  private Step step = Step.OPEN;
  private int syns;
  private int lostSyns;
  private boolean refused;
  private int exchanges;
  private int expected;
  private boolean values;
  private byte[] unacknowledged = FrameWriter.NOTHING;

  Conversation(
      TrafficPlan.Mix mix,
      SplittableRandom random,
      FrameWriter writer,
      TrafficTruth truth,
      Phrases phrases) {
    this.mix = mix;
    this.random = random;
    this.writer = writer;
    this.truth = truth;
    this.phrases = phrases;
  }

  /** {@return in how many nanoseconds the next thing is due, having done this one} */
  long step(long nanos) throws IOException {
    return switch (step) {
      case OPEN -> open(nanos);
      case SYN_AGAIN -> syn(nanos);
      case ANSWER -> answer(nanos);
      case ESTABLISH -> establish(nanos);
      case REQUEST -> request(nanos);
      case REQUEST_AGAIN -> requestAgain(nanos);
      case REPLY -> reply(nanos);
      case ACKNOWLEDGE -> acknowledge(nanos);
      case FIN -> fin(nanos, true, Step.FIN_BACK, SERVER);
      case FIN_BACK -> fin(nanos, false, Step.LAST_ACK, ROUND_TRIP);
      case LAST_ACK -> lastAck(nanos);
    };
  }

  private long open(long nanos) throws IOException {
    ends.open(truth.attempts++, random.nextInt());
    int fate = random.nextInt(100);
    refused = fate < mix.refusedPercent;
    boolean ignored = !refused && fate < mix.refusedPercent + mix.ignoredPercent;
    lostSyns = ignored ? SYNS : random.nextInt(100) < 3 ? 1 : 0;
    syns = 0;
    exchanges = 1 + random.nextInt(2 * mix.exchanges);
    return syn(nanos);
  }

  /** SYNs leave after 0, 1, 3 and 7 seconds (RFC 6298 5.5) until one is heard. */
  private long syn(long nanos) throws IOException {
    writer.segment(nanos, ends, true, FrameWriter.SYN, FrameWriter.NOTHING, 0);
    truth.synRetransmissions += syns > 0 ? 1 : 0;
    truth.ignoredSoFar += lostSyns == SYNS && syns == 0 ? 1 : 0;
    if (syns++ >= lostSyns) {
      ends.clientSequence++;
      step = Step.ANSWER;
      return SERVER;
    }
    if (syns == SYNS) {
      truth.ignoredSoFar--;
      truth.ignoredForGood++;
      return pause();
    }
    step = Step.SYN_AGAIN;
    return (SECOND << syns - 1) + random.nextInt(20_000_000);
  }

  private long answer(long nanos) throws IOException {
    if (refused) {
      writer.segment(nanos, ends, false, FrameWriter.RST | FrameWriter.ACK, FrameWriter.NOTHING, 0);
      truth.refused++;
      return pause();
    }
    writer.segment(nanos, ends, false, FrameWriter.SYN | FrameWriter.ACK, FrameWriter.NOTHING, 0);
    ends.serverSequence++;
    step = Step.ESTABLISH;
    return ROUND_TRIP + random.nextInt(50_000);
  }

  private long establish(long nanos) throws IOException {
    writer.segment(nanos, ends, true, FrameWriter.ACK, FrameWriter.NOTHING, 0);
    truth.established++;
    truth.establishedAfterRetry += syns > 1 ? 1 : 0;
    step = Step.REQUEST;
    return 50_000L + random.nextInt(100_000);
  }

  /** One request in seven hundred meets a lost acknowledgment and is sent again. */
  private long request(long nanos) throws IOException {
    phrases.request(random);
    expected = phrases.expected;
    values = phrases.values;
    data(nanos, true, phrases.said, phrases.length);
    truth.requests += expected;
    if (random.nextInt(700) == 0) {
      unacknowledged = java.util.Arrays.copyOf(phrases.said, phrases.length);
      step = Step.REQUEST_AGAIN;
      return 204_000_000L + random.nextInt(4_000_000);
    }
    step = Step.REPLY;
    return SERVER + random.nextInt(200_000);
  }

  private long requestAgain(long nanos) throws IOException {
    ends.clientSequence -= unacknowledged.length;
    data(nanos, true, unacknowledged, unacknowledged.length);
    truth.dataRetransmissions++;
    step = Step.REPLY;
    return SERVER + random.nextInt(200_000);
  }

  private long reply(long nanos) throws IOException {
    phrases.reply(random, expected, values);
    data(nanos, false, phrases.said, phrases.length);
    truth.replies += expected;
    step = Step.ACKNOWLEDGE;
    return ROUND_TRIP + random.nextInt(50_000);
  }

  private long acknowledge(long nanos) throws IOException {
    writer.segment(nanos, ends, true, FrameWriter.ACK, FrameWriter.NOTHING, 0);
    step = --exchanges > 0 ? Step.REQUEST : Step.FIN;
    return 1_000_000L + random.nextInt(20_000_000);
  }

  private void data(long nanos, boolean fromClient, byte[] bytes, int length) throws IOException {
    writer.segment(nanos, ends, fromClient, FrameWriter.PSH | FrameWriter.ACK, bytes, length);
    if (fromClient) {
      ends.clientSequence += length;
    } else {
      ends.serverSequence += length;
    }
  }

  private long fin(long nanos, boolean fromClient, Step next, long wait) throws IOException {
    writer.segment(
        nanos, ends, fromClient, FrameWriter.FIN | FrameWriter.ACK, FrameWriter.NOTHING, 0);
    if (fromClient) {
      ends.clientSequence++;
    } else {
      ends.serverSequence++;
    }
    step = next;
    return wait;
  }

  private long lastAck(long nanos) throws IOException {
    writer.segment(nanos, ends, true, FrameWriter.ACK, FrameWriter.NOTHING, 0);
    return pause();
  }

  private long pause() {
    step = Step.OPEN;
    return 1_000_000L + random.nextInt(20_000_000);
  }
}

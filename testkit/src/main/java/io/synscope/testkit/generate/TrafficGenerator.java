package io.synscope.testkit.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;

/**
 * Writes a capture taken on a Redis host: handshakes, GETs, SETs and pipelines, refusals, SYNs
 * without answer, retransmissions; about 100,000 packets a second of capture time.
 */
public final class TrafficGenerator {
  private static final int CONVERSATIONS = 1_200;
  private static final long FLOOD_GAP_NANOS = 1_000;

  private final TrafficPlan plan;
  private final TrafficTruth truth = new TrafficTruth();
  private final SplittableRandom random;

  private TrafficGenerator(TrafficPlan plan) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
  }

  /** {@return what the capture holds that this has written} */
  public static TrafficTruth write(TrafficPlan plan, OutputStream stream) throws IOException {
    return new TrafficGenerator(plan).write(stream);
  }

  private TrafficTruth write(OutputStream stream) throws IOException {
    FrameWriter writer = new FrameWriter(stream, plan, truth);
    if (plan.mix() == TrafficPlan.Mix.FLOOD) {
      flood(writer);
    } else {
      converse(writer);
    }
    writer.flush();
    return truth;
  }

  private void converse(FrameWriter writer) throws IOException {
    Phrases phrases = new Phrases(random);
    Conversation[] conversations = new Conversation[CONVERSATIONS];
    EventQueue queue = new EventQueue();
    for (int i = 0; i < CONVERSATIONS; i++) {
      conversations[i] = new Conversation(plan.mix(), random.split(), writer, truth, phrases);
      queue.add(random.nextInt(1_000_000_000), i);
    }
    while (truth.packets < plan.packets()) {
      long event = queue.next();
      long nanos = EventQueue.nanos(event);
      int slot = EventQueue.slot(event);
      queue.add(nanos + conversations[slot].step(nanos), slot);
    }
  }

  /** Multiplication by an odd number never gives the same address and port twice. */
  private void flood(FrameWriter writer) throws IOException {
    Ends ends = new Ends();
    ends.serverAddress = 0x0A020002;
    ends.serverPort = 6_379;
    for (long i = 0; i < plan.packets(); i++) {
      long place = (i + plan.seed()) * 0x5E3779B97F4BL & 0x7FFFFFFFFFFFL;
      ends.clientAddress = (int) (place >>> 15);
      ends.clientPort = (int) place & 0x7FFF | 0x8000;
      ends.clientSequence = (int) (place * 31);
      writer.segment(i * FLOOD_GAP_NANOS, ends, true, FrameWriter.SYN, FrameWriter.NOTHING, 0);
    }
    truth.attempts = plan.packets();
    truth.ignoredSoFar = plan.packets();
  }
}

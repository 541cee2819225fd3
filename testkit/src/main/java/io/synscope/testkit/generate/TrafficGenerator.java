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
  private static final int CONVERSATIONS_IN_A_FLOOD = 20;
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
    EventQueue queue = new EventQueue();
    Conversation[] conversations = conversations(CONVERSATIONS, writer, queue);
    while (truth.packets < plan.packets()) {
      step(conversations, queue);
    }
  }

  private Conversation[] conversations(int count, FrameWriter writer, EventQueue queue) {
    Phrases phrases = new Phrases(random);
    Conversation[] conversations = new Conversation[count];
    for (int i = 0; i < count; i++) {
      conversations[i] = new Conversation(plan.mix(), random.split(), writer, truth, phrases);
      queue.add(random.nextInt(1_000_000_000), i);
    }
    return conversations;
  }

  private static void step(Conversation[] conversations, EventQueue queue) throws IOException {
    long event = queue.next();
    long nanos = EventQueue.nanos(event);
    int slot = EventQueue.slot(event);
    queue.add(nanos + conversations[slot].step(nanos), slot);
  }

  /** Multiplication by an odd number never gives the same address and port twice. */
  private void flood(FrameWriter writer) throws IOException {
    Ends ends = new Ends();
    ends.serverAddress = 0x0A020002;
    ends.serverPort = 6_379;
    EventQueue queue = new EventQueue();
    Conversation[] earnest = conversations(CONVERSATIONS_IN_A_FLOOD, writer, queue);
    for (long i = 0; truth.packets < plan.packets(); i++) {
      if (queue.soonest() <= i * FLOOD_GAP_NANOS) {
        step(earnest, queue);
        continue;
      }
      long place = (i + plan.seed()) * 0x5E3779B97F4BL & 0x7FFFFFFFFFFFL;
      ends.clientAddress = (int) (place >>> 15);
      ends.clientPort = (int) place & 0x7FFF | 0x8000;
      ends.clientSequence = (int) (place * 31);
      writer.segment(i * FLOOD_GAP_NANOS, ends, true, FrameWriter.SYN, FrameWriter.NOTHING, 0);
      truth.attempts++;
      truth.ignoredSoFar++;
    }
  }
}

package io.synscope.rule;

import io.synscope.observation.ConnectionAttempt;
import io.synscope.observation.Moment;
import io.synscope.observation.Retransmission;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** The frames of packets that were seen, for evidence. */
public final class Frames {
  private static final int ATTEMPTS_SHOWN = 8;

  private Frames() {}

  /** {@return frames of these packets, unseen ones left out} */
  public static List<Long> of(Moment... packets) {
    return of(Arrays.asList(packets));
  }

  /** {@return frames of these packets, unseen ones left out} */
  public static List<Long> of(Collection<Moment> packets) {
    return packets.stream().filter(Moment::seen).map(Moment::frame).distinct().toList();
  }

  /** {@return frames of these repetitions} */
  public static List<Long> ofRepetitions(List<Retransmission> repetitions) {
    return repetitions.stream().map(repetition -> repetition.at().frame()).toList();
  }

  /** {@return frames of the first few attempts, those that {@code choice} takes of each} */
  public static List<Long> ofAttempts(
      List<ConnectionAttempt> attempts, Function<ConnectionAttempt, List<Long>> choice) {
    return attempts.stream()
        .limit(ATTEMPTS_SHOWN)
        .flatMap(attempt -> choice.apply(attempt).stream())
        .sorted()
        .distinct()
        .toList();
  }
}

package io.synscope.rule.witness;

import io.synscope.observation.Endpoint;
import io.synscope.observation.FrameId;
import io.synscope.observation.Moment;
import io.synscope.observation.Party;
import io.synscope.observation.Reset;
import io.synscope.observation.WireSight;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The frames of either capture that show what became of attempts between the two; those of the far
 * capture count behind the near one's files.
 */
final class Exhibits {
  private static final int SEEN_THERE = 4;

  private final Side near;
  private final Side far;

  Exhibits(Side near, Side far) {
    this.near = near;
    this.far = far;
  }

  /** {@return this frame of the far capture} */
  long inFarFiles(long frame) {
    return FrameId.of(FrameId.file(frame) + near.files(), FrameId.number(frame));
  }

  /** {@return SYNs to that listener that the far capture has: it looked, and others came} */
  List<Long> arrivedThere(Endpoint server) {
    return there(
        far.attempts().stream()
            .filter(attempt -> attempt.tuple().server().equals(server))
            .map(attempt -> attempt.wire().handshake().firstSyn())
            .limit(SEEN_THERE));
  }

  /** {@return what the server answered, where the far capture saw it} */
  List<Long> answeredThere(List<Passage> passages) {
    return there(
        passages,
        sight ->
            Stream.concat(
                sight.handshake().synAcks().stream(),
                sight.resets().stream().filter(Renamed::ofServer).map(Reset::at)));
  }

  /** {@return the handshakes as the far capture has them} */
  List<Long> handshakesThere(List<Passage> passages) {
    return there(
        passages,
        sight ->
            Stream.concat(sight.handshake().syns().stream(), sight.handshake().synAcks().stream()));
  }

  /** {@return the RSTs that no end sent, where they were seen} */
  List<Long> resets(List<Passage> passages) {
    return passages.stream()
        .flatMap(passage -> passage.resetBetween().stream())
        .map(reset -> reset.from() == Party.SERVER ? here(reset.at()) : there(reset.at()))
        .toList();
  }

  /** {@return the last packets of those connections at the end that did not send the RST} */
  List<Long> lastAtTheSender(List<Passage> passages) {
    return passages.stream()
        .flatMap(
            passage ->
                passage.resetBetween().stream()
                    .map(Reset::from)
                    .distinct()
                    .flatMap(sender -> lastAt(sender, passage)))
        .toList();
  }

  private Stream<Long> lastAt(Party sender, Passage passage) {
    return sender == Party.CLIENT
        ? Stream.of(here(passage.near().lastSeen()))
        : passage.far().stream().map(attempt -> there(attempt.lastSeen()));
  }

  private List<Long> there(List<Passage> passages, Function<WireSight, Stream<Moment>> moments) {
    return there(passages.stream().map(Passage::farSight).flatMap(moments));
  }

  private List<Long> there(Stream<Moment> moments) {
    return moments.filter(Moment::seen).map(this::there).toList();
  }

  private long there(Moment moment) {
    return inFarFiles(moment.frame());
  }

  private static long here(Moment moment) {
    return moment.frame();
  }
}

package io.synscope.cli.render.json;

import io.synscope.observation.FrameId;
import io.synscope.observation.LossSide;
import io.synscope.observation.Outcome;
import io.synscope.observation.Story;
import io.synscope.report.AttemptLine;
import java.io.IOException;
import java.util.List;

/** One attempt, one line. */
final class AttemptJson {
  private AttemptJson() {}

  static void write(AttemptLine attempt, Fields fields) throws IOException {
    fields
        .text("client", attempt.client().toString())
        .text("server", attempt.server().toString())
        .number("incarnation", attempt.incarnation())
        .text("outcome", attempt.outcome().name())
        .text("story", attempt.story().word())
        .time("start", attempt.startNanos())
        .number("syns", attempt.syns())
        .number("synAcks", attempt.synAcks())
        .numbers("synOffsetsNanos", attempt.synOffsetsNanos())
        .number("handshakeNanos", attempt.handshakeNanos())
        .text("lossSide", attempt.lossSide().name())
        .text("zeekState", attempt.zeekState())
        .text("reporter", attempt.reporter())
        .text("reason", attempt.reason())
        .number("firstFrame", FrameId.number(attempt.firstFrame()))
        .frames(attempt.frames());
  }

  static AttemptLine read(Node node, List<String> files) {
    int file = Math.max(0, files.indexOf(node.text("file")));
    return new AttemptLine(
        node.endpoint("client"),
        node.endpoint("server"),
        node.count("incarnation"),
        node.constant("outcome", Outcome.class),
        node.constant("story", Story.class),
        node.time("start"),
        node.count("syns"),
        node.count("synAcks"),
        node.numbers("synOffsetsNanos"),
        node.number("handshakeNanos"),
        node.constant("lossSide", LossSide.class),
        node.text("zeekState"),
        node.text("reporter"),
        node.text("reason"),
        FrameId.of(file, node.number("firstFrame")),
        node.frames(files));
  }
}

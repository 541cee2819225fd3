package io.synscope.run;

import io.synscope.connect.Line;
import io.synscope.connect.LineListener;
import io.synscope.exchange.Dialogue;
import io.synscope.exchange.DialogueListener;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A line to a lane's server and, once it is connected, the dialogue on it. */
final class Call {
  private final Home home;
  private final Lane lane;
  private @Nullable Line line;
  private @Nullable Dialogue dialogue;

  Call(Home home, Lane lane) {
    this.home = home;
    this.lane = lane;
  }

  void dial(LineListener listener) {
    line = home.dialer().dial(lane.server(), home.plan().dial(), listener);
  }

  Line line() {
    if (line == null) {
      throw new IllegalStateException("a line was asked for before it was dialled");
    }
    return line;
  }

  void talk(DialogueListener listener, long atNanos) {
    dialogue =
        new Dialogue(
            line(),
            lane.dialogue(),
            lane.target().host(),
            lane.target().port(),
            home.times()::nanoTime,
            listener);
    dialogue.begin(atNanos);
  }

  void received(ByteBuffer bytes, long atNanos) {
    if (dialogue != null) {
      dialogue.received(bytes, atNanos);
    }
  }

  /** Sends the {@code k}-th request, where the line is connected. */
  void ask(long k) {
    if (dialogue != null) {
      dialogue.ask(lane.dialogue().request(), k);
    }
  }

  void close() {
    line().close();
    if (dialogue != null) {
      dialogue.release();
    }
  }
}

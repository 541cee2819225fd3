package io.synscope.exchange;

import io.synscope.observation.Phase;

/** Hears how a dialogue goes, on the line's event loop. */
public interface DialogueListener {
  /** A phase began; what happens now happens in it. */
  void began(Phase phase, long atNanos);

  /** A phase was completed after {@code nanos}. */
  void finished(Phase phase, long nanos, long atNanos);

  /** The server said something: a reply, or words of its own when {@code asked} is false. */
  void heard(Reply reply, ServerWord word, boolean asked);

  /** Everything was said, or the server does not want to hear it; nothing more is sent. */
  void done(DialogueEnd end, String words, long atNanos);
}

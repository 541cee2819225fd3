package io.synscope.exchange;

import io.synscope.observation.Phase;

/** Hears how a dialogue goes, on the line's event loop. */
public interface DialogueListener {
  /** A phase began; what happens now happens in it. */
  void began(Phase phase, long atNanos);

  /**
   * A phase was completed.
   *
   * @param phase which
   * @param nanos how long it took in this process
   * @param kernelNanos how long it took by the kernel's stamps; 0 where it does not tell
   * @param atNanos when it ended
   */
  void finished(Phase phase, long nanos, long kernelNanos, long atNanos);

  /** The server said something: a reply, or words of its own when {@code asked} is false. */
  void heard(Reply reply, ServerWord word, boolean asked);

  /** Everything was said, or the server does not want to hear it; nothing more is sent. */
  void done(DialogueEnd end, String words, long atNanos);
}

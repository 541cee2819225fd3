package io.synscope.run;

import io.synscope.target.Resolution;

/** Hears what a run finds while it finds it, on the run's own thread: be quick. */
public interface ProbeListener {
  /** Hears nothing. */
  ProbeListener NONE = new ProbeListener() {};

  /** A name became addresses, or did not. */
  default void resolved(Resolution resolution) {}

  /** An attempt is over. */
  default void attempted(AttemptEvent event) {}

  /** A request on a kept connection is over. */
  default void asked(RequestEvent event) {}
}

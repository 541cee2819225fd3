package io.synscope.run;

import io.synscope.connect.Dialer;
import java.util.concurrent.ScheduledExecutorService;

/** What attempts need of their run: the loop that they live on and what makes lines there. */
interface Home {
  Dialer dialer();

  ScheduledExecutorService loop();

  Times times();

  HiccupMeter hiccups();

  ProbePlan plan();

  /** An attempt is over. */
  void tell(AttemptEvent event);

  /** A request on a kept connection is over. */
  void tell(RequestEvent event);

  /** An answer came after its time, and was recorded. */
  void late();
}

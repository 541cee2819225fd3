package io.synscope.export;

import io.synscope.run.AttemptEvent;
import io.synscope.run.ProbeListener;
import io.synscope.run.RequestEvent;
import io.synscope.target.Resolution;
import java.util.List;

/** Several listeners to one run. */
public record Listeners(List<ProbeListener> all) implements ProbeListener {
  @Override
  public void resolved(Resolution resolution) {
    all.forEach(listener -> listener.resolved(resolution));
  }

  @Override
  public void attempted(AttemptEvent event) {
    all.forEach(listener -> listener.attempted(event));
  }

  @Override
  public void asked(RequestEvent event) {
    all.forEach(listener -> listener.asked(event));
  }
}

package io.synscope.rule;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * What several rules read out of a case in the same way: the first that asks works it out, the
 * others find it done.
 *
 * @param <T> what comes out; never changed by those who read it
 */
public final class Shared<T> {
  private final Function<CaseFile, T> work;

  private Shared(Function<CaseFile, T> work) {
    this.work = work;
  }

  /** Something that {@code work} finds in a case, the same at every time. */
  public static <T> Shared<T> of(Function<CaseFile, T> work) {
    return new Shared<>(work);
  }

  /** Something that {@code work} finds at each listener of a case. */
  public static <T> Shared<Map<Listener, T>> atEachListener(
      BiFunction<CaseFile, Listener, T> work) {
    return of(
        file -> {
          Map<Listener, T> found = new IdentityHashMap<>();
          file.listeners().forEach(listener -> found.put(listener, work.apply(file, listener)));
          return found;
        });
  }

  /** {@return what there is of it in this case} */
  @SuppressWarnings("unchecked") // under this key lies nothing but what this work returned
  public T in(CaseFile file) {
    Object known = file.shared().get(this);
    if (known == null) {
      known = work.apply(file);
      file.shared().put(this, known);
    }
    return (T) known;
  }
}

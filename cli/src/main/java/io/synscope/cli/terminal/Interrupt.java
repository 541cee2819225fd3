package io.synscope.cli.terminal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * SIGINT as ping treats it: the first one asks for what is known so far, the second one ends the
 * process.
 *
 * <p>The JDK offers signals only through {@code sun.misc}, which the compiler warns about and a JDK
 * may leave out; so it is reached by reflection, and where it is missing SIGINT ends the process at
 * once.
 */
public final class Interrupt {
  /** 128 + SIGINT. */
  private static final int ABORTED = 130;

  private Interrupt() {}

  /** Runs {@code action} on the first SIGINT. */
  public static void first(Runnable action) {
    AtomicBoolean asked = new AtomicBoolean();
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler answer =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle") && asked.getAndSet(true)) {
              Runtime.getRuntime().halt(ABORTED);
            } else if (method.getName().equals("handle")) {
              action.run();
            }
            return null;
          };
      Object proxy =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, answer);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), proxy);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // no signals here: the JVM's own handling stays
    }
  }
}

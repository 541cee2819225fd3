package io.synscope.jar.sample;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lambdas that need more than a class with one interface and one method. */
public final class Leftovers {
  private Leftovers() {}

  /** Has apply for strings beside that for objects. */
  private interface OfStrings extends Function<String, String> {
    @Override
    String apply(String word);
  }

  /** Can be written and read. */
  private interface Kept extends Supplier<String>, Serializable {}

  public static Object serializable() throws IOException, ClassNotFoundException {
    String taken = String.valueOf(42);
    Kept kept = () -> "kept " + taken;
    var bytes = new ByteArrayOutputStream();
    try (var out = new ObjectOutputStream(bytes)) {
      out.writeObject(kept);
    }
    try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return ((Kept) in.readObject()).get();
    }
  }

  public static Object ofSeveralInterfaces() {
    Object several = (Comparator<String> & RandomAccess) (a, b) -> b.compareTo(a);
    return List.of(several instanceof RandomAccess, several instanceof Comparator);
  }

  @SuppressWarnings("unchecked") // the caller that only knows objects is the point
  public static Object ofAMethodWithABridge() {
    OfStrings twice = word -> word + word;
    Function<Object, Object> erased = (Function<Object, Object>) (Function<?, ?>) twice;
    return twice.apply("a") + erased.apply("b");
  }
}

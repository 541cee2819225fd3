package io.synscope.jar.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lambdas by what they take along from where they stand. */
@SuppressWarnings("UnnecessaryLambda") // lambdas are the point
public final class Captures {
  private static final Supplier<String> OF_THE_CLASS = () -> "made while the class starts";

  private final String name;
  private final Supplier<String> ofTheConstructor;

  private Captures(String name) {
    this.name = name;
    this.ofTheConstructor = () -> "made by " + name;
  }

  public static Object nothing() {
    Callable<String> lambda = () -> "nothing";
    return outcome(lambda);
  }

  public static Object nothing_isOneObject() {
    Set<Object> made = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 3; i++) {
      Runnable lambda = () -> {};
      made.add(lambda);
    }
    return made.size();
  }

  public static Object something_isAnObjectEachTime() {
    Set<Object> made = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 3; i++) {
      int taken = i;
      Supplier<Integer> lambda = () -> taken;
      made.add(lambda);
    }
    return made.size();
  }

  public static Object itself() {
    return new Captures("me").greet().get();
  }

  private Supplier<String> greet() {
    return () -> name + ", " + own(1) + ", " + ofTheConstructor.get();
  }

  private String own(int number) {
    return "private " + number;
  }

  public static Object whileTheClassStarts() {
    return OF_THE_CLASS.get();
  }

  public static Object everyPrimitiveType() {
    long wide = Long.MIN_VALUE + 1;
    boolean yes = wide < 0;
    double precise = wide / 3.0;
    byte small = (byte) wide;
    char letter = (char) ('a' + small);
    float coarse = (float) precise;
    short half = (short) (small - 1000);
    int whole = (int) (wide >>> 7);
    Function<String, List<?>> lambda =
        last -> Arrays.asList(wide, yes, precise, small, letter, coarse, half, whole, last);
    return lambda.apply("last");
  }

  public static Object boxesAndNull() {
    Integer box = 1 << 20;
    Character letter = 'x';
    String none = box > 0 ? null : "";
    int[] array = {1, 2, 3};
    List<String> shared = new ArrayList<>();
    BinaryOperator<String> lambda =
        (a, b) -> {
          shared.add(a);
          array[1] += box;
          return a + b + none + letter;
        };
    return Arrays.asList(lambda.apply("a", "b"), shared, Arrays.toString(array));
  }

  public static Object otherLambdas() {
    Function<Integer, Function<Integer, Function<Integer, Integer>>> curried =
        a -> b -> c -> a * 100 + b * 10 + c;
    return curried.apply(1).apply(2).apply(3);
  }

  public static Object theOneAround() {
    return new Captures("outer").new Inner().both().get();
  }

  private final class Inner {
    private final String inside = "inner";

    Supplier<String> both() {
      Supplier<Supplier<String>> nested = () -> () -> name + "/" + inside + own(2);
      return nested.get();
    }
  }

  public static Object fromAnonymousAndLocalClasses() {
    int base = (int) Math.signum(5.0);
    final class Local {
      private int twice(int x) {
        return 2 * x + base;
      }

      Supplier<Integer> later(int x) {
        return () -> twice(x);
      }
    }
    Supplier<Supplier<Integer>> anonymous =
        new Supplier<>() {
          private int hidden = 40;

          @Override
          public Supplier<Integer> get() {
            return () -> hidden++ + base;
          }
        };
    Supplier<Integer> counting = anonymous.get();
    return List.of(counting.get(), counting.get(), new Local().later(3).get());
  }

  public static Object exceptions() {
    Callable<String> thrower =
        () -> {
          throw new java.io.IOException("checked");
        };
    return outcome(thrower);
  }

  private static String outcome(Callable<String> lambda) {
    try {
      return lambda.call();
    } catch (Exception e) {
      return e.toString();
    }
  }
}

package io.synscope.jar.sample;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Lambdas by where they stand. */
public interface Places {
  /** {@return what is said} */
  String said();

  /** Calls a private method of an interface. */
  default Supplier<String> aloud() {
    return () -> louder() + louder(said());
  }

  private String louder() {
    return said() + "!";
  }

  private static String louder(String said) {
    return said + "!!";
  }

  static Object inAnInterface() {
    Places here = () -> "here";
    return here.aloud().get();
  }

  static Object inAnEnum() {
    return Arrays.stream(Sum.values()).map(sum -> sum.of(6, 3)).toList();
  }

  static Object inARecord() {
    return List.of(new Named("a", "b").sorted(), new Named("a", "b").equals(new Named("a", "b")));
  }

  static Object inAGenericMethod() {
    return twice("x", s -> s + s) + twice(3, n -> n * n);
  }

  private static <T> T twice(T value, UnaryOperator<T> operator) {
    UnaryOperator<T> both = v -> operator.apply(operator.apply(v));
    return both.apply(value);
  }

  /** Lambdas of an enum's constants. */
  enum Sum {
    PLUS((a, b) -> a + b),
    MINUS((a, b) -> a - b) {
      @Override
      int of(int a, int b) {
        IntBinaryOperator negated = (x, y) -> -super.of(x, y);
        return negated.applyAsInt(a, b);
      }
    };

    private final IntBinaryOperator operator;

    Sum(IntBinaryOperator operator) {
      this.operator = operator;
    }

    int of(int a, int b) {
      return operator.applyAsInt(a, b);
    }
  }

  /** A record with lambdas, beside the methods that the compiler leaves to call sites. */
  record Named(String first, String second) {
    public Named {
      Supplier<String> checked = () -> first + second;
      if (checked.get().isEmpty()) {
        throw new IllegalArgumentException("no name");
      }
    }

    List<String> sorted() {
      return Arrays.asList(first, second).stream().sorted((a, b) -> b.compareTo(a)).toList();
    }
  }
}

package io.synscope.jar.sample;

import io.synscope.jar.sample.kin.Parent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Method references by what they refer to. */
public final class References extends Parent {
  private final List<String> heard = new ArrayList<>();

  private References() {}

  private References(String first, String... more) {
    heard.add(first);
    heard.addAll(Arrays.asList(more));
  }

  public static Object staticMethod() {
    BiFunction<Integer, Integer, Integer> greatest = Math::max;
    Function<String, String> own = References::shout;
    return greatest.apply(3, 4) + own.apply("a");
  }

  private static String shout(String word) {
    return word + "!";
  }

  public static Object boundObject() {
    StringBuilder said = new StringBuilder("a");
    Consumer<String> append = said::append;
    append.accept("b");
    append.accept("c");
    return said.toString();
  }

  public static Object boundObject_isLookedAtOnce() {
    int[] asked = {0};
    Supplier<List<String>> source =
        () -> {
          asked[0]++;
          return List.of("x");
        };
    Supplier<Integer> size = source.get()::size;
    return List.of(size.get(), size.get(), asked[0]);
  }

  public static Object boundNull() {
    String none = System.lineSeparator().isEmpty() ? "" : null;
    Supplier<Integer> length = none::length;
    return length;
  }

  public static Object unboundObject() {
    Function<String, Integer> length = String::length;
    Comparator<String> order = String::compareTo;
    BiFunction<List<String>, Integer, String> element = List::get;
    return List.of(length.apply("four"), order.compare("a", "c"), element.apply(List.of("e"), 0));
  }

  public static Object methodOfObjectByAnInterface() {
    Function<Collection<String>, String> shown = Collection::toString;
    return shown.apply(List.of("o"));
  }

  public static Object constructor() {
    Supplier<List<String>> list = ArrayList::new;
    Function<String, StringBuilder> builder = StringBuilder::new;
    Supplier<References> own = References::new;
    List<String> made = list.get();
    made.add(builder.apply("b").reverse().append(own.get().heard).toString());
    return made;
  }

  public static Object constructorOfANestedClass() {
    Function<Integer, Nested> nested = Nested::new;
    References outer = new References("outer");
    return nested.apply(7).number + outer.inner().get().told();
  }

  private Supplier<Inner> inner() {
    return Inner::new;
  }

  public static Object variableArguments() {
    Function<String, References> one = References::new;
    BiFunction<String, String, References> two = References::new;
    BiFunction<Object, Object, List<Object>> list = Arrays::asList;
    return List.of(one.apply("1").heard, two.apply("1", "2").heard, list.apply('a', 2L));
  }

  public static Object arrays() {
    IntFunction<int[]> create = int[]::new;
    Function<int[], Object> copy = int[]::clone;
    IntFunction<List<?>[]> lists = List[]::new;
    int[] made = create.apply(2);
    Object other = copy.apply(made);
    made[0] = 5;
    return List.of(made.length, ((int[]) other)[0], lists.apply(3).length);
  }

  public static Object privateMethodOfItself() {
    References listener = new References();
    Consumer<String> hear = listener::hear;
    hear.accept("psst");
    return listener.heard;
  }

  private boolean hear(String word) {
    return heard.add(word);
  }

  public static Object protectedMethodOfTheParent() {
    return new References().ofTheParent();
  }

  private Object ofTheParent() {
    Function<String, String> mine = this::secret;
    Function<String, String> hers = super::secret;
    Function<String, String> rumour = Parent::rumour;
    return List.of(mine.apply("a"), hers.apply("b"), rumour.apply("c"));
  }

  @Override
  protected String secret(String of) {
    return "child of " + of;
  }

  public static Object severalBounds() {
    return described("ab", "b");
  }

  private static <T extends Comparable<T> & CharSequence> Object described(T one, T other) {
    Comparator<T> order = Comparable::compareTo;
    Supplier<Integer> length = one::length;
    Function<T, Integer> any = CharSequence::length;
    return List.of(order.compare(one, other), length.get(), any.apply(other));
  }

  private static final class Nested {
    private final int number;

    private Nested(int number) {
      this.number = number;
    }
  }

  private final class Inner {
    private String told() {
      return " in " + heard;
    }
  }
}

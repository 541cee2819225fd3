package io.synscope.jar.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** Interfaces whose method has other types than the method behind it. */
public final class Adaptations {
  private static final List<String> CALLS = new ArrayList<>();

  private Adaptations() {}

  /** One parameter, one result. */
  private interface To<A, R> {
    R of(A given);
  }

  /** Begins with the smallest type. */
  private interface FromByte<R> {
    R of(byte given);
  }

  /** Begins with the type that has no sign. */
  private interface FromChar<R> {
    R of(char given);
  }

  /** Ends with a type that int widens to. */
  private interface ToFloat<A> {
    float of(A given);
  }

  private static String same(boolean value) {
    return "Z" + value;
  }

  private static int whole(int value) {
    return value;
  }

  private static long wide(long value) {
    return value;
  }

  private static float coarse(float value) {
    return value;
  }

  private static double precise(double value) {
    return value;
  }

  public static Object boxing() {
    IntFunction<Object> whole = Adaptations::whole;
    LongFunction<Number> wide = Adaptations::wide;
    FromByte<Comparable<?>> small = b -> b;
    FromChar<Object> letter = c -> c;
    Supplier<Object> yes = () -> true;
    Supplier<Double> precise = () -> 0.1 + 0.2;
    Supplier<Float> coarse = () -> 0.1f;
    Supplier<Short> half = () -> (short) -3;
    return kinds(
        whole.apply(1 << 30),
        wide.apply(-1L),
        small.of((byte) 200),
        letter.of('q'),
        yes.get(),
        precise.get(),
        coarse.get(),
        half.get());
  }

  public static Object unboxing() {
    ToIntFunction<Integer> whole = Adaptations::whole;
    To<Boolean, String> yes = Adaptations::same;
    To<Long, Long> wide = Adaptations::wide;
    To<Float, Float> coarse = Adaptations::coarse;
    To<Double, Double> precise = Adaptations::precise;
    To<Character, Integer> letter = Character::getNumericValue;
    return kinds(
        whole.applyAsInt(5),
        yes.of(true),
        wide.of(6L),
        coarse.of(7f),
        precise.of(8.0),
        letter.of('7'));
  }

  public static Object unboxingThenWidening() {
    To<Byte, Integer> byteToInt = Adaptations::whole;
    To<Short, Long> shortToLong = Adaptations::wide;
    To<Character, Float> charToFloat = Adaptations::coarse;
    To<Integer, Double> intToDouble = Adaptations::precise;
    To<Long, Float> longToFloat = Adaptations::coarse;
    To<Long, Double> longToDouble = Adaptations::precise;
    To<Float, Double> floatToDouble = Adaptations::precise;
    To<Character, Integer> charToInt = Adaptations::whole;
    return kinds(
        byteToInt.of((byte) -1),
        shortToLong.of((short) -2),
        charToFloat.of('\uffff'),
        intToDouble.of(Integer.MAX_VALUE),
        longToFloat.of(Long.MAX_VALUE),
        longToDouble.of(Long.MIN_VALUE + (1L << 12)),
        floatToDouble.of(0.1f),
        charToInt.of('\uffff'));
  }

  public static Object wideningOfArguments() {
    FromByte<Integer> byteToInt = Adaptations::whole;
    FromByte<Long> byteToLong = Adaptations::wide;
    FromByte<Float> byteToFloat = Adaptations::coarse;
    FromByte<Double> byteToDouble = Adaptations::precise;
    FromChar<Long> charToLong = Adaptations::wide;
    FromChar<Double> charToDouble = Adaptations::precise;
    IntFunction<Float> intToFloat = Adaptations::coarse;
    LongFunction<Double> longToDouble = Adaptations::precise;
    byte small = -128;
    return kinds(
        byteToInt.of(small),
        byteToLong.of(small),
        byteToFloat.of(small),
        byteToDouble.of(small),
        charToLong.of('\uffff'),
        charToDouble.of('\uffff'),
        intToFloat.apply((1 << 24) + 1),
        longToDouble.apply((1L << 52) + 1));
  }

  public static Object wideningOfResults() {
    IntToLongFunction intToLong = Math::abs;
    ToFloat<Integer> intToFloat = Integer::intValue;
    ToDoubleFunction<Float> floatToDouble = Float::floatValue;
    ToDoubleFunction<Long> longToDouble = Long::longValue;
    ToLongFunction<Character> charToLong = Character::charValue;
    ToDoubleBiFunction<Integer, Short> both = (a, b) -> a + b;
    return kinds(
        intToLong.applyAsLong(-3),
        intToFloat.of((1 << 24) + 1),
        floatToDouble.applyAsDouble(0.1f),
        longToDouble.applyAsDouble((1L << 52) + 1),
        charToLong.applyAsLong('\uffff'),
        both.applyAsDouble(1, (short) 2));
  }

  /** What is behind returns a variable's value: that it is a box is known, but not which. */
  public static Object unboxingOfGenericResults() {
    ToIntFunction<Supplier<Integer>> whole = Supplier::get;
    ToLongFunction<Supplier<Integer>> wider = Supplier::get;
    ToDoubleFunction<Supplier<Float>> precise = Supplier::get;
    ToLongFunction<Supplier<Long>> wide = Supplier::get;
    return kinds(
        whole.applyAsInt(() -> 1),
        wider.applyAsLong(() -> 2),
        precise.applyAsDouble(() -> 3f),
        wide.applyAsLong(() -> 4L));
  }

  public static Object resultsThatNobodyTakes() {
    CALLS.clear();
    Consumer<String> one = CALLS::add;
    Runnable none = Adaptations::counted;
    LongConsumer two = Adaptations::told;
    DoubleConsumer other = Math::abs;
    Consumer<String> made = StringBuilder::new;
    one.accept("kept");
    none.run();
    two.accept(5L);
    other.accept(-1.0);
    made.accept("gone");
    return List.copyOf(CALLS);
  }

  private static int counted() {
    CALLS.add("counted");
    return CALLS.size();
  }

  private static long told(long value) {
    CALLS.add("told " + value);
    return value;
  }

  public static Object nullToUnbox() {
    ToIntFunction<Integer> whole = Adaptations::whole;
    return whole.applyAsInt(null);
  }

  @SuppressWarnings("unchecked") // the wrong type is the point
  public static Object argumentOfAWrongType() {
    Function<String, Integer> hash = Object::hashCode;
    return ((Function<Object, Integer>) (Function<?, ?>) hash).apply(1);
  }

  @SuppressWarnings("unchecked") // the wrong type is the point
  public static Object argumentOfAWrongBox() {
    Function<Integer, Integer> whole = Adaptations::whole;
    return ((Function<Object, Integer>) (Function<?, ?>) whole).apply(1L);
  }

  @SuppressWarnings("unchecked") // the wrong type is the point
  public static Object argumentsOfAnotherArrayType() {
    Function<String[], Integer> length = a -> a.length;
    return ((Function<Object, Integer>) (Function<?, ?>) length).apply(new Object[2]);
  }

  private static String kinds(Object... values) {
    StringBuilder all = new StringBuilder();
    for (Object value : values) {
      all.append(value.getClass().getSimpleName()).append(' ').append(value).append('\n');
    }
    return all.toString();
  }
}

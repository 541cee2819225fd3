package io.synscope.jar.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records by what they hold. */
public final class Records {
  private static final Every ONE = every().get(0);

  private Records() {}

  record Every(
      boolean yes,
      byte small,
      char letter,
      short half,
      int whole,
      long wide,
      float coarse,
      double precise,
      @Nullable String word,
      Inside inside,
      List<Integer> list) {}

  record Inside(double value, @Nullable Object any) {}

  record Floats(float coarse, double precise) {}

  record Arrayed(int[] numbers, String[] words) {}

  record Empty() {}

  record Generic<T extends Comparable<T>>(T least, T most) {}

  record OwnHash(int first, int second) {
    @Override
    public int hashCode() {
      return first;
    }
  }

  record OwnEquality(int counted, int ignored) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OwnEquality that && that.counted == counted;
    }
  }

  /** The first, then others that each differ from it in one component. */
  private static List<Every> every() {
    Inside in = new Inside(1.5, "any");
    List<Integer> of = List.of(1);
    return List.of(
        new Every(true, (byte) 1, 'a', (short) 2, 3, 4L, 5f, 6.0, "w", in, of),
        new Every(false, (byte) 1, 'a', (short) 2, 3, 4L, 5f, 6.0, "w", in, of),
        new Every(true, (byte) -1, 'a', (short) 2, 3, 4L, 5f, 6.0, "w", in, of),
        new Every(true, (byte) 1, '\uffff', (short) 2, 3, 4L, 5f, 6.0, "w", in, of),
        new Every(true, (byte) 1, 'a', Short.MIN_VALUE, 3, 4L, 5f, 6.0, "w", in, of),
        new Every(true, (byte) 1, 'a', (short) 2, Integer.MIN_VALUE, 4L, 5f, 6.0, "w", in, of),
        new Every(true, (byte) 1, 'a', (short) 2, 3, 4L | 1L << 40, 5f, 6.0, "w", in, of),
        new Every(true, (byte) 1, 'a', (short) 2, 3, 4L, Float.NaN, 6.0, "w", in, of),
        new Every(true, (byte) 1, 'a', (short) 2, 3, 4L, 5f, -0.0, "w", in, of),
        new Every(true, (byte) 1, 'a', (short) 2, 3, 4L, 5f, 6.0, null, in, of),
        new Every(true, (byte) 1, 'a', (short) 2, 3, 4L, 5f, 6.0, "w", new Inside(2, null), of),
        new Every(true, (byte) 1, 'a', (short) 2, 3, 4L, 5f, 6.0, "w", in, List.of()));
  }

  public static Object eachComponentCounts() {
    List<Every> all = every();
    return all.stream().map(one -> all.stream().map(one::equals).toList()).toList();
  }

  public static Object equalComponentsAreEqual() {
    return List.of(ONE.equals(every().get(0)), ONE.hashCode() == every().get(0).hashCode());
  }

  public static Object hashes() {
    return every().stream().map(Every::hashCode).toList();
  }

  public static Object words() {
    return every().stream().map(Every::toString).toList();
  }

  public static Object oddFloats() {
    float strangeNan = Float.intBitsToFloat(0x7fc00123);
    double strangeDouble = Double.longBitsToDouble(0x7ff8000000000123L);
    List<Floats> all =
        List.of(
            new Floats(0f, 0.0),
            new Floats(-0f, 0.0),
            new Floats(0f, -0.0),
            new Floats(Float.NaN, 0.0),
            new Floats(strangeNan, 0.0),
            new Floats(0f, Double.NaN),
            new Floats(0f, strangeDouble),
            new Floats(Float.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
    List<Object> told = new ArrayList<>();
    for (Floats one : all) {
      told.add(all.stream().map(one::equals).toList());
      told.add(one.hashCode());
      told.add(one.toString());
    }
    return told;
  }

  public static Object arraysAreComparedByIdentity() {
    int[] numbers = {1};
    String[] words = {"a"};
    var one = new Arrayed(numbers, words);
    return List.of(
        one.equals(new Arrayed(numbers, words)),
        one.equals(new Arrayed(numbers.clone(), words)),
        one.equals(new Arrayed(numbers, words.clone())),
        one.hashCode() == 31 * System.identityHashCode(numbers) + System.identityHashCode(words));
  }

  public static Object nothingInside() {
    return List.of(new Empty().equals(new Empty()), new Empty().hashCode(), new Empty().toString());
  }

  public static Object otherTypesAndNull() {
    List<@Nullable Object> others =
        Arrays.asList(null, "w", new Empty(), new Inside(1.5, "any"), new Floats(0, 0));
    List<Boolean> told = new ArrayList<>();
    for (Object other : others) {
      told.add(new Inside(1.5, "any").equals(other));
      told.add(new Empty().equals(other));
    }
    return told;
  }

  public static Object nullInside() {
    var none = new Inside(1, null);
    return List.of(
        none.equals(new Inside(1, null)),
        none.equals(new Inside(1, "")),
        new Inside(1, "").equals(none),
        none.hashCode(),
        none.toString());
  }

  public static Object typeVariables() {
    var words = new Generic<>("a", "b");
    Object numbers = new Generic<>(1, 2);
    return List.of(
        words.equals(new Generic<>("a", "b")),
        words.equals(numbers),
        words.hashCode(),
        words.toString());
  }

  public static Object methodsOfTheirOwn() {
    return List.of(
        new OwnHash(1, 2).hashCode(),
        new OwnHash(1, 2).equals(new OwnHash(1, 2)),
        new OwnHash(1, 2).equals(new OwnHash(1, 3)),
        new OwnEquality(1, 2).equals(new OwnEquality(1, 3)),
        new OwnEquality(1, 2).hashCode());
  }

  public static Object insideAMethod() {
    record Local(long at, @Nullable Local next) {}
    var chain = new Local(1, new Local(2, null));
    return List.of(
        chain.equals(new Local(1, new Local(2, null))),
        chain.equals(new Local(1, new Local(3, null))),
        chain.hashCode(),
        chain.toString());
  }
}

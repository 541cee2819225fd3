package io.synscope.statistics;

import java.util.List;

/**
 * Wald and Wolfowitz's test of a sequence of yes and no: do equals stick together, alternate, or
 * neither?
 */
public final class RunsTest {
  private RunsTest() {}

  /**
   * {@return how many standard deviations the number of runs lies above what chance gives} Below
   * -3: few long runs; above 3: regular alternation; 0 where one of the two values is missing.
   */
  public static double z(List<Boolean> sequence) {
    double yes = sequence.stream().filter(value -> value).count();
    double no = sequence.size() - yes;
    if (yes == 0 || no == 0) {
      return 0;
    }
    int runs = 1;
    for (int i = 1; i < sequence.size(); i++) {
      runs += sequence.get(i).equals(sequence.get(i - 1)) ? 0 : 1;
    }
    double all = yes + no;
    double mean = 2 * yes * no / all + 1;
    double variance = (mean - 1) * (mean - 2) / (all - 1);
    return variance > 0 ? (runs - mean) / Math.sqrt(variance) : 0;
  }
}

package org.pan.evaluation.internal;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.pan.evaluation.internal.cohort.Cohort;

/** The numbers of each code of a cohort, patient by patient in time order. */
public final class NumbersByCode {

  private final int subjects;
  private final double[][] values;
  private final int[][] owners;

  private NumbersByCode(int subjects, double[][] values, int[][] owners) {
    this.subjects = subjects;
    this.values = values;
    this.owners = owners;
  }

  /** Sorts the numbers of a cohort by code. */
  public static NumbersByCode of(Cohort cohort) {
    int[] sizes = new int[cohort.codes().size()];
    for (int e = 0; e < cohort.events(); e++) {
      sizes[cohort.code(e)] += Double.isNaN(cohort.number(e)) ? 0 : 1;
    }
    double[][] values = new double[sizes.length][];
    int[][] owners = new int[sizes.length][];
    for (int code = 0; code < sizes.length; code++) {
      values[code] = new double[sizes[code]];
      owners[code] = new int[sizes[code]];
    }
    int[] next = new int[sizes.length];
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        if (!Double.isNaN(cohort.number(e))) {
          int code = cohort.code(e);
          values[code][next[code]] = cohort.number(e);
          owners[code][next[code]++] = s;
        }
      }
    }
    return new NumbersByCode(cohort.subjects(), values, owners);
  }

  /** How many numbers a code has. */
  public int count(int code) {
    return values[code].length;
  }

  /** How many numbers of a code differ. */
  public int distinct(int code) {
    return (int) Arrays.stream(values[code]).distinct().count();
  }

  /** Numbers of a code. */
  public double[] values(int code) {
    return values[code];
  }

  /** Whose they are. */
  public int[] owners(int code) {
    return owners[code];
  }

  /** Numbers of a code in ascending order. */
  public SortedSample sorted(int code) {
    return SortedSample.of(values[code], owners[code]);
  }

  /**
   * A statistic of each patient's numbers of a code.
   *
   * @param statistic of at least one number in time order; NaN where it has none
   * @return by subject; NaN for those without numbers
   */
  public double[] bySubject(int code, ToDoubleFunction<double[]> statistic) {
    double[] all = new double[subjects];
    Arrays.fill(all, Double.NaN);
    int[] owner = owners[code];
    for (int from = 0; from < owner.length; ) {
      int to = from;
      while (to < owner.length && owner[to] == owner[from]) {
        to++;
      }
      all[owner[from]] = statistic.applyAsDouble(Arrays.copyOfRange(values[code], from, to));
      from = to;
    }
    return all;
  }
}

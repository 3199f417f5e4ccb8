package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import org.pan.evaluation.internal.NumbersByCode;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * What runs of events are made of: for each event a hash of its code and number and one of the gap
 * before it, either exact or coarse.
 */
final class Tokens {

  private static final int CLASSES = 10;
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final boolean exact;

  /** By code the edges between classes of numbers. */
  private final double[][] edges;

  private Tokens(boolean exact, double[][] edges) {
    this.exact = exact;
    this.edges = edges;
  }

  /** Codes, times to the microsecond and numbers as they are. */
  static Tokens exact() {
    return new Tokens(true, new double[0][]);
  }

  /** Codes, gaps by powers of two of days, and numbers by the deciles of the training patients. */
  static Tokens coarse(Cohort train) {
    NumbersByCode numbers = NumbersByCode.of(train);
    double[][] edges = new double[train.codes().size()][];
    for (int code = 0; code < edges.length; code++) {
      SortedSample sorted = numbers.sorted(code);
      edges[code] = new double[CLASSES - 1];
      for (int k = 1; k < CLASSES; k++) {
        edges[code][k - 1] = sorted.quantile((double) k / CLASSES);
      }
    }
    return new Tokens(false, edges);
  }

  /** Hash of an event without its time. */
  long event(Cohort cohort, int event) {
    double number = cohort.number(event);
    long what = cohort.code(event) + 1L;
    if (Double.isNaN(number)) {
      return mixed(what, -1);
    }
    // Zero of either sign is the same number.
    return mixed(
        what, exact ? Double.doubleToLongBits(number + 0.0) : place(cohort.code(event), number));
  }

  private int place(int code, double number) {
    int found = Arrays.binarySearch(edges[code], number);
    return found < 0 ? -found - 1 : found;
  }

  /** The gap before an event that is not a patient's first. */
  long gap(Cohort cohort, int event) {
    if (exact) {
      return cohort.micros(event) - cohort.micros(event - 1);
    }
    int days = cohort.day(event) - cohort.day(event - 1);
    return 32L - Integer.numberOfLeadingZeros(days);
  }

  /** A hash of two numbers. */
  static long mixed(long a, long b) {
    long h = (a * GOLDEN) ^ b;
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
    return h ^ (h >>> 32);
  }
}

package org.pan.evaluation.internal;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers in ascending order, each with the patient it is of. */
public final class SortedSample {

  private final double[] values;
  private final int[] subjects;

  private SortedSample(double[] values, int[] subjects) {
    this.values = values;
    this.subjects = subjects;
  }

  /** Sorts numbers; those that are NaN are left out. */
  public static SortedSample of(double[] values, int[] subjects) {
    double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
    int[] owners = new int[sorted.length];
    int[] used = new int[sorted.length];
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        int first = firstOf(sorted, values[i]);
        owners[first + used[first]++] = subjects[i];
      }
    }
    return new SortedSample(sorted, owners);
  }

  private static int firstOf(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Sorts a number for each patient; those that are NaN are left out. */
  public static SortedSample bySubject(double[] values) {
    return of(values, IntStream.range(0, values.length).toArray());
  }

  /** One more than the greatest patient number. */
  public int subjects() {
    return Arrays.stream(subjects).max().orElse(-1) + 1;
  }

  /** How many numbers there are. */
  public int size() {
    return values.length;
  }

  /** Sum of the weights. */
  public double weight(int[] weights) {
    double sum = 0;
    for (int subject : subjects) {
      sum += weights[subject];
    }
    return sum;
  }

  /** Weighted sum of the numbers. */
  public double sum(int[] weights) {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      sum += weights[subjects[i]] * values[i];
    }
    return sum;
  }

  /**
   * The two-sample Kolmogorov-Smirnov statistic {@code max |F(x) − G(x)|}; NaN if either sample is
   * empty.
   */
  public static double kolmogorovSmirnov(SortedSample a, int[] wa, SortedSample b, int[] wb) {
    double weightA = a.weight(wa);
    double weightB = b.weight(wb);
    if (weightA == 0 || weightB == 0) {
      return Double.NaN;
    }
    double[] sums = new double[2];
    double[] greatest = new double[1];
    sweep(
        a,
        wa,
        b,
        wb,
        (belowA, belowB, width) ->
            greatest[0] = Math.max(greatest[0], Math.abs(belowA / weightA - belowB / weightB)),
        sums);
    return greatest[0];
  }

  /** The first Wasserstein distance {@code ∫ |F(x) − G(x)| dx}; NaN if either sample is empty. */
  public static double wasserstein(SortedSample a, int[] wa, SortedSample b, int[] wb) {
    double weightA = a.weight(wa);
    double weightB = b.weight(wb);
    if (weightA == 0 || weightB == 0) {
      return Double.NaN;
    }
    double[] area = new double[1];
    sweep(
        a,
        wa,
        b,
        wb,
        (belowA, belowB, width) -> area[0] += width * Math.abs(belowA / weightA - belowB / weightB),
        new double[2]);
    return area[0];
  }

  /**
   * Total variation distance of the shares of numbers between edges, an edge belonging to the class
   * below it; NaN if either sample is empty.
   *
   * @param edges ascending
   */
  public static double totalVariation(
      SortedSample a, int[] wa, SortedSample b, int[] wb, double[] edges) {
    return Vectors.totalVariation(a.counts(wa, edges), b.counts(wb, edges));
  }

  private double[] counts(int[] weights, double[] edges) {
    double[] counts = new double[edges.length + 1];
    int k = 0;
    for (int i = 0; i < values.length; i++) {
      while (k < edges.length && values[i] > edges[k]) {
        k++;
      }
      counts[k] += weights[subjects[i]];
    }
    return counts;
  }

  /**
   * The probability {@code P(b > a) + ½ P(b = a)}, which is the area under the ROC curve of scores
   * {@code b} of positives and {@code a} of negatives (Hanley and McNeil 1982); NaN if either
   * sample is empty.
   */
  public static double areaUnderCurve(SortedSample a, int[] wa, SortedSample b, int[] wb) {
    double below = 0;
    double area = 0;
    int i = 0;
    for (int j = 0; j < b.size(); ) {
      double x = b.values[j];
      while (i < a.size() && a.values[i] < x) {
        below += wa[a.subjects[i++]];
      }
      double ties = 0;
      while (i < a.size() && a.values[i] == x) {
        ties += wa[a.subjects[i++]];
      }
      double here = 0;
      while (j < b.size() && b.values[j] == x) {
        here += wb[b.subjects[j++]];
      }
      area += here * (below + ties / 2);
      below += ties;
    }
    double pairs = a.weight(wa) * b.weight(wb);
    return pairs == 0 ? Double.NaN : area / pairs;
  }

  /** Sees both distribution functions between neighbouring numbers. */
  private interface Step {
    void at(double belowA, double belowB, double width);
  }

  private static void sweep(
      SortedSample a, int[] wa, SortedSample b, int[] wb, Step step, double[] below) {
    int i = 0;
    int j = 0;
    while (i < a.size() || j < b.size()) {
      double x = Math.min(a.at(i), b.at(j));
      while (a.at(i) == x) {
        below[0] += wa[a.subjects[i++]];
      }
      while (b.at(j) == x) {
        below[1] += wb[b.subjects[j++]];
      }
      double next = Math.min(a.at(i), b.at(j));
      step.at(below[0], below[1], next == Double.POSITIVE_INFINITY ? 0 : next - x);
    }
  }

  /** The number in that place, beyond the last one that no number reaches. */
  private double at(int place) {
    return place < values.length ? values[place] : Double.POSITIVE_INFINITY;
  }

  /** The quantile at that level by linear interpolation (type 7 of Hyndman and Fan 1996). */
  public double quantile(double level) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double place = level * (values.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, values.length - 1);
    return values[below] + (place - below) * (values[above] - values[below]);
  }
}

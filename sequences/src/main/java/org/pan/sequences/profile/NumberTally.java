package org.pan.sequences.profile;

import java.util.Arrays;
import java.util.Collections;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/** Numbers as a random sample of bounded size, with the few highest and lowest of all. */
final class NumberTally {

  private static final int SAMPLE = 20_000;
  private static final int OUTER = 100;
  private static final int ENOUGH = 100;

  /**
   * So many times the distance from the median to the 1 % or 99 % quantile beyond that quantile is
   * far out.
   */
  private static final double FAR = 5;

  /** The same on a log scale, so that skewed numbers are not far out. */
  private static final double FAR_LOG = 2;

  private final SplittableRandom random = new SplittableRandom(3);
  private final PriorityQueue<Double> highest = new PriorityQueue<>();
  private final PriorityQueue<Double> lowest = new PriorityQueue<>(Collections.reverseOrder());
  private double[] sample = new double[16];
  private long count;

  /**
   * Numbers that lie far from the rest.
   *
   * @param count how many; no more than a few hundred are counted
   * @param low the 1 % quantile of all
   * @param high the 99 % quantile of all
   */
  record FarOut(int count, double low, double high) {}

  void add(double x) {
    if (!Double.isFinite(x)) {
      return;
    }
    long slot = count < SAMPLE ? count : random.nextLong(count + 1);
    count++;
    if (slot < SAMPLE) {
      if (slot >= sample.length) {
        sample = Arrays.copyOf(sample, Math.min(SAMPLE, 2 * sample.length));
      }
      sample[(int) slot] = x;
    }
    keepOutermost(highest, x);
    keepOutermost(lowest, x);
  }

  private static void keepOutermost(PriorityQueue<Double> outer, double x) {
    Double inner = outer.peek();
    if (outer.size() < OUTER) {
      outer.add(x);
    } else if (inner != null && comparesOutside(outer, x, inner)) {
      outer.poll();
      outer.add(x);
    }
  }

  private static boolean comparesOutside(PriorityQueue<Double> outer, double x, double inner) {
    return outer.comparator() == null ? x > inner : x < inner;
  }

  long count() {
    return count;
  }

  double[] sample() {
    return Arrays.copyOf(sample, (int) Math.min(count, SAMPLE));
  }

  FarOut farOut() {
    double[] sorted = sample();
    Arrays.sort(sorted);
    if (sorted.length < ENOUGH) {
      return new FarOut(0, Double.NaN, Double.NaN);
    }
    double low = Quantiles.at(sorted, 0.01);
    double median = Quantiles.at(sorted, 0.5);
    double high = Quantiles.at(sorted, 0.99);
    double above = high > median ? high + FAR * (high - median) : Double.POSITIVE_INFINITY;
    double below = low < median ? low - FAR * (median - low) : Double.NEGATIVE_INFINITY;
    if (median > 0 && high > median) {
      above = Math.max(above, high * Math.pow(high / median, FAR_LOG));
    }
    double beyond = above;
    double under = below;
    long far =
        highest.stream().filter(x -> x > beyond).count()
            + lowest.stream().filter(x -> x < under).count();
    return new FarOut((int) far, low, high);
  }
}

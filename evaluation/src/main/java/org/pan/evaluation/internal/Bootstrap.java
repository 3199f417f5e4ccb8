package org.pan.evaluation.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.pan.evaluation.Estimate;

/**
 * The bootstrap over patients (Efron and Tibshirani 1993, chapters 6 and 13). Patients of both sets
 * are drawn anew with replacement; the interval is {@code value ± 1.96 s}, where {@code s} is the
 * standard deviation of the statistic over the replicates. Percentiles would not do: a distance of
 * two resampled sets is biased upwards.
 *
 * <p>A statistic sees weights, not patients, so what it sums by patient is summed once. Each
 * replicate has its own random numbers: the result depends on the seed alone, however many threads
 * share the work.
 */
public final class Bootstrap {

  private static final double NORMAL_95 = 1.959964;

  private final int replicates;
  private final long seed;

  public Bootstrap(int replicates, long seed) {
    this.replicates = replicates;
    this.seed = seed;
  }

  /** Statistics of two sets, and their intervals. */
  public Estimate[] of(int referenceSubjects, int candidateSubjects, PairStatistic statistic) {
    double[] point = statistic.of(ones(referenceSubjects), ones(candidateSubjects));
    if (referenceSubjects < 2 || candidateSubjects < 2) {
      return Arrays.stream(point).mapToObj(Estimate::of).toArray(Estimate[]::new);
    }
    double[][] samples =
        IntStream.range(0, replicates)
            .parallel()
            .mapToObj(
                r ->
                    statistic.of(
                        weights(referenceSubjects, r, 0), weights(candidateSubjects, r, 1)))
            .toArray(double[][]::new);
    return IntStream.range(0, point.length)
        .mapToObj(k -> interval(point[k], column(samples, k)))
        .toArray(Estimate[]::new);
  }

  /** A value with the interval that replicates of it give. */
  public static Estimate interval(double value, double[] replicates) {
    double[] finite = Arrays.stream(replicates).filter(Double::isFinite).toArray();
    if (finite.length < 2 || Double.isNaN(value)) {
      return Estimate.of(value);
    }
    double half = NORMAL_95 * Math.sqrt(StatUtils.variance(finite));
    return new Estimate(value, value - half, value + half);
  }

  /** How often each patient is drawn in a replicate. */
  public int[] weights(int subjects, int replicate, int side) {
    long key = seed * 0x9E3779B97F4A7C15L + 2L * replicate + side;
    SplittableRandom random = new SplittableRandom(new SplittableRandom(key).nextLong());
    int[] weights = new int[subjects];
    for (int i = 0; i < subjects; i++) {
      weights[random.nextInt(subjects)]++;
    }
    return weights;
  }

  /** Each patient once. */
  public static int[] ones(int subjects) {
    int[] ones = new int[subjects];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] column(double[][] samples, int k) {
    return Arrays.stream(samples).mapToDouble(sample -> sample[k]).toArray();
  }
}

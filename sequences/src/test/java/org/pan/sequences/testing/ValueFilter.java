package org.pan.sequences.testing;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.pan.sequences.testing.ClinicCode.Measure;

/** What a patient's values so far say of the own level of each code, and so of the next value. */
final class ValueFilter {

  private static final int LEVELS = 201;

  /** The probabilities of a rounded value by level, which recur from patient to patient. */
  static final class Cache {
    private record Key(int code, Group group, boolean male, long gridPoint) {}

    private final boolean ownLevels;
    private final Map<Key, double[]> likelihoods = new ConcurrentHashMap<>();

    Cache(boolean ownLevels) {
      this.ownLevels = ownLevels;
    }

    private GaussianGrid levels() {
      return GaussianGrid.of(ownLevels ? 1 : 0, LEVELS);
    }

    private double[] likelihood(
        ClinicCode code, Measure measure, Group group, boolean male, long gridPoint) {
      return likelihoods.computeIfAbsent(
          new Key(code.index(), group, male, gridPoint),
          key -> {
            double[] points = levels().points();
            double[] byLevel = new double[points.length];
            for (int i = 0; i < points.length; i++) {
              double level = measure.mean(group, male) + measure.levelSd() * points[i];
              NormalDistribution noise = new NormalDistribution(null, level, measure.noiseSd());
              byLevel[i] =
                  noise.probability(
                      (gridPoint - 0.5) / measure.perUnit(), (gridPoint + 0.5) / measure.perUnit());
            }
            return byLevel;
          });
    }
  }

  private final Cache cache;
  private final Group group;
  private final boolean male;
  private final double[][] weights = new double[ClinicCode.ALL.size()][];

  ValueFilter(Cache cache, Group group, boolean male) {
    this.cache = cache;
    this.group = group;
    this.male = male;
  }

  /**
   * The log probability of the next value of a code (NaN for none), which is then part of the past.
   */
  double observe(ClinicCode code, double number) {
    Measure measure = code.measure();
    if (measure == null || Double.isNaN(number)) {
      return measure == null && Double.isNaN(number) ? 0 : Double.NEGATIVE_INFINITY;
    }
    long gridPoint = Math.round(number * measure.perUnit());
    if (Math.abs(number * measure.perUnit() - gridPoint) > 1e-6) {
      return Double.NEGATIVE_INFINITY;
    }
    double[] likelihood = cache.likelihood(code, measure, group, male, gridPoint);
    if (weights[code.index()] == null) {
      weights[code.index()] = cache.levels().weights();
    }
    double[] posterior = weights[code.index()];
    double sum = 0;
    for (int i = 0; i < posterior.length; i++) {
      posterior[i] *= likelihood[i];
      sum += posterior[i];
    }
    for (int i = 0; sum > 0 && i < posterior.length; i++) {
      posterior[i] /= sum;
    }
    return Math.log(sum);
  }
}

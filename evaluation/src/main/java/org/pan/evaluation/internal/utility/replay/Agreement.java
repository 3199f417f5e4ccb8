package org.pan.evaluation.internal.utility.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Finding;
import org.pan.evaluation.internal.Bootstrap;

/**
 * How well the findings of a candidate agree with those of a reference, as means over the findings
 * of the reference; one that the candidate does not have agrees in nothing.
 *
 * <ul>
 *   <li>Overlap of the confidence intervals (Karr et al. 2006): with the length o of what two
 *       intervals have in common, ½ (o / length + o / length of the other); 0 where they have
 *       nothing.
 *   <li>Sign: both estimates lie on the same side of no effect.
 *   <li>Significance: both intervals exclude no effect on the same side, or both contain it.
 * </ul>
 */
record Agreement(double overlap, double sign, double significance) {

  private static final double NORMAL_95 = 1.959964;

  /** An estimate on the scale where no effect is zero and its interval is even. */
  private record Interval(double value, double low, double high) {

    static Interval of(Finding finding) {
      Estimate e = finding.estimate();
      return finding.scale() == Finding.Scale.RATIO
          ? new Interval(Math.log(e.value()), Math.log(e.low()), Math.log(e.high()))
          : new Interval(e.value(), e.low(), e.high());
    }

    /** The same interval about another value: one that another sample may have given. */
    Interval drawn(SplittableRandom random) {
      double shift = random.nextGaussian() * (high - low) / (2 * NORMAL_95);
      return new Interval(value + shift, low + shift, high + shift);
    }

    double overlap(Interval other) {
      double common = Math.min(high, other.high) - Math.max(low, other.low);
      return common <= 0 ? 0 : (common / (high - low) + common / (other.high - other.low)) / 2;
    }

    int significance() {
      return low > 0 ? 1 : high < 0 ? -1 : 0;
    }
  }

  /** The overlap of two findings. */
  static double overlap(Finding reference, Finding candidate) {
    return Interval.of(reference).overlap(Interval.of(candidate));
  }

  /**
   * The agreement with intervals. In each replicate both sets' estimates are drawn anew from normal
   * distributions with their own standard errors.
   *
   * @return overlap, sign and significance
   */
  static Estimate[] of(
      List<Finding> reference, List<Finding> candidate, int replicates, long seed) {
    List<Interval> real = reference.stream().map(Interval::of).toList();
    List<Optional<Interval>> other = new ArrayList<>();
    for (Finding finding : reference) {
      other.add(named(finding.name(), candidate).map(Interval::of));
    }
    double[] point = of(real, other).array();
    double[][] samples = new double[point.length][replicates];
    SplittableRandom random = new SplittableRandom(seed);
    for (int r = 0; r < replicates; r++) {
      List<Interval> realDrawn = real.stream().map(interval -> interval.drawn(random)).toList();
      List<Optional<Interval>> otherDrawn =
          other.stream().map(found -> found.map(interval -> interval.drawn(random))).toList();
      double[] drawn = of(realDrawn, otherDrawn).array();
      for (int k = 0; k < drawn.length; k++) {
        samples[k][r] = drawn[k];
      }
    }
    Estimate[] estimates = new Estimate[point.length];
    for (int k = 0; k < point.length; k++) {
      estimates[k] = Bootstrap.interval(point[k], samples[k]);
    }
    return estimates;
  }

  /** The finding of that name. */
  static Optional<Finding> named(String name, List<Finding> findings) {
    return findings.stream().filter(finding -> finding.name().equals(name)).findFirst();
  }

  private static Agreement of(List<Interval> real, List<Optional<Interval>> other) {
    double overlap = 0;
    double sign = 0;
    double significance = 0;
    for (int i = 0; i < real.size(); i++) {
      if (other.get(i).isPresent()) {
        Interval a = real.get(i);
        Interval b = other.get(i).get();
        overlap += a.overlap(b);
        sign += a.value() * b.value() > 0 ? 1 : 0;
        significance += a.significance() == b.significance() ? 1 : 0;
      }
    }
    int n = real.size();
    return new Agreement(overlap / n, sign / n, significance / n);
  }

  private double[] array() {
    return new double[] {overlap, sign, significance};
  }
}

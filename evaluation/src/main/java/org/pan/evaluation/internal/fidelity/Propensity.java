package org.pan.evaluation.internal.fidelity;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.Goal;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.PatientSummaries;
import org.pan.evaluation.internal.learn.FeatureTable;
import org.pan.evaluation.internal.learn.LogisticRegression;

/**
 * The propensity score mean squared error over what chance would give (Snoke and others 2018): with
 * {@code p} the probability of being synthetic that a logistic regression of k parameters gives to
 * each of N patients, and {@code c} the share of synthetic ones, {@code pMSE = mean (p − c)²},
 * whose expectation for sets of one kind is {@code (k − 1)(1 − c)² c / N}. The interval is that of
 * a noncentral chi-square with k − 1 degrees of freedom.
 */
public final class Propensity implements Measure {

  static final Definition RATIO =
      new Definition(
          "fidelity.pmse-ratio",
          Family.FIDELITY,
          "Propensity score error over chance",
          "",
          Goal.LOWEST,
          1,
          1);

  private static final double NORMAL_95 = 1.959964;

  /** Enough to keep columns that repeat each other apart, too little to shrink. */
  private static final double RIDGE = 1e-6;

  @Override
  public List<Definition> figures() {
    return List.of(RATIO);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    PatientSummaries summaries = PatientSummaries.of(sets);
    sink.estimates(
        figures(),
        pair ->
            new Estimate[] {
              ratio(summaries.table(pair.reference()), summaries.table(pair.candidate()))
            });
  }

  private static Estimate ratio(FeatureTable real, FeatureTable other) {
    FeatureTable both = real.and(other).varying();
    int n = both.rows();
    int freedom = both.columns();
    if (n <= 2 * freedom || freedom == 0) {
      return Estimate.NONE;
    }
    float[] labels = new float[n];
    Arrays.fill(labels, real.rows(), n, 1);
    double share = (double) other.rows() / n;
    double[] p = new LogisticRegression(RIDGE).fit(both, labels).probabilities(both);
    double error =
        IntStream.range(0, n).mapToDouble(i -> Math.pow(p[i] - share, 2)).average().orElse(0);
    double ratio = error / (freedom * Math.pow(1 - share, 2) * share / n);
    double noncentrality = Math.max(0, (ratio - 1) * freedom);
    double half = NORMAL_95 * Math.sqrt(2 * (freedom + 2 * noncentrality)) / freedom;
    return new Estimate(ratio, ratio - half, ratio + half);
  }
}

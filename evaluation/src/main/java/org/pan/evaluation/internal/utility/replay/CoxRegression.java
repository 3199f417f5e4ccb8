package org.pan.evaluation.internal.utility.replay;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * Proportional hazards regression (Cox 1972) with Efron's handling of ties (Efron 1977), by
 * Newton's method; standard errors from the inverse of the observed information.
 *
 * @param coefficients log hazard ratios
 * @param standardErrors of these
 */
record CoxRegression(double[] coefficients, double[] standardErrors) {

  private static final int MAX_STEPS = 40;
  private static final double CONVERGED = 1e-9;
  private static final double GREATEST = 20;

  /**
   * Fits the model.
   *
   * @param covariates by patient
   * @param times of the event or of the end of follow-up
   * @param events whether it came
   * @return the fit; none if it does not converge, as where a covariate separates those with events
   */
  static Optional<CoxRegression> fit(double[][] covariates, double[] times, boolean[] events) {
    int width = covariates.length == 0 ? 0 : covariates[0].length;
    double[][] centred = centred(covariates, width);
    int[] order =
        IntStream.range(0, times.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> times[i]).reversed())
            .mapToInt(i -> i)
            .toArray();
    double[] beta = new double[width];
    for (int step = 0; step < MAX_STEPS && width > 0; step++) {
      Likelihood at = new Likelihood(beta).over(order, centred, times, events);
      LUDecomposition information = new LUDecomposition(new Array2DRowRealMatrix(at.information));
      if (!information.getSolver().isNonSingular()) {
        return Optional.empty();
      }
      RealMatrix inverse = information.getSolver().getInverse();
      double[] change = inverse.operate(at.gradient);
      double greatest = 0;
      for (int k = 0; k < width; k++) {
        beta[k] += change[k];
        greatest = Math.max(greatest, Math.abs(change[k]));
        if (!(Math.abs(beta[k]) < GREATEST)) {
          return Optional.empty();
        }
      }
      if (greatest < CONVERGED) {
        double[] errors =
            IntStream.range(0, width).mapToDouble(k -> Math.sqrt(inverse.getEntry(k, k))).toArray();
        return Optional.of(new CoxRegression(beta, errors));
      }
    }
    return Optional.empty();
  }

  private static double[][] centred(double[][] covariates, int width) {
    double[] means = new double[width];
    for (double[] row : covariates) {
      for (int k = 0; k < width; k++) {
        means[k] += row[k] / covariates.length;
      }
    }
    double[][] centred = new double[covariates.length][width];
    for (int i = 0; i < centred.length; i++) {
      for (int k = 0; k < width; k++) {
        centred[i][k] = covariates[i][k] - means[k];
      }
    }
    return centred;
  }

  /** Gradient and information of the partial log-likelihood, from the last time to the first. */
  private static final class Likelihood {
    private final double[] beta;
    private final double[] gradient;
    private final double[][] information;
    private final Sums risk;
    private Sums tied;

    Likelihood(double[] beta) {
      this.beta = beta;
      gradient = new double[beta.length];
      information = new double[beta.length][beta.length];
      risk = new Sums(beta.length);
      tied = new Sums(beta.length);
    }

    Likelihood over(int[] order, double[][] x, double[] times, boolean[] events) {
      for (int from = 0; from < order.length; ) {
        int to = from;
        int deaths = 0;
        tied = new Sums(beta.length);
        for (; to < order.length && times[order[to]] == times[order[from]]; to++) {
          int i = order[to];
          risk.add(x[i], hazard(x[i]));
          if (events[i]) {
            deaths++;
            tied.add(x[i], hazard(x[i]));
            for (int k = 0; k < beta.length; k++) {
              gradient[k] += x[i][k];
            }
          }
        }
        for (int d = 0; d < deaths; d++) {
          subtract((double) d / deaths);
        }
        from = to;
      }
      return this;
    }

    private double hazard(double[] x) {
      double sum = 0;
      for (int k = 0; k < beta.length; k++) {
        sum += beta[k] * x[k];
      }
      return Math.exp(sum);
    }

    /** One death, with that share of those who die at the same time already gone. */
    private void subtract(double gone) {
      double zero = risk.zero - gone * tied.zero;
      for (int a = 0; a < beta.length; a++) {
        double meanA = (risk.one[a] - gone * tied.one[a]) / zero;
        gradient[a] -= meanA;
        for (int b = 0; b < beta.length; b++) {
          double meanB = (risk.one[b] - gone * tied.one[b]) / zero;
          information[a][b] += (risk.two[a][b] - gone * tied.two[a][b]) / zero - meanA * meanB;
        }
      }
    }
  }

  /** Sums of hazards, hazards times covariates and times their products. */
  private static final class Sums {
    private double zero;
    private final double[] one;
    private final double[][] two;

    Sums(int width) {
      one = new double[width];
      two = new double[width][width];
    }

    void add(double[] x, double hazard) {
      zero += hazard;
      for (int a = 0; a < one.length; a++) {
        one[a] += hazard * x[a];
        for (int b = 0; b < one.length; b++) {
          two[a][b] += hazard * x[a] * x[b];
        }
      }
    }
  }
}

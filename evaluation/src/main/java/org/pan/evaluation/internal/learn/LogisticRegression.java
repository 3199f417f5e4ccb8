package org.pan.evaluation.internal.learn;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.RealVector;

/**
 * Logistic regression by iteratively reweighted least squares (McCullagh and Nelder 1989), on
 * standardised columns with missing values at the mean, and with a ridge penalty {@code ½ λ |β|²}
 * that leaves the intercept alone.
 */
public final class LogisticRegression implements Classifier {

  private static final int MAX_STEPS = 50;
  private static final double CONVERGED = 1e-8;
  private static final double LEAST_WEIGHT = 1e-10;

  private final double ridge;

  /** With a penalty of 1, scikit-learn's default. */
  public LogisticRegression() {
    this(1);
  }

  public LogisticRegression(double ridge) {
    this.ridge = ridge;
  }

  @Override
  public Fitted fit(FeatureTable table, float[] labels) {
    Scaling scaling = Scaling.of(table);
    double[][] rows = scaling.rows(table);
    RealVector beta = new ArrayRealVector(table.columns() + 1);
    for (int step = 0; step < MAX_STEPS; step++) {
      RealVector change = step(rows, labels, beta);
      beta = beta.add(change);
      if (change.getLInfNorm() < CONVERGED) {
        break;
      }
    }
    return new Line(scaling, beta.toArray());
  }

  private RealVector step(double[][] rows, float[] labels, RealVector beta) {
    int width = beta.getDimension();
    double[][] hessian = new double[width][width];
    double[] gradient = new double[width];
    double[] coefficients = beta.toArray();
    for (int i = 0; i < rows.length; i++) {
      double[] x = rows[i];
      double p = probability(x, coefficients);
      double weight = Math.max(LEAST_WEIGHT, p * (1 - p));
      for (int a = 0; a < width; a++) {
        gradient[a] += (labels[i] - p) * x[a];
        for (int b = 0; b <= a; b++) {
          hessian[a][b] += weight * x[a] * x[b];
        }
      }
    }
    for (int a = 0; a < width; a++) {
      double penalty = a == 0 ? 0 : ridge;
      gradient[a] -= penalty * coefficients[a];
      hessian[a][a] += penalty + LEAST_WEIGHT;
      for (int b = 0; b < a; b++) {
        hessian[b][a] = hessian[a][b];
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false), 1e-6, 1e-14)
        .getSolver()
        .solve(new ArrayRealVector(gradient, false));
  }

  private static double probability(double[] x, double[] beta) {
    double sum = 0;
    for (int k = 0; k < beta.length; k++) {
      sum += x[k] * beta[k];
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /**
   * Means and standard deviations of columns.
   *
   * @param sd 1 where a column is constant
   */
  record Scaling(double[] mean, double[] sd) {

    static Scaling of(FeatureTable table) {
      double[] mean = new double[table.columns()];
      double[] sd = new double[table.columns()];
      for (int k = 0; k < mean.length; k++) {
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (int row = 0; row < table.rows(); row++) {
          double x = table.at(row, k);
          if (!Double.isNaN(x)) {
            n++;
            sum += x;
          }
        }
        mean[k] = n == 0 ? 0 : sum / n;
        for (int row = 0; row < table.rows(); row++) {
          double x = table.at(row, k);
          squares += Double.isNaN(x) ? 0 : Math.pow(x - mean[k], 2);
        }
        sd[k] = squares == 0 ? 1 : Math.sqrt(squares / n);
      }
      return new Scaling(mean, sd);
    }

    /** Standardised rows, a one before each. */
    double[][] rows(FeatureTable table) {
      double[][] rows = new double[table.rows()][mean.length + 1];
      for (int i = 0; i < rows.length; i++) {
        rows[i][0] = 1;
        for (int k = 0; k < mean.length; k++) {
          double x = table.at(i, k);
          rows[i][k + 1] = Double.isNaN(x) ? 0 : (x - mean[k]) / sd[k];
        }
      }
      return rows;
    }
  }

  private record Line(Scaling scaling, double[] beta) implements Fitted {
    @Override
    public double[] probabilities(FeatureTable table) {
      double[][] rows = scaling.rows(table);
      double[] probabilities = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        probabilities[i] = probability(rows[i], beta);
      }
      return probabilities;
    }

    @Override
    public double[] importance() {
      double[] size = new double[beta.length - 1];
      for (int k = 0; k < size.length; k++) {
        size[k] = Math.abs(beta[k + 1]);
      }
      return size;
    }
  }
}

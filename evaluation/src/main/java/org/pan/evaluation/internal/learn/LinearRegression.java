package org.pan.evaluation.internal.learn;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * Linear regression with a ridge penalty {@code λ |β|²} that leaves the intercept alone (Hoerl and
 * Kennard 1970), on standardised columns with missing values at the mean.
 */
public final class LinearRegression {

  private static final double LEAST_WEIGHT = 1e-10;

  private final LogisticRegression.Scaling scaling;
  private final double[] beta;

  private LinearRegression(LogisticRegression.Scaling scaling, double[] beta) {
    this.scaling = scaling;
    this.beta = beta;
  }

  /**
   * Learns from rows.
   *
   * @param targets by row
   */
  public static LinearRegression fit(FeatureTable table, double[] targets, double ridge) {
    LogisticRegression.Scaling scaling = LogisticRegression.Scaling.of(table);
    double[][] rows = scaling.rows(table);
    int width = table.columns() + 1;
    double[][] squares = new double[width][width];
    double[] products = new double[width];
    for (int i = 0; i < rows.length; i++) {
      for (int a = 0; a < width; a++) {
        products[a] += rows[i][a] * targets[i];
        for (int b = 0; b < width; b++) {
          squares[a][b] += rows[i][a] * rows[i][b];
        }
      }
    }
    for (int a = 0; a < width; a++) {
      squares[a][a] += LEAST_WEIGHT + (a == 0 ? 0 : ridge);
    }
    double[] beta =
        new CholeskyDecomposition(new Array2DRowRealMatrix(squares, false), 1e-6, 1e-14)
            .getSolver()
            .solve(new ArrayRealVector(products, false))
            .toArray();
    return new LinearRegression(scaling, beta);
  }

  /** Predicted targets, by row of a table with the same columns. */
  public double[] predict(FeatureTable table) {
    double[][] rows = scaling.rows(table);
    double[] predicted = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < beta.length; k++) {
        predicted[i] += beta[k] * rows[i][k];
      }
    }
    return predicted;
  }
}

package org.pan.model.memory;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/** The normal equations of a ridge regression whose last input is the intercept. */
final class Ridge {

  /** Keeps the equations solvable; the intercept itself is not shrunken. */
  private static final double INTERCEPT = 1e-6;

  private Ridge() {}

  /** How strongly the weight of an input is shrunken. */
  static double strength(int input, int size, double ridge) {
    return input == size - 1 ? INTERCEPT : ridge;
  }

  /**
   * Solves {@code (A + ridge) w = b}.
   *
   * @param products A, of which the upper triangle is read; overwritten
   * @param target b
   */
  static double[] solve(double[][] products, double[] target, double ridge) {
    for (int i = 0; i < target.length; i++) {
      products[i][i] += strength(i, target.length, ridge);
      for (int j = 0; j < i; j++) {
        products[i][j] = products[j][i];
      }
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(products, false), 1e-6, 1e-12)
        .getSolver()
        .solve(new ArrayRealVector(target, false))
        .toArray();
  }
}

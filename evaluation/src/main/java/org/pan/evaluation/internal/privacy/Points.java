package org.pan.evaluation.internal.privacy;

import java.util.Arrays;

/**
 * Patients as points.
 *
 * @param values row after row
 * @param rows number of points
 * @param columns number of dimensions
 */
record Points(float[] values, int rows, int columns) {

  /** One coordinate. */
  float at(int row, int column) {
    return values[row * columns + column];
  }

  /** Some points, in the order given. */
  Points rows(int[] chosen) {
    float[] some = new float[chosen.length * columns];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * columns, some, i * columns, columns);
    }
    return new Points(some, chosen.length, columns);
  }

  /** The same points in some of the dimensions. */
  Points columns(int[] chosen) {
    float[] some = new float[rows * chosen.length];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < chosen.length; k++) {
        some[row * chosen.length + k] = at(row, chosen[k]);
      }
    }
    return new Points(some, rows, chosen.length);
  }

  /** The values of a column in ascending order. */
  float[] sorted(int column) {
    float[] all = new float[rows];
    for (int row = 0; row < rows; row++) {
      all[row] = at(row, column);
    }
    Arrays.sort(all);
    return all;
  }
}

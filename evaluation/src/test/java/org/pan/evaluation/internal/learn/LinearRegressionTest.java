package org.pan.evaluation.internal.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ridge regression; the expected values are scikit-learn's, by utility_oracle.py. */
class LinearRegressionTest {

  @Test
  void predictionsAreThoseOfAnotherLibrary() {
    int rows = 60;
    float[] values = new float[2 * rows];
    double[] targets = new double[rows];
    for (int i = 0; i < rows; i++) {
      values[2 * i] = i * 7 % 13;
      values[2 * i + 1] = i * 5 % 17 / 4f;
      targets[i] = 3 + 2 * values[2 * i] - values[2 * i + 1] + i * 11 % 19 / 10.0;
    }
    FeatureTable table = new FeatureTable(List.of("a", "b"), values, rows);
    double[] predicted = LinearRegression.fit(table, targets, 1).predict(table);
    assertArrayEquals(
        new double[] {3.8926056, 16.61311153, 3.41514308}, Arrays.copyOf(predicted, 3), 1e-7);
  }
}

package org.pan.evaluation.internal.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.SortedSample;

/** Classifiers on rows whose law is known. */
class ClassifierTest {

  private static final int ROWS = 4_000;

  /** Label 1 with probability 0.9 where x and y have one sign, else 0.1; z is noise. */
  private final float[] values = new float[3 * ROWS];

  private final float[] labels = new float[ROWS];
  private final FeatureTable table = new FeatureTable(List.of("x", "y", "z"), values, ROWS);

  ClassifierTest() {
    SplittableRandom random = new SplittableRandom(5);
    for (int row = 0; row < ROWS; row++) {
      for (int k = 0; k < 3; k++) {
        values[3 * row + k] = (float) random.nextGaussian();
      }
      boolean alike = values[3 * row] * values[3 * row + 1] > 0;
      labels[row] = random.nextDouble() < (alike ? 0.9 : 0.1) ? 1 : 0;
    }
  }

  private double auc(double[] probabilities) {
    return SortedSample.areaUnderCurve(
        only(probabilities, 0), Bootstrap.ones(ROWS), only(probabilities, 1), Bootstrap.ones(ROWS));
  }

  private SortedSample only(double[] probabilities, int label) {
    return SortedSample.bySubject(
        IntStream.range(0, ROWS)
            .mapToDouble(row -> labels[row] == label ? probabilities[row] : Double.NaN)
            .toArray());
  }

  @Test
  void boostingFindsAnInteraction() {
    CrossValidation result = CrossValidation.of(new GradientBoosting(), table, labels, 1);
    // The best possible is 0.9 (.9² + .9 · .1), of which 4,000 rows leave a little to be learnt.
    assertEquals(0.885, auc(result.probabilities()), 0.025);
  }

  /** With the signs of x or of y unknown, the label is a coin. */
  @Test
  void withoutOneOfTwoColumnsTheAreaFallsToOneHalf() {
    CrossValidation result = CrossValidation.of(new GradientBoosting(), table, labels, 1);
    double[] falls = result.permutationImportance(3, 1);
    double all = auc(result.probabilities()) - 0.5;
    assertEquals(all, falls[0], 0.03);
    assertEquals(all, falls[1], 0.03);
    assertEquals(0, falls[2], 0.02);
  }

  @Test
  void whatIsNotTriedHasNoImportance() {
    CrossValidation result = CrossValidation.of(new GradientBoosting(), table, labels, 1);
    double[] falls = result.permutationImportance(2, 1);
    assertTrue(Double.isNaN(falls[2]) && falls[0] > 0.3 && falls[1] > 0.3, "x and y are tried");
  }

  @Test
  void theSameSeedGivesTheSameTrees() {
    assertArrayEquals(
        CrossValidation.of(new GradientBoosting(), table, labels, 1).probabilities(),
        CrossValidation.of(new GradientBoosting(), table, labels, 1).probabilities());
  }

  @Test
  void aLineCannotSeeTheInteraction() {
    CrossValidation result = CrossValidation.of(new LogisticRegression(), table, labels, 1);
    assertEquals(0.5, auc(result.probabilities()), 0.04);
  }

  @Test
  void areaUnderCurveCountsTiesHalf() {
    SortedSample negatives = SortedSample.bySubject(new double[] {0.1, 0.4, 0.35});
    SortedSample positives = SortedSample.bySubject(new double[] {0.8, 0.4});
    // Pairs won: 3 for 0.8, 2 and a tie for 0.4.
    assertEquals(
        5.5 / 6,
        SortedSample.areaUnderCurve(negatives, Bootstrap.ones(3), positives, Bootstrap.ones(2)),
        1e-12);
  }
}

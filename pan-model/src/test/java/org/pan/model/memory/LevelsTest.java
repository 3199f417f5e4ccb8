package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A known hierarchical Gaussian comes back, and with it the expectation in closed form. */
@NullMarked
class LevelsTest {

  private static final double BETWEEN = .8;
  private static final double WITHIN = .4;

  private static Levels fitted() {
    Random random = new Random(3);
    Levels.Fit fit = new Levels.Fit(1);
    for (int s = 0; s < 8_000; s++) {
      float x = s % 2;
      double level = -.3 + .9 * x + BETWEEN * random.nextGaussian();
      double[] scores = new double[1 + random.nextInt(8)];
      for (int i = 0; i < scores.length; i++) {
        scores[i] = level + WITHIN * random.nextGaussian();
      }
      fit.add(7, new float[] {x}, scores);
    }
    fit.add(9, new float[] {0}, new double[] {1, 2});
    return fit.solve();
  }

  @Test
  void groupMeansAndTheRatioOfVariancesComeBack() {
    Levels levels = fitted();
    assertEquals(-.3, levels.expected(7, new float[] {0}, 0, 0), .04);
    assertEquals(.6, levels.expected(7, new float[] {1}, 0, 0), .04);
    double ratio = WITHIN * WITHIN / (BETWEEN * BETWEEN);
    assertEquals(ratio, levels.weight().getOrDefault(7, Double.NaN), .05 * ratio);
  }

  /** The posterior mean of a Gaussian level: (k m + n x) / (k + n). */
  @Test
  void theExpectedLevelIsThePosteriorMean() {
    Levels levels = new Levels(Map.of(0, new double[] {.5, .1}), Map.of(0, 2.0));
    assertEquals(.6, levels.expected(0, new float[] {1}, 0, 0), 1e-12);
    assertEquals((2 * .6 + 3 * 1.6) / 5, levels.expected(0, new float[] {1}, 3, 1.6), 1e-12);
  }

  @Test
  void aCodeOfFewSubjectsHasItsOwnMeanAlone() {
    Levels levels = fitted();
    assertFalse(levels.weights().containsKey(9));
    assertTrue(Double.isNaN(levels.expected(9, new float[] {0}, 0, 0)));
    assertEquals(1.5, levels.expected(9, new float[] {0}, 2, 1.5), 1e-12);
  }
}

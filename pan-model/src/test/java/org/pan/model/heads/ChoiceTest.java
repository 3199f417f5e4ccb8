package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Choices among four classes of known probabilities, by uniform numbers in equal steps. */
@NullMarked
class ChoiceTest {

  private static final double[] P = {.15, .5, .05, .3};
  private static final int STEPS = 100_000;

  private static double[] shares(double temperature, double topP) {
    float[] logits = new float[P.length];
    for (int k = 0; k < P.length; k++) {
      logits[k] = (float) Math.log(P[k]);
    }
    Choice choice = new Choice(P.length);
    double[] shares = new double[P.length];
    IntStream.range(0, STEPS)
        .map(i -> choice.draw(logits, 0, P.length, null, temperature, topP, (i + .5) / STEPS))
        .forEach(k -> shares[k] += 1.0 / STEPS);
    return shares;
  }

  /** The fewest classes that hold the share, in the proportion they had. */
  @ParameterizedTest
  @CsvSource({
    "1, .15, .5, .05, .3",
    ".96, .15, .5, .05, .3",
    ".9, .157895, .526316, 0, .315789",
    ".75, 0, .625, 0, .375",
    ".2, 0, 1, 0, 0"
  })
  void topPLeavesTheLikeliest(double topP, double a, double b, double c, double d) {
    assertArrayEquals(new double[] {a, b, c, d}, shares(1, topP), 2e-5);
  }

  /** p^(1/T), normalised. */
  @Test
  void temperatureIsAPowerOfTheProbabilities() {
    double sum = .15 * .15 + .5 * .5 + .05 * .05 + .3 * .3;
    assertArrayEquals(
        new double[] {.0225 / sum, .25 / sum, .0025 / sum, .09 / sum}, shares(.5, 1), 2e-5);
  }
}

package org.pan.bench.growth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerLawTest {

  private static final double[] PLACES = {200, 632, 2_000, 6_325, 20_000};

  private static double[] costs(double fixed, double factor, double exponent) {
    return Arrays.stream(PLACES).map(x -> fixed + factor * Math.pow(x, exponent)).toArray();
  }

  @ParameterizedTest
  @CsvSource({"3, .001, 1", "0, .001, 1", "2, 1e-7, 2", "5, 80, -.5", ".1, .02, .5"})
  void aLawComesBack(double fixed, double factor, double exponent) {
    PowerLaw law = PowerLaw.fit(PLACES, costs(fixed, factor, exponent));
    assertEquals(exponent, law.exponent(), .01);
    assertEquals(fixed, law.fixed(), .01 + .02 * fixed);
    for (double x : PLACES) {
      double true_ = fixed + factor * Math.pow(x, exponent);
      assertEquals(1, law.at(x) / true_, .01);
    }
  }

  /** Costs that vary by a few per cent, as measured ones do: a line is still told from a square. */
  @Test
  void noiseMovesTheExponentLittle() {
    SplittableRandom random = new SplittableRandom(1);
    double[] noisy =
        Arrays.stream(costs(3, .001, 1)).map(y -> y * (.98 + .04 * random.nextDouble())).toArray();
    assertEquals(1, PowerLaw.fit(PLACES, noisy).exponent(), .15);
  }

  /** What does not grow has no exponent worth the name: the law is flat all the same. */
  @Test
  void aConstantIsFlat() {
    PowerLaw law = PowerLaw.fit(PLACES, costs(7, 0, 1));
    assertEquals(7, law.at(200), .01);
    assertEquals(7, law.at(20_000), .01);
  }

  /** Two points say nothing of a fixed part: the slope between their logarithms. */
  @Test
  void twoPointsGiveTheirSlope() {
    PowerLaw law = PowerLaw.fit(new double[] {1, 2}, new double[] {10, 5});
    assertEquals(-1, law.exponent(), .01);
    assertTrue(law.fixed() == 0);
  }
}

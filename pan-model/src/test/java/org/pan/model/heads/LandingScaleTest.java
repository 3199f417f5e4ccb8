package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Factors on rates that are known come back from events drawn with them. */
class LandingScaleTest {

  private static final int ROWS = 400_000;
  private static final int DAYS = 30;

  /** True over given rates: by gap class, and by weekday of the near days. */
  private static double factor(int gap, int weekday) {
    return (gap < 10 ? 1.2 : .8) * (weekday == 2 ? 1.5 : 1);
  }

  private static LandingScale drawn(double beside) {
    SplittableRandom random = new SplittableRandom(5);
    LandingScale scale = new LandingScale();
    for (int row = 0; row < ROWS; row++) {
      int first = random.nextInt(7);
      double level = .02 + .1 * random.nextDouble();
      for (int gap = 1; gap < DAYS; gap++) {
        int weekday = (first + gap) % 7;
        double rate = level * (1 + .5 * Math.sin(gap));
        double all = rate * factor(gap, weekday) + beside;
        if (random.nextDouble() < -Math.expm1(-all)) {
          scale.land(gap, weekday, rate, beside);
          break;
        }
        scale.pass(gap, weekday, rate);
      }
    }
    return scale.fit();
  }

  private static void assertFactors(LandingScale scale) {
    double[] logs = scale.logs();
    for (int gap = 1; gap < DAYS; gap++) {
      for (int weekday = 0; weekday < 7; weekday++) {
        double found = Math.exp(logs[gap] + logs[GapClasses.COUNT + weekday]);
        // 400,000 rows: of the last gaps some thousands are left
        assertEquals(1, found / factor(gap, weekday), gap < 15 ? .06 : .12);
      }
    }
    double mean = 0;
    for (int gap = 1; gap < 10; gap++) {
      mean += Math.exp(logs[gap] + logs[GapClasses.COUNT]) / 9;
    }
    assertEquals(1.2, mean, .02);
  }

  @Test
  void factorsComeBack() {
    assertFactors(drawn(0));
  }

  @Test
  void factorsComeBackWhereADayHasAnotherRateBesideThem() {
    assertFactors(drawn(.02));
  }

  @Test
  void withoutEventsNothingIsScaled() {
    for (double log : new LandingScale().fit().logs()) {
      assertEquals(0, log, 1e-12);
    }
  }
}

package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Held against a geometric law, whose survival to a power is that of another one. */
@NullMarked
class WeekPaceTest {

  private static final int CLASSES = 40;
  private static final double HAZARD = .1;

  /** The end, then classes that come one after the other, the earliest last. */
  private static double[] law(double pace) {
    double[] p = new double[CLASSES];
    for (int k = 1; k < CLASSES; k++) {
      int passed = CLASSES - 1 - k;
      p[k] = Math.pow(1 - HAZARD, passed * pace) - Math.pow(1 - HAZARD, (passed + 1) * pace);
    }
    p[0] = Math.pow(1 - HAZARD, (CLASSES - 1) * pace);
    return p;
  }

  private static int[] starts() {
    int[] starts = new int[CLASSES];
    for (int k = 1; k < CLASSES; k++) {
      starts[k] = 7 * (CLASSES - 1 - k);
    }
    starts[0] = Integer.MAX_VALUE;
    return starts;
  }

  private static double[] changed(double[] p, double pace) {
    float[] biases = new float[2 + CLASSES];
    new WeekPace(CLASSES).of(starts()).bias(p, Math.log(pace), biases, 2);
    double[] weighed = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      weighed[k] = p[k] * Math.exp(biases[2 + k]);
    }
    return weighed;
  }

  @Test
  void aPaceRaisesTheSurvivalToItsPower() {
    assertArrayEquals(law(1.3), changed(law(1), 1.3), 1e-7);
    assertArrayEquals(law(.6), changed(law(1), .6), 1e-7);
    assertArrayEquals(law(1), changed(law(1), 1), 0);
  }

  @Test
  void whatIsOutStaysOutAndWhatIsSureStaysSure() {
    double[] sure = new double[CLASSES];
    sure[CLASSES - 3] = 1;
    assertArrayEquals(sure, changed(sure, 1.7), 1e-7);
    double[] ended = new double[CLASSES];
    ended[0] = 1;
    assertArrayEquals(ended, changed(ended, 1.7), 1e-7);
  }

  @Test
  void whatIsExpectedIsTheSumOfTheHazards() {
    WeekPace pace = new WeekPace(CLASSES).of(starts());
    assertEquals(HAZARD, pace.expected(law(1), CLASSES - 1), 1e-12);
    assertEquals(5 * HAZARD, pace.expected(law(1), CLASSES - 5), 1e-12);
    assertEquals((CLASSES - 1) * HAZARD, pace.expected(law(1), -1), 1e-12);
    int[] none = new int[CLASSES];
    Arrays.fill(none, Integer.MAX_VALUE);
    assertEquals(0, pace.of(none).expected(law(1), -1));
  }
}

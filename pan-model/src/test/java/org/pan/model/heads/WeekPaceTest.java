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
    float[] biases = new float[CLASSES];
    new WeekPace(CLASSES, CLASSES).of(starts()).bias(p, Math.log(pace), biases);
    double[] weighed = new double[CLASSES];
    for (int k = 0; k < CLASSES; k++) {
      weighed[k] = p[k] * Math.exp(biases[k]);
    }
    return weighed;
  }

  @Test
  void aPaceRaisesTheSurvivalToItsPower() {
    assertArrayEquals(law(1.3), changed(law(1), 1.3), 1e-7);
    assertArrayEquals(law(.6), changed(law(1), .6), 1e-7);
    assertArrayEquals(law(1), changed(law(1), 1), 1e-12);
  }

  /** Where classes are many and small, the law is as good as continuous. */
  @Test
  void aPaceRaisesTheSurvivalOfSmallClassesToItsPower() {
    double[] even = new double[CLASSES];
    double[] raised = new double[CLASSES];
    for (int k = 1; k < CLASSES; k++) {
      int passed = CLASSES - 1 - k;
      even[k] = .001;
      raised[k] = Math.pow(1 - .001 * passed, 1.4) - Math.pow(1 - .001 * (passed + 1), 1.4);
    }
    even[0] = 1 - .001 * (CLASSES - 1);
    raised[0] = Math.pow(even[0], 1.4);
    assertArrayEquals(raised, changed(even, 1.4), 1e-8);
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
    WeekPace pace = new WeekPace(CLASSES, CLASSES).of(starts());
    assertEquals(HAZARD, pace.expected(law(1), CLASSES - 1), 1e-12);
    assertEquals(5 * HAZARD, pace.expected(law(1), CLASSES - 5), 1e-12);
    assertEquals((CLASSES - 1) * HAZARD, pace.expected(law(1), -1), 1e-12);
    int[] none = new int[CLASSES];
    Arrays.fill(none, Integer.MAX_VALUE);
    assertEquals(0, pace.of(none).expected(law(1), -1));
  }
}

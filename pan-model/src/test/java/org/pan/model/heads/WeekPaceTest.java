package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A known pace over a geometric law comes back: the survival to the power of it. */
class WeekPaceTest {

  private static final int WEEKS = 30;
  private static final int FIRST = WeekOutcomes.RANGES;
  private static final int CLASSES = FIRST + WEEKS;
  private static final int ROWS = 40_000;
  private static final double HAZARD = .1;

  /** The end, then the weeks, of a law with this hazard a week to the power of a pace. */
  private static double[] law(double pace) {
    double[] p = new double[CLASSES];
    double left = 1;
    for (int k = FIRST; k < CLASSES; k++) {
      double next = Math.pow(Math.pow(1 - HAZARD, k - FIRST + 1), pace);
      p[k] = left - next;
      left = next;
    }
    p[WeekOutcomes.END_CLASS] = left;
    return p;
  }

  private static int[] starts(int open) {
    int[] starts = new int[CLASSES];
    java.util.Arrays.fill(starts, Integer.MAX_VALUE);
    for (int k = 0; k < open; k++) {
      starts[FIRST + k] = 7 * k;
    }
    return starts;
  }

  /**
   * Rows that have learnt the law at pace one, and outcomes at another.
   *
   * @param ends whether observation ends at a week that differs from row to row
   */
  private static double[] fitted(double pace, boolean ends) {
    SplittableRandom random = new SplittableRandom(11);
    double[] learnt = law(1);
    double[] drawn = law(pace);
    float[] logits = new float[ROWS * CLASSES];
    WeekPace scale = new WeekPace(CLASSES, FIRST, ROWS, logits);
    for (int row = 0; row < ROWS; row++) {
      for (int k = 0; k < CLASSES; k++) {
        logits[row * CLASSES + k] = (float) Math.log(learnt[k]);
      }
      int open = ends ? 1 + random.nextInt(WEEKS) : WEEKS;
      double left = random.nextDouble();
      int came = -1;
      for (int k = FIRST; k < FIRST + open && came < 0; k++) {
        left -= drawn[k];
        came = left < 0 ? k : -1;
      }
      scale.row(row, starts(open), came);
    }
    float[] biases = scale.fit();
    double[] p = new double[CLASSES];
    new Choice(CLASSES).probabilities(logits, 0, CLASSES, biases, 1, p);
    return p;
  }

  @Test
  void aQuickerAndASlowerPaceComeBack() {
    // 40,000 rows: a share of .1 has a standard deviation of .0015
    assertArrayEquals(law(1.3), fitted(1.3, false), .006);
    assertArrayEquals(law(.8), fitted(.8, false), .006);
  }

  @Test
  void thePaceComesBackWhereObservationEnds() {
    assertArrayEquals(law(1.3), fitted(1.3, true), .006);
  }

  @Test
  void withoutLandingsThePaceIsAsLearnt() {
    float[] logits = new float[CLASSES];
    WeekPace pace = new WeekPace(CLASSES, FIRST, 1, logits);
    pace.row(0, starts(WEEKS), -1);
    assertArrayEquals(new float[CLASSES], pace.fit());
    assertArrayEquals(new float[CLASSES], new WeekPace(CLASSES, FIRST, 0, new float[0]).fit());
  }
}

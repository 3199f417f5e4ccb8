package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Records of a study that begins on one date: none is longer than its end is from there. */
class DistanceFitTest {

  private static final int OUTCOMES = 41;
  private static final int LONGEST = 25;
  private static final int ROWS = 20_000;

  private final int[] came = new int[ROWS];
  private final float[] open = new float[ROWS * OUTCOMES];
  private final long[] classes = new long[ROWS * OUTCOMES];
  private final double[] shares = new double[OUTCOMES];

  /** Outcome 0 is none; outcome k comes on day k, which is at most LONGEST days before the end. */
  private void simulate() {
    SplittableRandom random = new SplittableRandom(1);
    Arrays.fill(shares, 1.0 / OUTCOMES);
    for (int r = 0; r < ROWS; r++) {
      int end = 20 + random.nextInt(20);
      open[r * OUTCOMES] = 1;
      for (int k = 1; k < OUTCOMES; k++) {
        open[r * OUTCOMES + k] = k <= end ? 1 : 0;
        classes[r * OUTCOMES + k] = k <= end ? 1 + end - k : 0;
      }
      int first = Math.max(1, end - LONGEST);
      came[r] = random.nextInt(10) == 0 ? 0 : first + random.nextInt(end - first + 1);
    }
  }

  private double[] expected(DistanceFit fit, int row) {
    double[] p = new double[OUTCOMES];
    for (int k = 0; k < OUTCOMES; k++) {
      int at = row * OUTCOMES + k;
      p[k] = open[at] * Math.exp(fit.outcomes()[k] + fit.distances()[(int) classes[at]]);
    }
    double total = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / total).toArray();
  }

  @Test
  void aLongestRecordIsFoundAndOutcomesComeAsOftenAsTheyDid() {
    simulate();
    DistanceFit fit = new DistanceFit(shares, OUTCOMES + 1, came, open, classes);
    double beyond = 0;
    double none = 0;
    double[] days = new double[OUTCOMES];
    double[] observed = new double[OUTCOMES];
    for (int r = 0; r < ROWS; r++) {
      double[] p = expected(fit, r);
      none += p[0] / ROWS;
      observed[came[r]] += 1.0 / ROWS;
      for (int k = 1; k < OUTCOMES; k++) {
        days[k] += p[k] / ROWS;
        beyond += classes[r * OUTCOMES + k] > 1 + LONGEST ? p[k] / ROWS : 0;
      }
    }
    assertTrue(beyond < 1e-3, () -> "share of records that are too long");
    assertEquals(.1, none, .01);
    for (int k = 1; k < OUTCOMES; k++) {
      assertEquals(observed[k], days[k], .002);
    }
  }

  @Test
  void withoutDistancesTheSharesStay() {
    simulate();
    Arrays.fill(classes, 0);
    Arrays.fill(open, 1);
    DistanceFit fit = new DistanceFit(shares, 2, came, open, classes);
    double[] observed = new double[OUTCOMES];
    Arrays.fill(observed, .5);
    Arrays.stream(came).forEach(k -> observed[k]++);
    double[] p = expected(fit, 0);
    for (int k = 0; k < OUTCOMES; k++) {
      assertEquals(observed[k] / ROWS, p[k], 1e-3);
    }
    assertEquals(0, fit.distances()[0]);
  }
}

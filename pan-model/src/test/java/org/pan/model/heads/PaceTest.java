package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.pan.model.Rows;
import org.pan.model.network.Parameters;

/** A known pace comes back from visits that were expected wrongly. */
@NullMarked
class PaceTest {

  private static final int ROWS = 400_000;
  private static final double EXPECTED = .2;

  private static Rows row(double visits, double intensity) {
    Rows rows = new Rows(1 + Pace.WIDTH, 0, 1);
    rows.add();
    rows.floats()[1] = (float) visits;
    rows.floats()[2] = (float) intensity;
    return rows;
  }

  /** A log-pace that is linear in one covariate and bent in the other. */
  private static double truth(double visits, double intensity) {
    return .2 * visits - .3 - .15 * Math.abs(intensity + 4);
  }

  @Test
  void aKnownPaceComesBack() {
    SplittableRandom random = new SplittableRandom(3);
    Rows rows = new Rows(1 + Pace.WIDTH, 0, ROWS);
    for (int r = 0; r < ROWS; r++) {
      rows.addFrom(row(3 * random.nextDouble(), -6 + 4 * random.nextDouble()), 0);
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        Parameters parameters = new Parameters(manager, 1)) {
      Pace pace = new Pace(parameters, 1);
      pace.prepare(rows);
      assertFalse(pace.fitted());
      for (int round = 0; round < 3; round++) {
        Pace.Tally tally = pace.new Tally();
        float[] now = pace.logs(rows);
        for (int r = 0; r < ROWS; r++) {
          double p = EXPECTED * Math.exp(truth(rows.floats()[3 * r + 1], rows.floats()[3 * r + 2]));
          double expected = EXPECTED * Math.exp(now[r]);
          tally.add(rows, r, random.nextDouble() < p, expected / 2, expected / 2);
        }
        tally.fit();
      }
      assertTrue(pace.fitted());
      // About 6,000 visits a bin: a standard deviation of .013.
      for (double visits = .1; visits < 2.9; visits += .2) {
        for (double intensity = -5.8; intensity < -2.2; intensity += .3) {
          assertEquals(truth(visits, intensity), pace.logs(row(visits, intensity))[0], .07);
        }
      }
      assertEquals(pace.logs(row(3, -4))[0], pace.logs(row(90, -4))[0], "beyond all that was seen");
    }
  }

  @Test
  void withoutVisitsThePaceIsAsLearnt() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu());
        Parameters parameters = new Parameters(manager, 1)) {
      Pace pace = new Pace(parameters, 1);
      pace.prepare(new Rows(1 + Pace.WIDTH, 0, 0));
      pace.new Tally().fit();
      assertFalse(pace.fitted());
      assertEquals(0, pace.logs(row(2, -4))[0]);
    }
  }
}

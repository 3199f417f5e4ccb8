package org.pan.training.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {

  private static final LearningRateSchedule SCHEDULE = new LearningRateSchedule(0.01, 4, 0.1);

  @Test
  void theRateRisesLinearlyWhileWarmingUp() {
    assertEquals(0.0025, SCHEDULE.at(0, 0), 1e-15);
    assertEquals(0.0050, SCHEDULE.at(1, 0), 1e-15);
    assertEquals(0.0075, SCHEDULE.at(2, 0), 1e-15);
    assertEquals(0.0100, SCHEDULE.at(3, 0), 1e-15);
    assertEquals(0.0100, SCHEDULE.at(4, 0), 1e-15);
  }

  @Test
  void theRateFallsAsHalfACosineToItsFloor() {
    assertEquals(0.0100, SCHEDULE.at(100, 0), 1e-15);
    assertEquals(0.001 + 0.009 * 0.75, SCHEDULE.at(100, 1.0 / 3), 1e-15);
    assertEquals(0.001 + 0.009 * 0.50, SCHEDULE.at(100, 0.5), 1e-15);
    assertEquals(0.001 + 0.009 * 0.25, SCHEDULE.at(100, 2.0 / 3), 1e-15);
    assertEquals(0.0010, SCHEDULE.at(100, 1), 1e-15);
    assertEquals(0.0010, SCHEDULE.at(100, 1.2), 1e-15);
  }

  @Test
  void impossibleSchedulesAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new LearningRateSchedule(0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new LearningRateSchedule(0.1, -1, 0));
    assertThrows(IllegalArgumentException.class, () -> new LearningRateSchedule(0.1, 1, 1.1));
    assertThrows(IllegalArgumentException.class, () -> new LearningRateSchedule(Double.NaN, 1, 0));
  }
}

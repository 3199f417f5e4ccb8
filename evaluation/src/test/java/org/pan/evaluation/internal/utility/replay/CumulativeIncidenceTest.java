package org.pan.evaluation.internal.utility.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CumulativeIncidenceTest {

  @Test
  void anotherDeathLeavesFewerForTheEvent() {
    CumulativeIncidence incidence =
        CumulativeIncidence.of(new double[] {1, 2, 3, 4, 5}, new int[] {1, 2, 0, 1, 1});
    // 1/5, then 4/5 * 3/4 = 3/5 are free, half of whom have the event on day 4.
    assertEquals(0.2, incidence.by(3, new int[] {1, 1, 1, 1, 1}), 1e-12);
    assertEquals(0.2 + 0.6 / 2, incidence.by(4, new int[] {1, 1, 1, 1, 1}), 1e-12);
  }

  @Test
  void aPatientCountedTwiceIsTwoPatients() {
    CumulativeIncidence incidence =
        CumulativeIncidence.of(new double[] {1, 2, 3}, new int[] {1, 0, 1});
    assertEquals(0.5, incidence.by(1, new int[] {2, 1, 1}), 1e-12);
  }
}

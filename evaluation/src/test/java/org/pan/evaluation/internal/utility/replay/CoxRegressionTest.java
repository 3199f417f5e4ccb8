package org.pan.evaluation.internal.utility.replay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/**
 * Proportional hazards with many ties; the expected values are lifelines', by utility_oracle.py.
 */
class CoxRegressionTest {

  private static final int PATIENTS = 300;

  @Test
  void coefficientsAndErrorsAreThoseOfAnotherLibrary() {
    double[][] covariates = new double[PATIENTS][];
    double[] times = new double[PATIENTS];
    boolean[] events = new boolean[PATIENTS];
    for (int i = 0; i < PATIENTS; i++) {
      int exposed = i % 3 == 0 ? 1 : 0;
      covariates[i] = new double[] {exposed, 40 + i * 29 % 41, i * 7 % 11 < 5 ? 1 : 0};
      times[i] = 1 + i * 61 % 103 / (1 + exposed) / 4;
      events[i] = i * 17 % 23 < 12;
    }
    CoxRegression fit = CoxRegression.fit(covariates, times, events).orElseThrow();
    assertArrayEquals(
        new double[] {1.162229270, 0.002279818, 0.078678705}, fit.coefficients(), 1e-7);
    assertArrayEquals(
        new double[] {0.200549952, 0.006558971, 0.161341629}, fit.standardErrors(), 1e-7);
  }

  @Test
  void anOutcomeOfOneGroupAloneHasNoRatio() {
    double[][] covariates = {{0}, {1}, {0}, {1}};
    boolean[] events = {false, true, false, true};
    assertTrue(CoxRegression.fit(covariates, new double[] {4, 1, 3, 2}, events).isEmpty());
  }
}

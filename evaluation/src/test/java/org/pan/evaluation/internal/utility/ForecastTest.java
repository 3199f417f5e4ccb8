package org.pan.evaluation.internal.utility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.Bootstrap;

/** Scores of forecasts; the expected values are scikit-learn's, by utility_oracle.py. */
class ForecastTest {

  private static final int ROWS = 500;
  private static final Forecast FORECAST = forecast();
  private static final int[] ONES = Bootstrap.ones(ROWS);

  private static Forecast forecast() {
    double[] probabilities = new double[ROWS];
    float[] labels = new float[ROWS];
    for (int i = 0; i < ROWS; i++) {
      probabilities[i] = (i * 37 % 101 + 0.5) / 102;
      labels[i] = i * 53 % 97 / 97.0 < probabilities[i] * probabilities[i] ? 1 : 0;
    }
    return Forecast.of(probabilities, labels, IntStream.range(0, ROWS).toArray());
  }

  @Test
  void areaBrierAndSlopeAreThoseOfAnotherLibrary() {
    assertEquals(0.832299465, FORECAST.areaUnderCurve(ONES), 1e-9);
    assertEquals(0.182473856, FORECAST.brier(ONES), 1e-9);
    assertEquals(0.958762, FORECAST.calibrationSlope(ONES), 1e-4);
  }

  @Test
  void constantForecastsHaveNoSlope() {
    Forecast constant =
        Forecast.of(new double[] {.3, .3, .3}, new float[] {0, 1, 0}, new int[] {0, 1, 2});
    assertEquals(0, constant.calibrationSlope(Bootstrap.ones(3)));
    assertEquals(0.5, constant.areaUnderCurve(Bootstrap.ones(3)));
  }
}

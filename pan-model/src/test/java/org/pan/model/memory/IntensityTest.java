package org.pan.model.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** A known gamma-Poisson process comes back, and with it the expectation in closed form. */
@NullMarked
class IntensityTest {

  private static final double SHAPE = 2;

  /** Rates of two groups in visits a day. */
  private static final double[] RATES = {.01, .04};

  private static Intensity fitted(int subjects) {
    RandomGenerator random = new Well19937c(5);
    Intensity.Fit fit = new Intensity.Fit(2);
    for (int s = 0; s < subjects; s++) {
      int group = s % 2;
      double days = 100 + random.nextInt(900);
      double frailty = new GammaDistribution(random, SHAPE, 1 / SHAPE).sample();
      int visits =
          new PoissonDistribution(random, RATES[group] * frailty * days, 1e-9, 1000).sample();
      fit.add(new float[] {group == 0 ? 1 : 0, group == 1 ? 1 : 0}, visits, days);
    }
    return fit.solve();
  }

  @Test
  void ratesAndSpreadOfAGammaPoissonProcessComeBack() {
    Intensity intensity = fitted(20_000);
    assertEquals(RATES[0], intensity.prior(new float[] {1, 0}), .03 * RATES[0]);
    assertEquals(RATES[1], intensity.prior(new float[] {0, 1}), .03 * RATES[1]);
    assertEquals(SHAPE, intensity.shape(), .1);
  }

  /** The posterior mean of a gamma prior with shape a and mean m after n events in T days. */
  @Test
  void theExpectedRateIsThePosteriorMean() {
    Intensity intensity = new Intensity(new double[] {Math.log(.02)}, 3);
    double prior = intensity.prior(new float[0]);
    assertEquals(.02, prior, 1e-12);
    assertEquals(.02, intensity.posterior(prior, 0, 0), 1e-12);
    assertEquals((3 + 7) / (3 / .02 + 200), intensity.posterior(prior, 7, 200), 1e-12);
  }

  @Test
  void withNothingToLearnFromThereIsStillARate() {
    Intensity none = new Intensity.Fit(3).solve();
    assertTrue(none.prior(new float[] {0, 1, 0}) > 0);
    Intensity.Fit idle = new Intensity.Fit(0);
    idle.add(new float[0], 0, 500);
    assertTrue(Double.isFinite(Math.log(idle.solve().prior(new float[0]))));
  }
}

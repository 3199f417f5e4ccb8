package org.pan.evaluation.internal.privacy;

import org.pan.evaluation.Estimate;

/**
 * How often an attack succeeds: the centre of the Wilson score interval at 95 % and its half width
 * (Wilson 1927). With successes {@code s} of {@code n}, {@code p = s / n} and {@code z = 1.96}, the
 * centre is {@code (p + z² / 2n) / (1 + z² / n)} and the half width {@code z / (1 + z² / n) √(p (1
 * − p) / n + z² / 4n²)}.
 *
 * @param value centre
 * @param error half width
 */
record SuccessRate(double value, double error) {

  private static final double Z = 1.959963984540054;

  static SuccessRate of(long successes, long attacks) {
    double n = attacks;
    double p = successes / n;
    double shrink = 1 + Z * Z / n;
    double centre = (p + Z * Z / (2 * n)) / shrink;
    double half = Z / shrink * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return new SuccessRate(centre, half);
  }

  /**
   * The risk beyond what the control attack gives, {@code (a − c) / (1 − c)}, with the errors of
   * both rates propagated (Giomi and others 2023, equation 2). Below zero where the control attack
   * does better.
   */
  Estimate riskOver(SuccessRate control) {
    double left = 1 - control.value;
    double risk = (value - control.value) / left;
    double half = Math.hypot(error / left, (value - 1) / (left * left) * control.error);
    return new Estimate(risk, risk - half, risk + half);
  }
}

package org.pan.evaluation.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pan.evaluation.Estimate;

/** Rates and risk against anonymeter, by {@code src/test/python/privacy_oracle.py}. */
class SuccessRateTest {

  @Test
  void ratesAndRiskAreThoseOfAnonymeter() {
    SuccessRate attack = SuccessRate.of(150, 500);
    SuccessRate control = SuccessRate.of(120, 500);
    Estimate risk = attack.riskOver(control);
    assertEquals(0.301525, attack.value(), 5e-7);
    assertEquals(0.040043, attack.error(), 5e-7);
    assertEquals(0.241982, control.value(), 5e-7);
    assertEquals(0.037344, control.error(), 5e-7);
    assertEquals(0.078550, risk.value(), 5e-7);
    assertEquals(0.069652, risk.high() - risk.value(), 5e-7);
    assertEquals(0.069652, risk.value() - risk.low(), 5e-7);
  }
}

package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.VerdictRule;

/** The traffic light's rule. */
class VerdictTest {

  private static final Definition DISTANCE =
      Definition.distance("test.distance", Family.FIDELITY, "A distance", 0.01);
  private static final Estimate CHANCE = new Estimate(0.02, 0.01, 0.03);

  private static Verdict verdict(Definition definition, Estimate estimate, double ideal) {
    return VerdictRule.of(definition, estimate, ideal, CHANCE, ideal);
  }

  @Test
  void withinToleranceOfChanceIsGreen() {
    assertEquals(Verdict.GREEN, verdict(DISTANCE, new Estimate(0.039, 0.03, 0.05), 0));
  }

  @Test
  void anIntervalThatReachesChanceIsAmber() {
    assertEquals(Verdict.AMBER, verdict(DISTANCE, new Estimate(0.05, 0.035, 0.06), 0));
  }

  @Test
  void anIntervalBeyondChanceIsRed() {
    assertEquals(Verdict.RED, verdict(DISTANCE, new Estimate(0.06, 0.045, 0.07), 0));
  }

  @Test
  void withoutAnIntervalThereIsNoVerdict() {
    assertEquals(Verdict.NONE, verdict(DISTANCE, Estimate.of(0.5), 0));
  }

  @Test
  void aFigureWithoutToleranceGetsNoVerdict() {
    Definition informs = DISTANCE.informative();
    assertEquals(Verdict.NONE, verdict(informs, new Estimate(0.06, 0.045, 0.07), 0));
  }

  @Test
  void aLevelIsJudgedFromBothSides() {
    Definition level = Definition.level("test.level", Family.CALENDAR, "A level", 0.01);
    Estimate chance = new Estimate(0.51, 0.48, 0.53);
    for (double far : new double[] {0.3, 0.7}) {
      Estimate estimate = new Estimate(far, far - 0.05, far + 0.05);
      assertEquals(Verdict.RED, VerdictRule.of(level, estimate, 0.5, chance, 0.5));
    }
    Estimate near = new Estimate(0.53, 0.48, 0.58);
    assertEquals(Verdict.GREEN, VerdictRule.of(level, near, 0.5, chance, 0.5));
  }

  @Test
  void aScoreIsBetterWhenHigher() {
    Definition score = Definition.score("test.score", Family.FIDELITY, "A score", 0.01);
    Estimate chance = new Estimate(0.99, 0.98, 1);
    assertEquals(Verdict.RED, VerdictRule.of(score, new Estimate(0.9, 0.88, 0.92), 1, chance, 1));
    assertEquals(
        Verdict.GREEN, VerdictRule.of(score, new Estimate(0.975, 0.96, 0.99), 1, chance, 1));
  }
}

package org.pan.evaluation.internal;

import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Verdict;

/**
 * The traffic light. A figure's loss is how far it is from its best value, on the wrong side. With
 * the interval of the loss of the synthetic set and the upper end of that of chance, green if
 * {@code loss <= chance.high + tolerance}, red if even {@code loss.low > chance.high + tolerance},
 * amber in between.
 */
public final class VerdictRule {

  /** Fewer patients than this in a set get no verdict. */
  public static final int LEAST_SUBJECTS = 20;

  private VerdictRule() {}

  /**
   * The verdict.
   *
   * @param ideal best value for the estimate
   * @param chanceIdeal best value for the estimate of chance
   */
  public static Verdict of(
      Definition definition, Estimate estimate, double ideal, Estimate chance, double chanceIdeal) {
    Estimate loss = loss(definition, estimate, ideal);
    double limit = loss(definition, chance, chanceIdeal).high() + definition.tolerance();
    if (Double.isNaN(limit) || Double.isNaN(loss.low())) {
      return Verdict.NONE;
    }
    if (loss.value() <= limit) {
      return Verdict.GREEN;
    }
    return loss.low() > limit ? Verdict.RED : Verdict.AMBER;
  }

  /** How far an estimate is from the ideal, on the wrong side. */
  static Estimate loss(Definition definition, Estimate estimate, double ideal) {
    double value = estimate.value() - ideal;
    double low = estimate.low() - ideal;
    double high = estimate.high() - ideal;
    return switch (definition.goal()) {
      case LOWEST -> new Estimate(value, low, high);
      case HIGHEST -> new Estimate(-value, -high, -low);
      case IDEAL, REAL -> {
        double far = Math.max(Math.abs(low), Math.abs(high));
        double near = low <= 0 && high >= 0 ? 0 : Math.min(Math.abs(low), Math.abs(high));
        yield new Estimate(Math.abs(value), Double.isNaN(low) ? low : near, far);
      }
    };
  }
}

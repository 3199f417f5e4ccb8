package org.pan.evaluation.internal.privacy;

import org.pan.evaluation.Estimate;

/**
 * What an attack got.
 *
 * @param attacks on training patients
 * @param successes of these
 * @param naive successes of as many guesses that do not look at the target
 * @param controlAttacks on held-out patients
 * @param controlSuccesses of these
 */
record AttackCounts(
    int attacks, int successes, int naive, int controlAttacks, int controlSuccesses) {

  AttackCounts plus(AttackCounts other) {
    return new AttackCounts(
        attacks + other.attacks,
        successes + other.successes,
        naive + other.naive,
        controlAttacks + other.controlAttacks,
        controlSuccesses + other.controlSuccesses);
  }

  SuccessRate rate() {
    return SuccessRate.of(successes, attacks);
  }

  SuccessRate naiveRate() {
    return SuccessRate.of(naive, attacks);
  }

  SuccessRate controlRate() {
    return SuccessRate.of(controlSuccesses, controlAttacks);
  }

  /** Risk to the training patients beyond that to held-out ones. */
  Estimate risk() {
    return attacks == 0 || controlAttacks == 0 ? Estimate.NONE : rate().riskOver(controlRate());
  }

  /** Whether the attack does no better than guesses that do not look. */
  boolean weak() {
    return successes <= naive;
  }
}

package org.pan.evaluation.internal.privacy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;

/**
 * Attribute inference (Giomi and others 2023, section 5.4): the attacker knows the static fields of
 * a target and every second frequent code, finds the synthetic patient nearest to that, and takes
 * its secret for the target's. Secrets are of the other codes: whether the patient has one, for the
 * five that come nearest to half of the patients; or the mean number of one the target has, right
 * within 5 %, for the five most frequent. Each target has one secret. The control attack is on
 * held-out patients, the naive one takes the secret of a synthetic patient at random.
 */
final class AttributeInference implements Attack {

  private final Definition risk;
  private final boolean numbers;

  private AttributeInference(String id, String title, boolean numbers) {
    this.risk = Definition.distance(id, Family.PRIVACY, title, 0.02);
    this.numbers = numbers;
  }

  /** The secret is whether the patient has a code. */
  static Attack ofCodes() {
    return new AttributeInference(
        "privacy.code-inference", "Inference of whether there is a code, risk", false);
  }

  /** The secret is a number. */
  static Attack ofNumbers() {
    return new AttributeInference("privacy.number-inference", "Inference of a number, risk", true);
  }

  @Override
  public Definition definition() {
    return risk;
  }

  @Override
  public Map<String, AttackCounts> run(Trial trial, PatientSpace space, long seed) {
    int[] known =
        space.places(
            Set.of(
                PatientColumns.Kind.STATIC, PatientColumns.Kind.COUNT, PatientColumns.Kind.NUMBER),
            true,
            false);
    List<Secret> secrets =
        numbers ? Secret.numbers(space, trial.holdout()) : Secret.codes(space, trial.holdout());
    if (known.length == 0 || secrets.isEmpty()) {
      return Map.of();
    }
    Guesses training = new Guesses(trial.train(), trial.synthetic(), known, seed);
    Guesses control = new Guesses(trial.holdout(), trial.synthetic(), known, seed);
    Map<String, AttackCounts> counts = new LinkedHashMap<>();
    for (int k = 0; k < secrets.size(); k++) {
      int[] main = training.right(secrets.get(k), k, secrets.size());
      int[] other = control.right(secrets.get(k), k, secrets.size());
      if (main[0] > 0 && other[0] > 0) {
        counts.put(
            secrets.get(k).name(), new AttackCounts(main[0], main[1], main[2], other[0], other[1]));
      }
    }
    return counts;
  }

  /** The nearest synthetic patient to what is known of each target, and one at random. */
  private static final class Guesses {
    private final Points targets;
    private final Points synthetic;
    private final Neighbours nearest;
    private final int[] random;

    Guesses(Points targets, Points synthetic, int[] known, long seed) {
      this.targets = targets;
      this.synthetic = synthetic;
      this.nearest = Neighbours.of(targets.columns(known), synthetic.columns(known), 1);
      this.random = new SplittableRandom(seed).ints(targets.rows(), 0, synthetic.rows()).toArray();
    }

    /** Attacks, right guesses and right naive guesses on every so-manieth target. */
    int[] right(Secret secret, int first, int step) {
      int[] counts = new int[3];
      for (int i = first; i < targets.rows(); i += step) {
        if (secret.askedOf(targets, i)) {
          counts[0]++;
          counts[1] += secret.right(targets, i, synthetic, nearest.place(i, 0)) ? 1 : 0;
          counts[2] += secret.right(targets, i, synthetic, random[i]) ? 1 : 0;
        }
      }
      return counts;
    }
  }
}

package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;

/**
 * Attribute inference (Giomi and others 2023, section 5.4): the attacker knows the static fields of
 * a target and every second frequent code, finds the synthetic patient nearest to that, and takes
 * its secret for the target's. Secrets are of the other codes: whether the patient has one, for the
 * five that come nearest to half of the patients, and the mean number of the five most frequent
 * with numbers, right within 5 %. Each target has one secret. The control attack is on held-out
 * patients, the naive one takes the secret of a synthetic patient at random.
 */
final class AttributeInference implements Attack {

  private static final Definition RISK =
      Definition.distance(
          "privacy.attribute-inference", Family.PRIVACY, "Attribute inference, risk", 0.02);

  private static final int SECRETS = 5;
  private static final double RARE = 0.05;
  private static final double WITHIN = 0.05;

  @Override
  public Definition definition() {
    return RISK;
  }

  @Override
  public Map<String, AttackCounts> run(Trial trial, PatientSpace space, long seed) {
    int[] known =
        space.places(
            Set.of(PatientSpace.Kind.STATIC, PatientSpace.Kind.COUNT, PatientSpace.Kind.NUMBER),
            true,
            false);
    List<Secret> secrets = secrets(trial, space);
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

  private static List<Secret> secrets(Trial trial, PatientSpace space) {
    Points real = trial.holdout();
    List<Secret> had = new ArrayList<>();
    List<Secret> numbers = new ArrayList<>();
    for (int count : space.places(Set.of(PatientSpace.Kind.COUNT), false, true)) {
      Secret secret = new Secret(space, count, false);
      double share = share(real, secret);
      if (share > RARE && share < 1 - RARE) {
        had.add(secret);
      }
      boolean numbered =
          count + 1 < space.columns().size()
              && space.columns().get(count + 1).kind() == PatientSpace.Kind.NUMBER;
      if (numbered && share > RARE && numbers.size() < SECRETS) {
        numbers.add(new Secret(space, count, true));
      }
    }
    had.sort(Comparator.comparingDouble(secret -> Math.abs(share(real, secret) - 0.5)));
    List<Secret> secrets = new ArrayList<>(had.subList(0, Math.min(SECRETS, had.size())));
    secrets.addAll(numbers);
    return secrets;
  }

  private static double share(Points points, Secret secret) {
    return IntStream.range(0, points.rows()).filter(row -> secret.has(points, row)).count()
        / (double) points.rows();
  }

  /**
   * What the attacker wants to know.
   *
   * @param count the column that counts a code; that of its mean number is next
   * @param number whether the number is the secret, rather than whether there is the code
   */
  private record Secret(PatientSpace space, int count, boolean number) {

    String name() {
      return number
          ? space.columns().get(count + 1).name()
          : "any " + space.columns().get(count).name().substring("number of ".length());
    }

    boolean has(Points points, int row) {
      return space.original(points.at(row, count), count) > 0.5;
    }

    boolean askedOf(Points points, int row) {
      return !number || has(points, row);
    }

    boolean right(Points targets, int target, Points synthetic, int guess) {
      if (!number) {
        return has(targets, target) == has(synthetic, guess);
      }
      double truth = space.original(targets.at(target, count + 1), count + 1);
      double guessed = space.original(synthetic.at(guess, count + 1), count + 1);
      return has(synthetic, guess) && Math.abs(guessed - truth) <= WITHIN * Math.abs(truth);
    }
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

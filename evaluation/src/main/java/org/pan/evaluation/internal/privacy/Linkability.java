package org.pan.evaluation.internal.privacy;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;

/**
 * Linkability (Giomi and others 2023, section 5.3): two holders know different things of the same
 * patients, one the static fields and every second frequent code, the other the times and the other
 * codes. The attacker finds the synthetic patient nearest to what each of them knows, and succeeds
 * if both are the same one. The control attack is on held-out patients, the naive one takes two
 * synthetic patients at random.
 */
final class Linkability implements Attack {

  private static final Definition RISK =
      Definition.distance("privacy.linkability", Family.PRIVACY, "Linkability, risk", 0.01);

  @Override
  public Definition definition() {
    return RISK;
  }

  @Override
  public Map<String, AttackCounts> run(Trial trial, PatientSpace space, long seed) {
    Set<PatientColumns.Kind> codes = Set.of(PatientColumns.Kind.COUNT, PatientColumns.Kind.NUMBER);
    int[] left = space.places(with(codes, PatientColumns.Kind.STATIC), true, false);
    int[] right =
        space.places(
            with(codes, PatientColumns.Kind.TIMING, PatientColumns.Kind.RARE), false, true);
    if (left.length == 0 || right.length == 0) {
      return Map.of();
    }
    SplittableRandom random = new SplittableRandom(seed);
    // Whichever the first is, the second is the same once in so many.
    int rows = trial.synthetic().rows();
    int naive = (int) random.ints(trial.train().rows(), 0, rows).filter(i -> i == 0).count();
    return Map.of(
        "two halves of a record",
        new AttackCounts(
            trial.train().rows(),
            links(trial.train(), trial.synthetic(), left, right),
            naive,
            trial.holdout().rows(),
            links(trial.holdout(), trial.synthetic(), left, right)));
  }

  private static Set<PatientColumns.Kind> with(
      Set<PatientColumns.Kind> kinds, PatientColumns.Kind... more) {
    Set<PatientColumns.Kind> all = new HashSet<>(kinds);
    all.addAll(Set.of(more));
    return all;
  }

  /** How many targets have the same nearest synthetic patient on both sides. */
  static int links(Points targets, Points synthetic, int[] left, int[] right) {
    Neighbours a = Neighbours.of(targets.columns(left), synthetic.columns(left), 1);
    Neighbours b = Neighbours.of(targets.columns(right), synthetic.columns(right), 1);
    int links = 0;
    for (int i = 0; i < targets.rows(); i++) {
      links += a.place(i, 0) == b.place(i, 0) ? 1 : 0;
    }
    return links;
  }
}

package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The trials of all sets. All have equally many training, held-out and synthetic patients, at most
 * 6,000, drawn at random: what is nearest depends on how many there are. Chance is the trial of one
 * half of the held-out patients in place of a synthetic set, with the other half held out.
 */
record Trials(PatientSpace space, Trial chance, List<Trial> synthetic) {

  private static final int MOST = 6_000;
  private static final long TRAIN = 11;
  private static final long HOLDOUT = 12;
  private static final long SYNTHETIC = 13;

  static Trials of(Comparison sets, Cohort train) {
    PatientSpace space = PatientSpace.of(sets, train);
    int n =
        Stream.concat(Stream.of(sets.real(), train), sets.synthetic().stream())
            .mapToInt(Cohort::subjects)
            .min()
            .orElse(0);
    n = Math.min(n, MOST);
    long seed = 31 * sets.config().seed();
    Points learnt = space.points(train, n, seed + TRAIN);
    Points held = space.points(sets.real(), n, seed + HOLDOUT);
    int[] order = Draw.shuffled(n, seed);
    int half = n / 2;
    Points candidate = held.rows(Arrays.copyOf(order, half));
    Points control = held.rows(Arrays.copyOfRange(order, half, 2 * half));
    int[] first = IntStream.range(0, half).toArray();
    Trial chance = new Trial("chance", learnt.rows(first), control, candidate);
    int subjects = n;
    List<Trial> synthetic =
        sets.synthetic().stream()
            .map(
                set ->
                    new Trial(
                        set.name(), learnt, held, space.points(set, subjects, seed + SYNTHETIC)))
            .toList();
    return new Trials(space, chance, synthetic);
  }

  /** What patients each trial has. */
  String note() {
    return "Trials with %d training, held-out and synthetic patients; chance with half as many."
        .formatted(synthetic.get(0).train().rows());
  }
}

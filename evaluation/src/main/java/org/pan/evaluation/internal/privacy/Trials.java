package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The trials of all sets. A trial has equally many training, held-out and synthetic patients, at
 * most 6,000, drawn at random: what is nearest depends on how many there are. Its chance is a trial
 * of one half of its held-out patients in place of the synthetic ones, with the other half held
 * out.
 *
 * @param synthetic one for each synthetic set
 * @param chances that of each; sets of about the same size share one
 */
record Trials(PatientSpace space, List<Trial> synthetic, List<Trial> chances) {

  private static final int MOST = 6_000;
  private static final long TRAIN = 11;
  private static final long HOLDOUT = 12;
  private static final long SYNTHETIC = 13;

  /** The trials of these sets, made once. */
  static Trials of(Comparison sets, Cohort train, FigureSink sink) {
    return sink.shared(
            Trials.class, () -> Optional.of(of(sets, train, PatientSpace.of(sets, train, sink))))
        .orElseThrow();
  }

  private static Trials of(Comparison sets, Cohort train, PatientSpace space) {
    int most = Math.min(MOST, sets.real().subjects());
    List<Integer> sizes =
        sets.chances()
            .bySet(
                sets.chances().pairs().stream()
                    .map(pair -> Math.min(most, pair.candidate().subjects()))
                    .toList());
    long seed = 31 * sets.config().seed();
    Map<Integer, Points> learnt = new HashMap<>();
    Map<Integer, Points> held = new HashMap<>();
    Map<Integer, Trial> chances = new HashMap<>();
    List<Trial> synthetic = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      int n = sizes.get(i);
      Points t = made(learnt, n, size -> space.points(train, size, seed + TRAIN));
      Points h = made(held, n, size -> space.points(sets.real(), size, seed + HOLDOUT));
      Cohort set = sets.synthetic().get(i);
      synthetic.add(new Trial(set.name(), t, h, space.points(set, n, seed + SYNTHETIC)));
      made(chances, n, size -> chance(t, h, seed));
    }
    return new Trials(
        space, synthetic, sizes.stream().map(chances::get).map(Objects::requireNonNull).toList());
  }

  private static Trial chance(Points learnt, Points held, long seed) {
    int half = held.rows() / 2;
    int[] order = Draw.shuffled(held.rows(), seed);
    return new Trial(
        "chance",
        learnt.rows(IntStream.range(0, half).toArray()),
        held.rows(Arrays.copyOfRange(order, half, 2 * half)),
        held.rows(Arrays.copyOf(order, half)));
  }

  /** What is made of each set's chance, once for those that share it. */
  <T> List<T> ofChances(Function<Trial, T> make) {
    Map<Trial, T> made = new HashMap<>();
    return chances.stream().map(trial -> made(made, trial, make)).toList();
  }

  private static <K, T> T made(Map<K, T> all, K key, Function<K, T> make) {
    return Objects.requireNonNull(all.computeIfAbsent(key, make));
  }

  /** What patients the trials have. */
  String note() {
    String sizes =
        synthetic.stream()
            .map(trial -> trial.train().rows())
            .distinct()
            .map(String::valueOf)
            .collect(Collectors.joining(" and "));
    return "Trials with %s training, held-out and synthetic patients each; chance with half as many."
        .formatted(sizes);
  }
}

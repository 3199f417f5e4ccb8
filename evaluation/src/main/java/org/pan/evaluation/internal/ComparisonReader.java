package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.CohortReader;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;

/** Reads the sets of an evaluation and sets apart the real ones that show what chance gives. */
public final class ComparisonReader {

  private final EvaluationConfig config;

  public ComparisonReader(EvaluationConfig config) {
    this.config = config;
  }

  /**
   * Reads the sets.
   *
   * @throws DataException if a set has no patients
   */
  public Comparison read(Dataset real, @Nullable Dataset train, Map<String, Dataset> synthetic) {
    if (synthetic.isEmpty()) {
      throw new DataException("There is no synthetic set to judge; give at least one.");
    }
    CohortReader reader = new CohortReader();
    Cohort held = reader.read("real", real);
    Optional<Cohort> learnt =
        Optional.ofNullable(train).map(dataset -> reader.read("train", dataset));
    List<Cohort> sets = new ArrayList<>();
    synthetic.forEach((name, dataset) -> sets.add(reader.read(name, dataset)));
    int smallest = sets.stream().mapToInt(Cohort::subjects).min().orElse(0);
    Pair chance =
        learnt
            .map(all -> new Pair(held, part("train", all, smallest)))
            .orElseGet(() -> halves(held));
    return new Comparison(held, learnt, List.copyOf(sets), chance, config, Map.of());
  }

  /** What stands for one more real sample, in words. */
  public static String chance(Comparison sets) {
    if (sets.train().isEmpty()) {
      return "one half of the real patients against the other half, as no training patients were given";
    }
    int used = sets.chance().candidate().subjects();
    int all = sets.train().get().subjects();
    return used == all
        ? "the training patients against the real ones"
        : "%d of the %d training patients, drawn at random to be as many as the smallest synthetic set, against the real ones"
            .formatted(used, all);
  }

  /** As many as the smallest synthetic set: a larger sample would be nearer by its size alone. */
  private Cohort part(String name, Cohort cohort, int subjects) {
    if (cohort.subjects() <= subjects) {
      return cohort;
    }
    return cohort.subset(name, Draw.some(cohort.subjects(), subjects, config.seed()));
  }

  private Pair halves(Cohort cohort) {
    int[] order = Draw.shuffled(cohort.subjects(), config.seed());
    int half = order.length / 2;
    return new Pair(
        cohort.subset("one half", sorted(Arrays.copyOfRange(order, half, order.length))),
        cohort.subset("other half", sorted(Arrays.copyOf(order, half))));
  }

  private static int[] sorted(int[] subjects) {
    Arrays.sort(subjects);
    return subjects;
  }
}

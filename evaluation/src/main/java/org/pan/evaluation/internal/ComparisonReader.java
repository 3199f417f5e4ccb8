package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.CohortReader;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;

/** Reads the sets of an evaluation and sets apart the real ones that show what chance gives. */
public final class ComparisonReader {

  /**
   * Sets share their chance where the smallest has at least this part of the largest's patients.
   */
  private static final double ALIKE = 0.95;

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
    Pair largest = learnt.map(all -> new Pair(held, all)).orElseGet(() -> halves(held));
    return new Comparison(
        held, learnt, List.copyOf(sets), chances(largest, sets), config, Map.of());
  }

  /** What stands for one more real sample, in words. */
  public static String chance(Comparison sets) {
    if (sets.train().isEmpty()) {
      return "one half of the real patients against the other half, as no training patients were given";
    }
    List<Integer> used =
        sets.chances().pairs().stream().map(pair -> pair.candidate().subjects()).toList();
    int all = sets.train().get().subjects();
    return used.equals(List.of(all))
        ? "the training patients against the real ones"
        : "%s of the %d training patients, drawn at random to be as many as a synthetic set, against the real ones"
            .formatted(
                used.stream().map(String::valueOf).collect(Collectors.joining(" and ")), all);
  }

  /** A pair for each size of synthetic sets; sets of about the same size share one. */
  private Chances chances(Pair largest, List<Cohort> sets) {
    int most = largest.candidate().subjects();
    int[] sizes = sets.stream().mapToInt(set -> Math.min(most, set.subjects())).toArray();
    List<Pair> pairs = new ArrayList<>();
    int[] ofSets = new int[sizes.length];
    int[] order =
        IntStream.range(0, sizes.length)
            .boxed()
            .sorted(Comparator.comparingInt((Integer i) -> -sizes[i]))
            .mapToInt(i -> i)
            .toArray();
    for (int first = 0, next; first < order.length; first = next) {
      double least = ALIKE * sizes[order[first]];
      for (next = first; next < order.length && sizes[order[next]] >= least; next++) {
        ofSets[order[next]] = pairs.size();
      }
      pairs.add(new Pair(largest.reference(), part(largest.candidate(), sizes[order[next - 1]])));
    }
    return new Chances(List.copyOf(pairs), Arrays.stream(ofSets).boxed().toList());
  }

  private Cohort part(Cohort cohort, int subjects) {
    return cohort.subjects() <= subjects
        ? cohort
        : cohort.subset(cohort.name(), Draw.some(cohort.subjects(), subjects, config.seed()));
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

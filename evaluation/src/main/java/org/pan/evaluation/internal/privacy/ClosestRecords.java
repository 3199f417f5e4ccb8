package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.Goal;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * How near synthetic patients come to the training patients T, by Euclidean distance between whole
 * patients (see {@link PatientSpace}), beside how near they come to as many held-out ones H. With
 * {@code d(x, A)} the distance of {@code x} to the nearest patient of {@code A}, itself left out by
 * its index:
 *
 * <ul>
 *   <li>distance to closest record: the median of {@code d(s, T)} over synthetic {@code s};
 *   <li>nearest-neighbour distance ratio: the median of {@code d(s, T)} over the distance to the
 *       second nearest (Zhao and others 2021);
 *   <li>share nearer to training than to held-out patients, {@code d(s, T) < d(s, H)}, ties half
 *       (Platzer and Reutterer 2021);
 *   <li>surplus of those very close, {@code share(3 d(s, T) ≤ d(s, H)) − share(3 d(s, H) ≤ d(s,
 *       T))}, distances counting as at least .1;
 *   <li>adversarial accuracy {@code ½ [share(d(t, S) > d(t, T)) + share(d(s, T) > d(s, S))]} and
 *       its surplus on held-out patients, the privacy loss, ties half (Yale and others 2020).
 * </ul>
 *
 * The intervals are bootstraps over patients with their neighbours as they are.
 */
public final class ClosestRecords implements Measure {

  private static final Definition DCR =
      informative("privacy.dcr", "Distance to the closest training patient, median", "sd");
  private static final Definition NNDR =
      informative("privacy.nndr", "Nearest-neighbour distance ratio, median", "");
  private static final Definition SHARE =
      new Definition(
          "privacy.dcr-share",
          Family.PRIVACY,
          "Nearer to training than to held-out patients, share",
          "",
          Goal.LOWEST,
          0.5,
          0.01);
  private static final Definition NEAR =
      Definition.distance(
          "privacy.dcr-close-surplus",
          Family.PRIVACY,
          "Very close to training rather than held-out patients, surplus",
          0.002);
  private static final Definition ACCURACY =
      informative("privacy.adversarial-accuracy", "Nearest-neighbour adversarial accuracy", "");
  private static final Definition LOSS =
      Definition.distance(
          "privacy.adversarial-accuracy-loss", Family.PRIVACY, "Adversarial accuracy, loss", 0.01);

  /** So many of the first figures are levels. */
  private static final int LEVEL_FIGURES = 2;

  private static final int LEVELS = 101;

  private static Definition informative(String id, String title, String unit) {
    return new Definition(id, Family.PRIVACY, title, unit, Goal.HIGHEST, Double.NaN, Double.NaN);
  }

  @Override
  public List<Definition> figures() {
    return List.of(DCR, NNDR, SHARE, NEAR, ACCURACY, LOSS);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    Optional<Cohort> learnt = Precondition.train(figures(), sets, sink);
    if (learnt.isEmpty()) {
      return;
    }
    Cohort train = learnt.get();
    Trials trials = Trials.of(sets, train, sink);
    List<Distances> synthetic = trials.synthetic().stream().map(Distances::of).toList();
    List<Estimate[]> halves =
        trials.ofChances(trial -> estimates(Distances.of(trial), sink.bootstrap()));
    List<Estimate[]> chances = new ArrayList<>();
    for (int i = 0; i < synthetic.size(); i++) {
      chances.add(chance(halves.get(i), synthetic.get(i), sink.bootstrap()));
    }
    sink.add(
        figures(),
        synthetic.stream().map(distances -> estimates(distances, sink.bootstrap())).toList(),
        chances);
    for (Definition figure : figures()) {
      sink.note(figure, "Distances screen; they prove nothing.");
      sink.note(figure, trials.note());
    }
    sink.chart(DCR, curves(synthetic));
  }

  /** Levels depend on the number of patients: real ones of full number stand beside these. */
  private static Estimate[] chance(Estimate[] halves, Distances distances, Bootstrap bootstrap) {
    Estimate[] chance = halves.clone();
    System.arraycopy(estimates(distances.ofHoldout(), bootstrap), 0, chance, 0, LEVEL_FIGURES);
    return chance;
  }

  private static Estimate[] estimates(Distances distances, Bootstrap bootstrap) {
    return bootstrap.of(distances.toTrain().length, distances.trainToOwn().length, distances::of);
  }

  private static Chart curves(List<Distances> synthetic) {
    List<Chart.Series> series = new ArrayList<>();
    series.add(new Chart.Series("chance", quantiles(synthetic.get(0).holdoutToTrain())));
    synthetic.forEach(d -> series.add(new Chart.Series(d.set(), quantiles(d.toTrain()))));
    double[] levels = IntStream.range(0, LEVELS).mapToDouble(k -> k).toArray();
    return new Chart.Curves(
        "Distance to the closest training patient",
        "patients within, %",
        levels,
        "distance, sd",
        series);
  }

  private static double[] quantiles(double[] distances) {
    double[] sorted = Arrays.stream(distances).sorted().toArray();
    return IntStream.range(0, LEVELS)
        .mapToDouble(k -> sorted[(int) Math.round(k / (LEVELS - 1.0) * (sorted.length - 1))])
        .toArray();
  }
}

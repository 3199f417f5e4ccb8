package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.Goal;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.learn.CrossValidation;
import org.pan.evaluation.internal.learn.FeatureTable;
import org.pan.evaluation.internal.learn.GradientBoosting;
import org.pan.evaluation.internal.learn.SubjectRows;

/**
 * The classifier two-sample test (Lopez-Paz and Oquab 2017): how well gradient boosting tells
 * synthetic patients from real ones, as the area under the ROC curve of five-fold out-of-fold
 * scores; one half is chance. Once on features of whole patients, once on windows of five events. A
 * patient has one row, so no fold knows a patient of another.
 */
public final class TwoSampleTest implements Measure {

  static final Definition PATIENT =
      definition("fidelity.c2st-patient", "Told from real by patient, AUC");
  static final Definition WINDOW =
      definition("fidelity.c2st-window", "Told from real by window, AUC");

  /** Below one half it is no better than a coin either. */
  private static Definition definition(String id, String title) {
    return new Definition(id, Family.FIDELITY, title, "", Goal.LOWEST, 0.5, 0.03);
  }

  private static final int SHOWN = 20;
  private static final int LEAST_ROWS = 20;

  @Override
  public List<Definition> figures() {
    return List.of(PATIENT, WINDOW);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    List<Integer> codes = sets.frequentCodes();
    List<Cohort> all =
        Stream.concat(Stream.of(sets.real(), sets.chance().candidate()), sets.synthetic().stream())
            .toList();
    boolean[] numbered = PatientFeatures.numbered(all);
    boolean calendar = sets.hasCalendar();
    test(
        PATIENT,
        sets,
        sink,
        cohort ->
            new SubjectRows(
                PatientFeatures.of(cohort, codes, numbered, calendar),
                IntStream.range(0, cohort.subjects()).toArray()));
    long seed = sets.config().seed();
    test(WINDOW, sets, sink, cohort -> WindowFeatures.of(cohort, codes, calendar, seed));
  }

  private static void test(
      Definition definition,
      Comparison sets,
      FigureSink sink,
      Function<Cohort, SubjectRows> features) {
    List<Pair> pairs = new ArrayList<>(List.of(sets.chance()));
    pairs.addAll(sets.pairs());
    List<Told> told =
        pairs.stream()
            .map(
                pair ->
                    Told.of(
                        features.apply(pair.reference()), features.apply(pair.candidate()), sets))
            .toList();
    List<Estimate> estimates = new ArrayList<>();
    for (int i = 0; i < pairs.size(); i++) {
      estimates.add(told.get(i).estimate(pairs.get(i), sink));
    }
    sink.add(definition, estimates.subList(1, estimates.size()), estimates.get(0));
    for (int i = 1; i < pairs.size(); i++) {
      sink.chart(definition, told.get(i).ranking(pairs.get(i).candidate().name()));
    }
    sink.note(
        definition,
        "The rankings give the share of the classifier's gain that each feature brought: what gives"
            + " a set away comes first.");
  }

  /** Scores of rows by classifiers that did not see them. */
  private record Told(
      SortedSample real, SortedSample other, List<String> features, double[] importance) {

    static Told of(SubjectRows real, SubjectRows other, Comparison sets) {
      int n =
          Math.min(
              Math.min(real.table().rows(), other.table().rows()), sets.config().maxTrainingRows());
      if (n < LEAST_ROWS) {
        return new Told(none(), none(), List.of(), new double[0]);
      }
      int[] realRows = some(real.table().rows(), n, sets.config().seed());
      int[] otherRows = some(other.table().rows(), n, sets.config().seed() + 1);
      FeatureTable both = real.table().rows(realRows).and(other.table().rows(otherRows)).varying();
      float[] labels = new float[2 * n];
      Arrays.fill(labels, n, 2 * n, 1);
      CrossValidation result =
          CrossValidation.of(new GradientBoosting(), both, labels, sets.config().seed());
      return new Told(
          sample(result.probabilities(), 0, real.subjects(), realRows),
          sample(result.probabilities(), n, other.subjects(), otherRows),
          both.names(),
          result.importance());
    }

    private static SortedSample none() {
      return SortedSample.bySubject(new double[0]);
    }

    private static SortedSample sample(double[] scores, int from, int[] subjects, int[] rows) {
      return SortedSample.of(
          Arrays.copyOfRange(scores, from, from + rows.length),
          Arrays.stream(rows).map(row -> subjects[row]).toArray());
    }

    /** Rows at random without replacement. */
    private static int[] some(int rows, int n, long seed) {
      int[] order = IntStream.range(0, rows).toArray();
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < n; i++) {
        int j = i + random.nextInt(rows - i);
        int row = order[j];
        order[j] = order[i];
        order[i] = row;
      }
      return Arrays.copyOf(order, n);
    }

    Estimate estimate(Pair pair, FigureSink sink) {
      return sink.bootstrap()
          .of(
              pair.reference().subjects(),
              pair.candidate().subjects(),
              (r, c) -> new double[] {SortedSample.areaUnderCurve(real, r, other, c)})[0];
    }

    Chart ranking(String set) {
      int[] order =
          IntStream.range(0, importance.length)
              .boxed()
              .sorted(Comparator.comparingDouble((Integer k) -> importance[k]).reversed())
              .limit(SHOWN)
              .mapToInt(k -> k)
              .toArray();
      return new Chart.Ranking(
          "What gives " + set + " away",
          set,
          Arrays.stream(order).mapToObj(features::get).toList(),
          Arrays.stream(order).mapToDouble(k -> importance[k]).toArray());
    }
  }
}

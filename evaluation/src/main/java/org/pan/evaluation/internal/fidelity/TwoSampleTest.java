package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
import org.pan.evaluation.internal.learn.GradientBoosting;
import org.pan.evaluation.internal.learn.SubjectRows;
import org.pan.evaluation.internal.learn.TwoSampleScores;

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

  /** Features whose fall is computed, those the trees gain most by. */
  private static final int TRIED = 40;

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
        cohort -> SubjectRows.bySubject(PatientFeatures.of(cohort, codes, numbered, calendar)));
    long seed = sets.config().seed();
    test(WINDOW, sets, sink, cohort -> WindowFeatures.of(cohort, codes, calendar, seed));
  }

  private static void test(
      Definition definition,
      Comparison sets,
      FigureSink sink,
      Function<Cohort, SubjectRows> features) {
    Map<Cohort, SubjectRows> rows = new HashMap<>();
    Function<Cohort, SubjectRows> of =
        cohort -> Objects.requireNonNull(rows.computeIfAbsent(cohort, features));
    List<Chart> rankings = new ArrayList<>();
    sink.estimates(
        List.of(definition),
        pair -> {
          TwoSampleScores told =
              TwoSampleScores.of(
                  new GradientBoosting(),
                  of.apply(pair.reference()),
                  of.apply(pair.candidate()),
                  sets.config());
          if (sets.synthetic().contains(pair.candidate())) {
            ranking(told, pair.candidate().name(), sets.config().seed()).ifPresent(rankings::add);
          }
          return area(told, pair, sink);
        });
    rankings.forEach(ranking -> sink.chart(definition, ranking));
    sink.note(
        definition,
        "The rankings say how far the AUC falls when the values of one feature are shuffled, on"
            + " patients the classifier has not seen: what gives a set away comes first. Features"
            + " that say the same share their fall.");
  }

  private static Estimate[] area(TwoSampleScores told, Pair pair, FigureSink sink) {
    return sink.bootstrap()
        .of(
            pair.reference().subjects(),
            pair.candidate().subjects(),
            (r, c) ->
                new double[] {
                  SortedSample.areaUnderCurve(told.reference(), r, told.candidate(), c)
                });
  }

  /** The features without which the classifier does worse; none where there is no such. */
  private static Optional<Chart> ranking(TwoSampleScores told, String set, long seed) {
    if (told.classifiers().isEmpty()) {
      return Optional.empty();
    }
    CrossValidation classifiers = told.classifiers().get();
    double[] falls = classifiers.permutationImportance(TRIED, seed);
    List<String> names = classifiers.table().names();
    List<Integer> order =
        IntStream.range(0, falls.length)
            .filter(k -> falls[k] > 0)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> falls[k]).reversed())
            .limit(SHOWN)
            .toList();
    return order.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart.Ranking(
                "What gives " + set + " away: fall of the AUC without it",
                set,
                order.stream().map(names::get).toList(),
                order.stream().mapToDouble(k -> falls[k]).toArray()));
  }
}

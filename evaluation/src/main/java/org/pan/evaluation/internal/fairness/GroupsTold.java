package org.pan.evaluation.internal.fairness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.Goal;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.SubjectGroup;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.fidelity.PatientFeatures;
import org.pan.evaluation.internal.learn.FeatureTable;
import org.pan.evaluation.internal.learn.GradientBoosting;
import org.pan.evaluation.internal.learn.SubjectRows;
import org.pan.evaluation.internal.learn.TwoSampleScores;

/**
 * The classifier two-sample test by group (Lopez-Paz and Oquab 2017): one classifier scores all
 * patients out of fold, and the area under the ROC curve is taken among the members of a group; the
 * greatest of a group.
 */
public final class GroupsTold implements Measure {

  static final Definition AUC =
      new Definition(
          "fairness.c2st-patient",
          Family.FAIRNESS,
          "Told from real in a group, greatest AUC",
          "",
          Goal.LOWEST,
          0.5,
          0.03);

  private static final int ROUNDS = 50;

  @Override
  public List<Definition> figures() {
    return List.of(AUC);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    List<SubjectGroup> groups = Groups.of(figures(), sets, sink);
    if (groups.isEmpty()) {
      return;
    }
    Map<Cohort, FeatureTable> tables = tables(sets);
    Map<Pair, double[]> each = new HashMap<>();
    sink.pairs(
        figures(),
        pair -> {
          PairStatistic areas = byGroup(pair, groups, tables, sets);
          int reference = pair.reference().subjects();
          int candidate = pair.candidate().subjects();
          each.put(pair, areas.of(Bootstrap.ones(reference), Bootstrap.ones(candidate)));
          return (r, c) -> new double[] {greatest(areas.of(r, c))};
        });
    List<double[]> shown =
        sets.chanceAndPairs().stream().map(each::get).map(Objects::requireNonNull).toList();
    sink.chart(AUC, Groups.table("Told from real by group, AUC", groups, sets, shown));
  }

  private static Map<Cohort, FeatureTable> tables(Comparison sets) {
    List<Cohort> all = new ArrayList<>(List.of(sets.real(), sets.chances().reference()));
    sets.chances().pairs().forEach(pair -> all.add(pair.candidate()));
    all.addAll(sets.synthetic());
    boolean[] numbered = PatientFeatures.numbered(all);
    boolean calendar = sets.hasCalendar();
    Map<Cohort, FeatureTable> tables = new HashMap<>();
    for (Cohort cohort : all) {
      tables.computeIfAbsent(
          cohort, c -> PatientFeatures.of(c, sets.frequentCodes(), numbered, calendar));
    }
    return tables;
  }

  private static PairStatistic byGroup(
      Pair pair, List<SubjectGroup> groups, Map<Cohort, FeatureTable> tables, Comparison sets) {
    TwoSampleScores told =
        TwoSampleScores.of(
            new GradientBoosting(ROUNDS),
            SubjectRows.bySubject(Objects.requireNonNull(tables.get(pair.reference()))),
            SubjectRows.bySubject(Objects.requireNonNull(tables.get(pair.candidate()))),
            sets.config());
    List<boolean[]> reference = Groups.members(groups, pair.reference());
    List<boolean[]> candidate = Groups.members(groups, pair.candidate());
    return (r, c) -> areas(told, reference, r, candidate, c);
  }

  private static double greatest(double[] areas) {
    return Arrays.stream(areas).filter(Double::isFinite).max().orElse(Double.NaN);
  }

  private static double[] areas(
      TwoSampleScores told,
      List<boolean[]> inReference,
      int[] r,
      List<boolean[]> inCandidate,
      int[] c) {
    return IntStream.range(0, inReference.size())
        .mapToDouble(
            g ->
                SortedSample.areaUnderCurve(
                    told.reference(),
                    SubjectGroup.only(inReference.get(g), r),
                    told.candidate(),
                    SubjectGroup.only(inCandidate.get(g), c)))
        .toArray();
  }
}

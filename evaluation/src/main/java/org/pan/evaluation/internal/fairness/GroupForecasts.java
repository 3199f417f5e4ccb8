package org.pan.evaluation.internal.fairness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.SubjectGroup;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.utility.Forecast;
import org.pan.evaluation.internal.utility.OutcomeExperiment;

/**
 * Whether a model that learnt from synthetic patients serves all groups of real ones. The forecasts
 * are those of logistic regression in an {@link OutcomeExperiment}; a group's AUC is the mean over
 * the outcomes that its members have.
 *
 * <ul>
 *   <li>The lowest AUC of a group.
 *   <li>Amplification: the gap of a field is the greatest less the lowest AUC of its groups, in the
 *       model of synthetic patients less that in the model of real ones; the greatest over the
 *       fields. For chance the models of two halves of the real patients are compared.
 * </ul>
 */
public final class GroupForecasts implements Measure {

  static final Definition LOWEST =
      Definition.score("fairness.tstr-auc", Family.FAIRNESS, "TSTR in a group, lowest AUC", 0.03);
  static final Definition AMPLIFICATION =
      Definition.distance(
          "fairness.amplification", Family.FAIRNESS, "Gap between groups, amplification", 0.02);

  @Override
  public List<Definition> figures() {
    return List.of(LOWEST, AMPLIFICATION);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    List<SubjectGroup> groups = Groups.of(figures(), sets, sink);
    if (groups.isEmpty()) {
      return;
    }
    Optional<OutcomeExperiment> found = OutcomeExperiment.of(sets, sink);
    if (found.isEmpty()) {
      sink.skip(figures(), "No outcome can be foretold.");
      return;
    }
    Trial trial = new Trial(found.get(), groups, sink);
    List<Cohort> bySize = found.get().learntBySize();
    List<List<Forecast>> real = bySize.stream().map(trial::learntFrom).toList();
    List<List<Forecast>> synthetic = sets.synthetic().stream().map(trial::learntFrom).toList();
    sink.add(
        List.of(LOWEST),
        synthetic.stream().map(trial::lowest).toList(),
        sets.chances().bySet(real.stream().map(trial::lowest).toList()));
    List<List<Forecast>> realBySet = sets.chances().bySet(real);
    sink.add(
        List.of(AMPLIFICATION),
        IntStream.range(0, synthetic.size())
            .mapToObj(i -> trial.amplification(synthetic.get(i), realBySet.get(i)))
            .toList(),
        sets.chances().bySet(bySize.stream().map(trial::amplification).toList()));
    List<double[]> all = new ArrayList<>(List.of(trial.areas(real.get(0))));
    synthetic.forEach(forecasts -> all.add(trial.areas(forecasts)));
    sink.chart(
        LOWEST,
        Groups.table("AUC on real patients by group, learnt from each set", groups, sets, all));
  }

  /** All that is tried on the same real patients. */
  private static final class Trial {
    private final OutcomeExperiment experiment;
    private final FigureSink sink;
    private final List<boolean[]> members;
    private final Map<String, List<Integer>> fields = new LinkedHashMap<>();

    Trial(OutcomeExperiment experiment, List<SubjectGroup> groups, FigureSink sink) {
      this.experiment = experiment;
      this.sink = sink;
      members = Groups.members(groups, experiment.tried());
      for (int g = 0; g < groups.size(); g++) {
        fields.computeIfAbsent(groups.get(g).field(), field -> new ArrayList<>()).add(g);
      }
    }

    List<Forecast> learntFrom(Cohort cohort) {
      return experiment.learn(OutcomeExperiment.REGRESSION, cohort).on(experiment.tried());
    }

    double[] areas(List<Forecast> forecasts) {
      return areas(forecasts, Bootstrap.ones(experiment.tried().subjects()));
    }

    private double[] areas(List<Forecast> forecasts, int[] weights) {
      return members.stream()
          .mapToDouble(
              group -> {
                int[] some = SubjectGroup.only(group, weights);
                return forecasts.stream()
                    .mapToDouble(forecast -> forecast.areaUnderCurve(some))
                    .filter(Double::isFinite)
                    .average()
                    .orElse(Double.NaN);
              })
          .toArray();
    }

    private Estimate[] estimate(Statistic statistic) {
      int n = experiment.tried().subjects();
      return sink.bootstrap().of(n, n, (weights, same) -> new double[] {statistic.of(weights)});
    }

    Estimate[] lowest(List<Forecast> forecasts) {
      return estimate(
          weights ->
              Arrays.stream(areas(forecasts, weights))
                  .filter(Double::isFinite)
                  .min()
                  .orElse(Double.NaN));
    }

    Estimate[] amplification(List<Forecast> forecasts, List<Forecast> real) {
      return estimate(
          weights -> {
            double[] a = areas(forecasts, weights);
            double[] b = areas(real, weights);
            return fields.values().stream()
                .mapToDouble(groups -> gap(a, groups) - gap(b, groups))
                .filter(Double::isFinite)
                .max()
                .orElse(Double.NaN);
          });
    }

    private static double gap(double[] areas, List<Integer> groups) {
      double[] known =
          groups.stream().mapToDouble(g -> areas[g]).filter(Double::isFinite).sorted().toArray();
      return known.length < 2 ? Double.NaN : known[known.length - 1] - known[0];
    }

    /** That of models of two halves of real patients. */
    Estimate[] amplification(Cohort learnt) {
      int[] even = IntStream.range(0, learnt.subjects()).filter(s -> s % 2 == 0).toArray();
      int[] odd = IntStream.range(0, learnt.subjects()).filter(s -> s % 2 == 1).toArray();
      return amplification(
          learntFrom(learnt.subset("one half", even)),
          learntFrom(learnt.subset("other half", odd)));
    }
  }

  /** A statistic of the patients tried on. */
  private interface Statistic {
    double of(int[] weights);
  }
}

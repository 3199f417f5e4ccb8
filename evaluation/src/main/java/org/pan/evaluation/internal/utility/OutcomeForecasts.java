package org.pan.evaluation.internal.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
import org.pan.evaluation.internal.learn.Classifier;
import org.pan.evaluation.internal.learn.GradientBoosting;

/**
 * Train on synthetic, test on real (TSTR; Esteban, Hyland and Rätsch 2017): forecasts of an {@link
 * OutcomeExperiment} by models that learnt from a synthetic set, tried on real patients; chance is
 * the model that learnt from as many real ones (TRTR). The other way about (TRTS), a model of real
 * patients is tried on synthetic ones. Means over the outcomes of the area under the ROC curve and
 * the Brier score, and the median calibration slope. The intervals draw the patients anew that are
 * tried on.
 */
public final class OutcomeForecasts implements Measure {

  private static final int BOOSTING_ROUNDS = 50;

  /** A kind of model and its figures. */
  private record Model(
      Classifier classifier,
      Definition auc,
      Definition brier,
      Definition slope,
      Definition otherWay) {

    static Model of(String id, String name, Classifier classifier) {
      return new Model(
          classifier,
          Definition.score(
              "utility.tstr-auc-" + id, Family.UTILITY, "TSTR by " + name + ", AUC", 0.02),
          Definition.distance(
              "utility.tstr-brier-" + id,
              Family.UTILITY,
              "TSTR by " + name + ", Brier score",
              0.005),
          Definition.ideal(
              "utility.tstr-calibration-" + id,
              Family.UTILITY,
              "TSTR by " + name + ", calibration slope",
              1,
              0.1),
          Definition.score(
                  "utility.trts-auc-" + id, Family.UTILITY, "TRTS by " + name + ", AUC", Double.NaN)
              .informative());
    }

    List<Definition> tried() {
      return List.of(auc, brier, slope);
    }
  }

  private static final List<Model> MODELS =
      List.of(
          Model.of("boosting", "gradient boosting", new GradientBoosting(BOOSTING_ROUNDS)),
          Model.of("regression", "logistic regression", OutcomeExperiment.REGRESSION));

  static final Definition TIMING_AUC =
      new Definition(
          "utility.timing-auc",
          Family.UTILITY,
          "TSTR from timing alone, AUC",
          "",
          Goal.HIGHEST,
          1,
          0.02);

  @Override
  public List<Definition> figures() {
    List<Definition> all = new ArrayList<>();
    for (Model model : MODELS) {
      all.addAll(model.tried());
      all.add(model.otherWay());
    }
    all.add(TIMING_AUC);
    return all;
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    Optional<OutcomeExperiment> found = OutcomeExperiment.of(sets, sink);
    if (found.isEmpty()) {
      sink.skip(
          figures(),
          "Too few real patients can be followed for a week or more, or no code comes to at least"
              + " 50 of them and not to 50 others.");
      return;
    }
    OutcomeExperiment experiment = found.get();
    MODELS.forEach(model -> measure(model, experiment, sets, sink));
    timing(experiment, sets, sink);
    figures().forEach(definition -> sink.note(definition, words(experiment, sets)));
  }

  private static void measure(
      Model model, OutcomeExperiment experiment, Comparison sets, FigureSink sink) {
    Cohort tried = experiment.tried();
    Classifier classifier = model.classifier();
    List<OutcomeExperiment.Learnt> fromReal =
        experiment.learntBySize().stream().map(from -> experiment.learn(classifier, from)).toList();
    List<List<Forecast>> real = fromReal.stream().map(learnt -> learnt.on(tried)).toList();
    List<List<Forecast>> synthetic =
        sets.synthetic().stream().map(set -> experiment.learn(classifier, set).on(tried)).toList();
    List<Estimate[]> chances =
        real.stream().map(forecasts -> estimates(forecasts, tried, sink)).toList();
    sink.add(
        model.tried(),
        synthetic.stream().map(forecasts -> estimates(forecasts, tried, sink)).toList(),
        sets.chances().bySet(chances));
    sink.add(
        List.of(model.otherWay()),
        sets.synthetic().stream()
            .map(set -> estimates(fromReal.get(0).on(set), set, sink))
            .toList(),
        chances.get(0));
    sink.chart(model.auc(), byOutcome(experiment, sets, real.get(0), synthetic));
  }

  private static void timing(OutcomeExperiment experiment, Comparison sets, FigureSink sink) {
    Classifier classifier = MODELS.get(0).classifier();
    Cohort tried = experiment.tried();
    Function<Cohort, Estimate[]> byLearning =
        from -> estimates(experiment.learnTiming(classifier, from).on(tried), tried, sink);
    sink.add(
        List.of(TIMING_AUC),
        sets.synthetic().stream().map(byLearning).toList(),
        sets.chances().bySet(experiment.learntBySize().stream().map(byLearning).toList()));
  }

  private static Estimate[] estimates(List<Forecast> forecasts, Cohort tried, FigureSink sink) {
    // The patients to learn from stay as they are: only one side has weights.
    return sink.bootstrap()
        .of(
            tried.subjects(),
            tried.subjects(),
            (weights, same) -> Forecast.summary(forecasts, weights));
  }

  private static Chart byOutcome(
      OutcomeExperiment experiment,
      Comparison sets,
      List<Forecast> real,
      List<List<Forecast>> synthetic) {
    int[] ones = Bootstrap.ones(experiment.tried().subjects());
    List<Chart.Series> series = new ArrayList<>();
    series.add(new Chart.Series("chance", areas(real, ones)));
    for (int i = 0; i < synthetic.size(); i++) {
      series.add(new Chart.Series(sets.synthetic().get(i).name(), areas(synthetic.get(i), ones)));
    }
    return new Chart.Bars(
        "AUC on real patients by outcome, learnt from each set",
        experiment.codes().stream().map(code -> sets.real().codes().name(code)).toList(),
        "AUC",
        series);
  }

  private static double[] areas(List<Forecast> forecasts, int[] weights) {
    return forecasts.stream().mapToDouble(f -> f.areaUnderCurve(weights)).toArray();
  }

  private static String words(OutcomeExperiment experiment, Comparison sets) {
    int[] rows = sets.synthetic().stream().mapToInt(set -> experiment.index(set).rows()).toArray();
    return "%d outcomes within %d days; learnt from %d real and %s synthetic patients, tried on %d real ones."
        .formatted(
            experiment.codes().size(),
            experiment.horizonDays(),
            experiment.index(experiment.learnt()).rows(),
            Arrays.toString(rows).replaceAll("[\\[\\]]", ""),
            experiment.index(experiment.tried()).rows());
  }
}

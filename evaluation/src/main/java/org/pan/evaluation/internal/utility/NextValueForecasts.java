package org.pan.evaluation.internal.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.learn.LinearRegression;

/**
 * The next number of a laboratory test, foretold from what was known the day before by ridge
 * regression that learnt from synthetic patients, tried on real ones; chance is the model of real
 * ones. The figure is R² = 1 − Σ (y − ŷ)² / Σ (y − ȳ)², mean over the five most frequent codes of
 * which at least 100 patients have ten different numbers; nothing learnt counts as zero.
 */
public final class NextValueForecasts implements Measure {

  static final Definition R2 =
      Definition.score("utility.next-value-r2", Family.UTILITY, "TSTR of the next value, R²", 0.03);

  private static final int TESTS = 5;
  private static final int AMONG = 30;
  private static final int LEAST_ROWS = 100;
  private static final int LEAST_DISTINCT = 10;
  private static final double RIDGE = 1;

  @Override
  public List<Definition> figures() {
    return List.of(R2);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    Cohort tried = sets.chances().reference();
    Cohort learnt = sets.chance().candidate();
    List<Integer> codes =
        sets.frequentCodes().stream()
            .limit(AMONG)
            .filter(code -> suits(values(tried, code, sets)) && suits(values(learnt, code, sets)))
            .limit(TESTS)
            .toList();
    if (codes.isEmpty()) {
      sink.skip(
          figures(), "No frequent code has numbers on two days in at least 100 real patients.");
      return;
    }
    HistoryFeatures features = new HistoryFeatures(tried, sets.frequentCodes());
    List<Trial> trials =
        codes.stream()
            .map(code -> new Trial(code, values(tried, code, sets), features, sets))
            .toList();
    List<double[][]> synthetic =
        sets.synthetic().stream().map(set -> forecasts(trials, set)).toList();
    List<double[][]> real =
        sets.chances().pairs().stream().map(pair -> forecasts(trials, pair.candidate())).toList();
    sink.add(
        figures(),
        synthetic.stream().map(forecasts -> estimate(trials, forecasts, sink)).toList(),
        sets.chances()
            .bySet(real.stream().map(forecasts -> estimate(trials, forecasts, sink)).toList()));
    sink.chart(R2, byTest(trials, sets, real.get(0), synthetic));
  }

  private static boolean suits(NextValues values) {
    return values.rows() >= LEAST_ROWS && values.distinct() >= LEAST_DISTINCT;
  }

  private static NextValues values(Cohort cohort, int code, Comparison sets) {
    return NextValues.of(cohort, code, sets.config().maxTrainingRows(), sets.config().seed());
  }

  private static double[][] forecasts(List<Trial> trials, Cohort from) {
    return trials.parallelStream().map(trial -> trial.learntFrom(from)).toArray(double[][]::new);
  }

  private static Estimate[] estimate(List<Trial> trials, double[][] forecasts, FigureSink sink) {
    int n = trials.get(0).tried().before().cohort().subjects();
    return sink.bootstrap()
        .of(
            n,
            n,
            (weights, same) ->
                new double[] {
                  Arrays.stream(rSquared(trials, forecasts, weights)).average().orElse(Double.NaN)
                });
  }

  private static double[] rSquared(List<Trial> trials, double[][] forecasts, int[] weights) {
    double[] each = new double[trials.size()];
    for (int k = 0; k < each.length; k++) {
      each[k] = trials.get(k).rSquared(forecasts[k], weights);
    }
    return each;
  }

  private static Chart byTest(
      List<Trial> trials, Comparison sets, double[][] real, List<double[][]> synthetic) {
    int[] ones = Bootstrap.ones(trials.get(0).tried().before().cohort().subjects());
    List<Chart.Series> series = new ArrayList<>();
    series.add(new Chart.Series("chance", rSquared(trials, real, ones)));
    for (int i = 0; i < synthetic.size(); i++) {
      series.add(
          new Chart.Series(
              sets.synthetic().get(i).name(), rSquared(trials, synthetic.get(i), ones)));
    }
    return new Chart.Bars(
        "R² of the next value on real patients, learnt from each set",
        trials.stream().map(trial -> sets.real().codes().name(trial.code())).toList(),
        "R²",
        series);
  }

  /** One test, tried on the same real patients by all models. */
  private record Trial(int code, NextValues tried, HistoryFeatures features, Comparison sets) {

    /** The numbers foretold; empty where there is too little to learn from. */
    double[] learntFrom(Cohort cohort) {
      NextValues known = values(cohort, code, sets);
      if (known.rows() < 2) {
        return new double[0];
      }
      return LinearRegression.fit(features.table(known.before()), known.values(), RIDGE)
          .predict(features.table(tried.before()));
    }

    double rSquared(double[] forecast, int[] weights) {
      if (forecast.length == 0) {
        return 0;
      }
      double n = 0;
      double sum = 0;
      double squares = 0;
      double residual = 0;
      for (int i = 0; i < forecast.length; i++) {
        int weight = weights[tried.before().subjects()[i]];
        double y = tried.values()[i];
        n += weight;
        sum += weight * y;
        squares += weight * y * y;
        residual += weight * Math.pow(y - forecast[i], 2);
      }
      double total = squares - sum * sum / n;
      return total > 0 ? 1 - residual / total : Double.NaN;
    }
  }
}

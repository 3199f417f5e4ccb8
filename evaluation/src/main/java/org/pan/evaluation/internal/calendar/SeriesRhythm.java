package org.pan.evaluation.internal.calendar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The mean autocorrelation of regular series, which are a patient's daily numbers of one code on at
 * least 80 % of the days over at least 200 days: by lag, and as the mean squared difference over
 * the lags from 1 to 400. Numbers that are never negative and whose 99th percentile is more than
 * ten times the median are taken as log(1 + x).
 */
public final class SeriesRhythm implements Measure {

  private static final int[] LAGS = {1, 7, 14, 28, 182, 364};
  private static final int MOST_LAGS = 400;

  static final Definition MSE =
      Definition.distance(
          "calendar.series-acf-mse",
          Family.CALENDAR,
          "Regular series, autocorrelation, mean squared difference",
          0.002);

  private static List<Definition> levels() {
    return Arrays.stream(LAGS)
        .mapToObj(
            lag ->
                Definition.level(
                    "calendar.series-acf-" + lag,
                    Family.CALENDAR,
                    "Regular series, autocorrelation at " + lag + (lag == 1 ? " day" : " days"),
                    0.03))
        .toList();
  }

  @Override
  public List<Definition> figures() {
    List<Definition> all = new ArrayList<>(levels());
    all.add(MSE);
    return all;
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    boolean[] logged = RegularSeries.logged(sets.real());
    if (RegularSeries.tooFew(sets.real(), logged, figures(), sink)) {
      return;
    }
    sink.levels(
        levels(),
        cohort -> {
          Correlations all = Correlations.of(cohort, logged);
          return weights -> {
            double[] mean = all.mean(weights);
            return Arrays.stream(LAGS).mapToDouble(lag -> mean[lag - 1]).toArray();
          };
        });
    sink.distances(
        List.of(MSE),
        cohort -> Correlations.of(cohort, logged),
        (a, b) -> (r, c) -> new double[] {meanSquare(a.mean(r), b.mean(c))});
    sink.chart(
        MSE,
        new Chart.Curves(
            "Mean autocorrelation of regular series",
            "lag in days",
            IntStream.rangeClosed(1, MOST_LAGS).asDoubleStream().toArray(),
            "autocorrelation",
            sets.series(
                cohort ->
                    Correlations.of(cohort, logged).mean(Bootstrap.ones(cohort.subjects())))));
  }

  private static double meanSquare(double[] a, double[] b) {
    return IntStream.range(0, MOST_LAGS)
        .mapToDouble(k -> Math.pow(a[k] - b[k], 2))
        .filter(Double::isFinite)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * Autocorrelations of each series.
   *
   * @param subjects whose a series is
   * @param byLag by series and lag
   */
  private record Correlations(int[] subjects, double[][] byLag) {

    static Correlations of(Cohort cohort, boolean[] logged) {
      List<RegularSeries> series = RegularSeries.of(cohort, logged);
      return new Correlations(
          series.stream().mapToInt(RegularSeries::subject).toArray(),
          series.parallelStream()
              .map(one -> Autocorrelation.of(one.values(), MOST_LAGS))
              .toArray(double[][]::new));
    }

    /** The mean over series by lag, those left out that have none. */
    double[] mean(int[] weights) {
      double[] sums = new double[MOST_LAGS];
      double[] known = new double[MOST_LAGS];
      for (int i = 0; i < subjects.length; i++) {
        int weight = weights[subjects[i]];
        for (int k = 0; weight > 0 && k < MOST_LAGS; k++) {
          if (!Double.isNaN(byLag[i][k])) {
            sums[k] += weight * byLag[i][k];
            known[k] += weight;
          }
        }
      }
      return IntStream.range(0, MOST_LAGS).mapToDouble(k -> sums[k] / known[k]).toArray();
    }
  }
}

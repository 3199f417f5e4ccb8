package org.pan.evaluation.internal.calendar;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.apache.commons.math3.stat.StatUtils;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.CalendarDay;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.SubjectSums;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The week and the year in regular series (see {@link RegularSeries}): the mean over all series of
 * {@code z = (x − mean) / sd}, each series about its own mean in its own standard deviations, by
 * weekday or by week of the year; the root of the mean squared difference of two sets over the
 * classes.
 */
public final class SeriesProfile implements Measure {

  static final Definition WEEKDAY =
      Definition.distance(
          "calendar.series-weekday-profile",
          Family.CALENDAR,
          "Regular series, profile of the week, RMSE of z",
          0.01);
  static final Definition WEEK =
      Definition.distance(
          "calendar.series-week-profile",
          Family.CALENDAR,
          "Regular series, profile of the year, RMSE of z",
          0.01);

  private static final List<String> WEEKDAYS =
      List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
  private static final int WEEKS = 53;

  @Override
  public List<Definition> figures() {
    return List.of(WEEKDAY, WEEK);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    if (!sets.hasCalendar()) {
      sink.skip(figures(), "Not all sets have a calendar.");
      return;
    }
    boolean[] logged = RegularSeries.logged(sets.real());
    if (RegularSeries.tooFew(sets.real(), logged, figures(), sink)) {
      return;
    }
    profile(WEEKDAY, WEEKDAYS.size(), CalendarDay::weekday, logged, sink);
    profile(WEEK, WEEKS, day -> (CalendarDay.dayOfYear(day) - 1) / 7, logged, sink);
    sink.chart(
        WEEKDAY,
        new Chart.Bars(
            "The week in regular series",
            WEEKDAYS,
            "mean z",
            sets.series(
                cohort ->
                    Profile.of(cohort, logged, WEEKDAYS.size(), CalendarDay::weekday)
                        .mean(Bootstrap.ones(cohort.subjects())))));
  }

  private static void profile(
      Definition definition,
      int classes,
      IntUnaryOperator classOfDay,
      boolean[] logged,
      FigureSink sink) {
    sink.distances(
        List.of(definition),
        cohort -> Profile.of(cohort, logged, classes, classOfDay),
        (a, b) -> (r, c) -> new double[] {rootMeanSquare(a.mean(r), b.mean(c))});
  }

  private static double rootMeanSquare(double[] a, double[] b) {
    double[] squares = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      squares[k] = Math.pow(a[k] - b[k], 2);
    }
    return Math.sqrt(Arrays.stream(squares).filter(Double::isFinite).average().orElse(Double.NaN));
  }

  /** Sums of z by subject and class, and how many days they are of. */
  private record Profile(SubjectSums z, SubjectSums days) {

    static Profile of(Cohort cohort, boolean[] logged, int classes, IntUnaryOperator classOfDay) {
      SubjectSums z = SubjectSums.of(cohort.subjects(), classes);
      SubjectSums days = SubjectSums.of(cohort.subjects(), classes);
      for (RegularSeries series : RegularSeries.of(cohort, logged)) {
        double mean = StatUtils.mean(series.values());
        double sd = Math.sqrt(StatUtils.populationVariance(series.values(), mean));
        for (int i = 0; i < series.values().length && sd > 0; i++) {
          int k = classOfDay.applyAsInt(series.firstDay() + i);
          z.add(series.subject(), k, (series.values()[i] - mean) / sd);
          days.add(series.subject(), k, 1);
        }
      }
      return new Profile(z, days);
    }

    /** The mean of z by class; NaN where there is no day. */
    double[] mean(int[] weights) {
      double[] mean = z.sum(weights);
      double[] n = days.sum(weights);
      for (int k = 0; k < mean.length; k++) {
        mean[k] /= n[k];
      }
      return mean;
    }
  }
}

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
import org.pan.evaluation.internal.LevelStatistic;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Whether the population's daily counts of events repeat weekly and yearly as the real ones do:
 * their autocorrelation after the mean of the year around each day is taken off, over the days from
 * the first to the last real event less 30 at either end. By lag, and as the mean squared
 * difference over the lags from 1 to 400; the same as a mean over the ten most frequent codes.
 */
public final class PopulationRhythm implements Measure {

  private static final int[] LAGS = {1, 7, 14, 28, 182, 364};
  private static final int MOST_LAGS = 400;
  private static final int CODES = 10;
  private static final int TRIMMED = 30;
  private static final int HALF_YEAR = 182;
  private static final int LEAST_DAYS = 60;

  static final Definition MSE =
      Definition.distance(
          "calendar.population-acf-mse",
          Family.CALENDAR,
          "Daily counts, autocorrelation, mean squared difference",
          0.002);
  static final Definition BY_CODE =
      Definition.distance(
          "calendar.population-acf-by-code",
          Family.CALENDAR,
          "Daily counts by code, autocorrelation, mean difference",
          0.05);

  private static List<Definition> levels() {
    return Arrays.stream(LAGS)
        .mapToObj(
            lag ->
                Definition.level(
                    "calendar.population-acf-" + lag,
                    Family.CALENDAR,
                    "Daily counts, autocorrelation at " + lag + (lag == 1 ? " day" : " days"),
                    0.05))
        .toList();
  }

  @Override
  public List<Definition> figures() {
    List<Definition> all = new ArrayList<>(levels());
    all.add(MSE);
    all.add(BY_CODE);
    return all;
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    if (!sets.hasCalendar()) {
      sink.skip(figures(), "Not all sets have a calendar.");
      return;
    }
    Days days = Days.of(sets.real());
    if (days.count() < MOST_LAGS + 2 * TRIMMED) {
      sink.skip(figures(), "The real events span less than fifteen months.");
      return;
    }
    sink.levels(levels(), cohort -> atLags(days, cohort));
    sink.distances(List.of(MSE), days::tally, (a, b) -> meanSquare(days, a, b));
    sink.chart(MSE, chart(days, sets));
    List<Integer> codes = sets.frequentCodes().stream().limit(CODES).toList();
    sink.distances(
        List.of(BY_CODE),
        cohort -> codes.stream().map(code -> days.tally(cohort, code)).toList(),
        (a, b) -> byCode(days, a, b));
  }

  private static LevelStatistic atLags(Days days, Cohort cohort) {
    SubjectTally tally = days.tally(cohort);
    return weights -> Autocorrelation.at(days.rest(tally.sum(weights)), LAGS);
  }

  private static PairStatistic meanSquare(Days days, SubjectTally a, SubjectTally b) {
    return (r, c) -> {
      double[] real = Autocorrelation.of(days.rest(a.sum(r)), MOST_LAGS);
      double[] other = Autocorrelation.of(days.rest(b.sum(c)), MOST_LAGS);
      return new double[] {
        IntStream.range(0, MOST_LAGS)
            .mapToDouble(k -> Math.pow(real[k] - other[k], 2))
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN)
      };
    };
  }

  private static PairStatistic byCode(Days days, List<SubjectTally> a, List<SubjectTally> b) {
    return (r, c) -> {
      double sum = 0;
      for (int k = 0; k < a.size(); k++) {
        double[] real = Autocorrelation.at(days.rest(a.get(k).sum(r)), LAGS);
        double[] other = Autocorrelation.at(days.rest(b.get(k).sum(c)), LAGS);
        for (int lag = 0; lag < LAGS.length; lag++) {
          double x = Double.isNaN(real[lag]) ? 0 : real[lag];
          double y = Double.isNaN(other[lag]) ? 0 : other[lag];
          sum += Math.abs(x - y);
        }
      }
      return new double[] {sum / a.size() / LAGS.length};
    };
  }

  private static Chart chart(Days days, Comparison sets) {
    return new Chart.Curves(
        "Autocorrelation of daily counts",
        "lag in days",
        IntStream.rangeClosed(1, MOST_LAGS).asDoubleStream().toArray(),
        "autocorrelation",
        sets.series(
            cohort ->
                Autocorrelation.of(
                    days.rest(days.tally(cohort).sum(Bootstrap.ones(cohort.subjects()))),
                    MOST_LAGS)));
  }

  /** The days from the first to the last real event. */
  private record Days(int first, int count) {

    static Days of(Cohort real) {
      int first = Integer.MAX_VALUE;
      int last = Integer.MIN_VALUE;
      for (int e = 0; e < real.events(); e++) {
        first = Math.min(first, real.day(e));
        last = Math.max(last, real.day(e));
      }
      return real.events() == 0 ? new Days(0, 0) : new Days(first, last - first + 1);
    }

    private int place(int day) {
      return day >= first && day < first + count ? day - first : -1;
    }

    SubjectTally tally(Cohort cohort) {
      return SubjectTally.ofEvents(cohort, e -> place(cohort.day(e)));
    }

    SubjectTally tally(Cohort cohort, int code) {
      return SubjectTally.ofEvents(cohort, e -> cohort.code(e) == code ? place(cohort.day(e)) : -1);
    }

    /** What remains of daily counts after the mean of the year around each day. */
    double[] rest(double[] counts) {
      double[] x = Arrays.copyOfRange(Arrays.copyOf(counts, count), TRIMMED, count - TRIMMED);
      double[] sums = new double[x.length + 1];
      for (int i = 0; i < x.length; i++) {
        sums[i + 1] = sums[i] + x[i];
      }
      double[] rest = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        int from = Math.max(0, i - HALF_YEAR);
        int to = Math.min(x.length, i + HALF_YEAR + 1);
        rest[i] = to - from < LEAST_DAYS ? x[i] : x[i] - (sums[to] - sums[from]) / (to - from);
      }
      return rest;
    }
  }
}

package org.pan.evaluation.internal.calendar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.NumbersByCode;
import org.pan.evaluation.internal.SubjectSums;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * How many days the peak of the weekly and of the yearly cycle is off: of events, by the mean
 * direction of their times on the circle; of the numbers of each of the ten most frequent codes, by
 * the least-squares sine about each patient's own mean, which is the generalised Lomb-Scargle
 * periodogram at that period (Zechmeister and Kürster 2009). Only cycles that the real data show
 * clearly have a phase.
 */
public final class Phase implements Measure {

  private static final int CODES = 10;
  private static final double WEEK = 7;
  private static final double YEAR = 365.25;

  /** With this power or more, less than one series without a cycle in ten thousand. */
  private static final double CLEAR = 10;

  static final Definition EVENTS_WEEK = days("calendar.phase-week", "Peak of the week", 0.25);
  static final Definition EVENTS_YEAR = days("calendar.phase-year", "Peak of the year", 7);
  static final Definition VALUES_WEEK =
      days("calendar.value-phase-week", "Peak of values in the week", 0.5);
  static final Definition VALUES_YEAR =
      days("calendar.value-phase-year", "Peak of values in the year", 14);

  private static Definition days(String id, String title, double tolerance) {
    return Definition.distance(id, Family.CALENDAR, title + ", error", tolerance).in("days");
  }

  @Override
  public List<Definition> figures() {
    return List.of(EVENTS_WEEK, EVENTS_YEAR, VALUES_WEEK, VALUES_YEAR);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    if (!sets.hasCalendar()) {
      sink.skip(figures(), "Not all sets have a calendar.");
      return;
    }
    events(EVENTS_WEEK, WEEK, sets, sink);
    events(EVENTS_YEAR, YEAR, sets, sink);
    values(VALUES_WEEK, WEEK, sets, sink);
    values(VALUES_YEAR, YEAR, sets, sink);
  }

  private static void events(
      Definition definition, double period, Comparison sets, FigureSink sink) {
    double[] real = directions(sets.real(), period).sum(Bootstrap.ones(sets.real().subjects()));
    // Rayleigh's test: n R² of times without a cycle is exponential.
    if (!((real[0] * real[0] + real[1] * real[1]) / real[2] > CLEAR)) {
      sink.skip(List.of(definition), "The real events show no such cycle.");
      return;
    }
    sink.distances(
        List.of(definition),
        cohort -> directions(cohort, period),
        (a, b) -> (r, c) -> new double[] {apart(a.sum(r), b.sum(c), period)});
  }

  private static SubjectSums directions(Cohort cohort, double period) {
    SubjectSums sums = SubjectSums.of(cohort.subjects(), 3);
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        double angle = 2 * Math.PI * cohort.day(e) / period;
        sums.add(s, 0, Math.cos(angle));
        sums.add(s, 1, Math.sin(angle));
        sums.add(s, 2, 1);
      }
    }
    return sums;
  }

  /** Days between two directions, the short way round. */
  private static double apart(double[] a, double[] b, double period) {
    double turn = Math.atan2(a[1], a[0]) - Math.atan2(b[1], b[0]);
    return Math.abs(Math.IEEEremainder(turn, 2 * Math.PI)) / (2 * Math.PI) * period;
  }

  private static void values(
      Definition definition, double period, Comparison sets, FigureSink sink) {
    NumbersByCode numbers = NumbersByCode.of(sets.real());
    int[] once = Bootstrap.ones(sets.real().subjects());
    List<Integer> codes =
        sets.frequentCodes().stream()
            .filter(code -> numbers.count(code) > 0)
            .limit(CODES)
            .filter(code -> Sines.of(sets.real(), code, period).power(once) > CLEAR)
            .toList();
    if (codes.isEmpty()) {
      sink.skip(List.of(definition), "The real numbers show no such cycle.");
      return;
    }
    sink.distances(
        List.of(definition),
        cohort -> codes.stream().map(code -> Sines.of(cohort, code, period)).toList(),
        (a, b) ->
            (r, c) ->
                new double[] {
                  IntStream.range(0, a.size())
                      .mapToDouble(k -> apart(a.get(k).sine(r), b.get(k).sine(c), period))
                      .average()
                      .orElse(Double.NaN)
                });
  }

  /** Sums behind the least-squares sine of the numbers of a code. */
  private record Sines(SubjectSums sums) {

    static Sines of(Cohort cohort, int code, double period) {
      SubjectSums sums = SubjectSums.of(cohort.subjects(), 7);
      for (int s = 0; s < cohort.subjects(); s++) {
        List<Integer> events = new ArrayList<>();
        for (int e = cohort.from(s); e < cohort.to(s); e++) {
          if (cohort.code(e) == code && !Double.isNaN(cohort.number(e))) {
            events.add(e);
          }
        }
        double[] y = centred(events.stream().mapToDouble(cohort::number).toArray());
        double[] angles =
            events.stream().mapToDouble(e -> 2 * Math.PI * cohort.day(e) / period).toArray();
        double[] cos = centred(Arrays.stream(angles).map(Math::cos).toArray());
        double[] sin = centred(Arrays.stream(angles).map(Math::sin).toArray());
        for (int i = 0; i < y.length; i++) {
          double[] products = {
            y[i] * cos[i],
            y[i] * sin[i],
            cos[i] * cos[i],
            sin[i] * sin[i],
            cos[i] * sin[i],
            y[i] * y[i],
            1
          };
          for (int k = 0; k < products.length; k++) {
            sums.add(s, k, products[k]);
          }
        }
      }
      return new Sines(sums);
    }

    private static double[] centred(double[] x) {
      double mean = Arrays.stream(x).average().orElse(0);
      return Arrays.stream(x).map(value -> value - mean).toArray();
    }

    /** Coefficients of cosine and sine. */
    double[] sine(int[] weights) {
      double[] m = sums.sum(weights);
      double determinant = m[2] * m[3] - m[4] * m[4];
      return new double[] {
        (m[0] * m[3] - m[1] * m[4]) / determinant, (m[1] * m[2] - m[0] * m[4]) / determinant
      };
    }

    /** Half the numbers times the share of variance that the sine explains. */
    double power(int[] weights) {
      double[] m = sums.sum(weights);
      double[] sine = sine(weights);
      return m[6] / 2 * (sine[0] * m[0] + sine[1] * m[1]) / m[5];
    }
  }
}

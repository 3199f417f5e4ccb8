package org.pan.evaluation.internal.fidelity;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.CalendarDay;
import org.pan.evaluation.internal.ClinicalFields;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.StaticColumn;
import org.pan.sequences.StaticField;

/**
 * What comes at which age and in which year: total variation of the shares of events by code and
 * five years of age, and by code and calendar year, over the twenty most frequent real codes. The
 * age is that of the event where the date of birth is known, else the static field {@code age} in
 * years plus, in relative time, the years since day zero.
 */
public final class Trends implements Measure {

  static final Definition AGE =
      Definition.distance("fidelity.age-trend-tv", Family.FIDELITY, "Codes by age", 0.02);
  static final Definition YEAR =
      Definition.distance("fidelity.year-trend-tv", Family.FIDELITY, "Codes by year", 0.02);

  private static final int CODES = 20;
  private static final int BANDS = 25;
  private static final int BAND_YEARS = 5;
  private static final double DAYS_PER_YEAR = 365.25;
  private static final int FIRST_YEAR = 1900;
  private static final int YEARS = 200;

  @Override
  public List<Definition> figures() {
    return List.of(AGE, YEAR);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    int[] places = new int[sets.real().codes().size()];
    Arrays.fill(places, -1);
    List<Integer> codes = sets.frequentCodes().stream().limit(CODES).toList();
    for (int k = 0; k < codes.size(); k++) {
      places[codes.get(k)] = k;
    }
    boolean ages =
        birthOrAge(sets.real()).isPresent()
            && birthOrAge(sets.chance().candidate()).isPresent()
            && sets.synthetic().stream().allMatch(set -> birthOrAge(set).isPresent());
    if (ages) {
      trend(AGE, BANDS, places, sink, Trends::ageBand);
      sink.chart(AGE, ageChart(sets));
    } else {
      sink.skip(List.of(AGE), "Not all sets have a date of birth or a static number named age.");
    }
    if (sets.hasCalendar()) {
      trend(YEAR, YEARS, places, sink, Trends::year);
    } else {
      sink.skip(List.of(YEAR), "Not all sets have a calendar.");
    }
  }

  private interface Axis {
    /** Class of an event; negative for one in none. */
    IntUnaryOperator of(Cohort cohort);
  }

  private static void trend(
      Definition definition, int width, int[] places, FigureSink sink, Axis axis) {
    sink.distances(
        List.of(definition),
        cohort -> {
          IntUnaryOperator classes = axis.of(cohort);
          return SubjectTally.ofEvents(
              cohort,
              e -> {
                int place = places[cohort.code(e)];
                int k = place < 0 ? -1 : classes.applyAsInt(e);
                return k < 0 ? -1 : place * width + k;
              });
        },
        (real, other) ->
            (r, c) -> new double[] {Vectors.totalVariation(real.sum(r), other.sum(c))});
  }

  private static IntUnaryOperator year(Cohort cohort) {
    return e -> Math.min(YEARS - 1, Math.max(0, CalendarDay.year(cohort.day(e)) - FIRST_YEAR));
  }

  private static Optional<StaticColumn> birthOrAge(Cohort cohort) {
    return cohort.statics().stream()
        .filter(
            column -> {
              String name = column.field().name();
              return switch (column.field().kind()) {
                case DATE -> ClinicalFields.isBirth(name);
                case NUMBER -> ClinicalFields.isAge(name);
                case CATEGORY -> false;
              };
            })
        .findFirst();
  }

  private static IntUnaryOperator ageBand(Cohort cohort) {
    StaticColumn column = birthOrAge(cohort).orElseThrow();
    boolean birth = column.field().kind() == StaticField.Kind.DATE;
    int[] bands = new int[cohort.events()];
    for (int s = 0; s < cohort.subjects(); s++) {
      double value = column.values()[s];
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        double days = birth ? cohort.day(e) - value / Cohort.DAY_MICROS : sinceDayZero(cohort, e);
        double age = (birth ? 0 : value) + days / DAYS_PER_YEAR;
        bands[e] =
            Double.isNaN(age) || age < 0 ? -1 : Math.min(BANDS - 1, (int) (age / BAND_YEARS));
      }
    }
    return e -> bands[e];
  }

  private static double sinceDayZero(Cohort cohort, int event) {
    return cohort.hasCalendar() ? 0 : cohort.day(event);
  }

  private static Chart ageChart(Comparison sets) {
    return new Chart.Bars(
        "Events by age",
        IntStream.range(0, BANDS)
            .mapToObj(k -> BAND_YEARS * k + " to " + (BAND_YEARS * (k + 1) - 1))
            .toList(),
        "share of events",
        sets.series(
            cohort ->
                Arrays.copyOf(
                    Vectors.shares(SubjectTally.ofEvents(cohort, ageBand(cohort)).sum()), BANDS)));
  }
}

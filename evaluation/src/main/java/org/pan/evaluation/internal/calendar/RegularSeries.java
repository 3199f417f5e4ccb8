package org.pan.evaluation.internal.calendar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.evaluation.Definition;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.NumbersByCode;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * A patient's numbers of one code, one for each day from the first to the last.
 *
 * @param subject whose they are
 * @param firstDay day of the first
 * @param values by day; a missing one lies on the line between its neighbours
 */
record RegularSeries(int subject, int firstDay, double[] values) {

  private static final int LEAST_SERIES = 20;
  private static final int LEAST_DAYS = 200;
  private static final double COVERAGE = 0.8;
  private static final double SKEWED = 10;

  /** By code whether its numbers are to be taken as log(1 + x). */
  static boolean[] logged(Cohort real) {
    NumbersByCode numbers = NumbersByCode.of(real);
    boolean[] logged = new boolean[real.codes().size()];
    for (int code = 0; code < logged.length; code++) {
      SortedSample sample = numbers.sorted(code);
      logged[code] =
          sample.quantile(0) >= 0 && sample.quantile(0.99) > SKEWED * sample.quantile(0.5);
    }
    return logged;
  }

  /** Whether real patients have too few of them for these figures; the sink is told so. */
  static boolean tooFew(Cohort real, boolean[] logged, List<Definition> figures, FigureSink sink) {
    boolean few = of(real, logged).size() < LEAST_SERIES;
    if (few) {
      sink.skip(
          figures, "The real data have fewer than %d regular series.".formatted(LEAST_SERIES));
    }
    return few;
  }

  /** All regular series of a cohort. */
  static List<RegularSeries> of(Cohort cohort, boolean[] logged) {
    List<RegularSeries> all = new ArrayList<>();
    for (int s = 0; s < cohort.subjects(); s++) {
      if (cohort.to(s) - cohort.from(s) >= COVERAGE * LEAST_DAYS) {
        addOf(cohort, s, logged, all);
      }
    }
    return all;
  }

  private static void addOf(Cohort cohort, int s, boolean[] logged, List<RegularSeries> all) {
    Map<Integer, List<Integer>> byCode = new LinkedHashMap<>();
    for (int e = cohort.from(s); e < cohort.to(s); e++) {
      if (!Double.isNaN(cohort.number(e))) {
        byCode.computeIfAbsent(cohort.code(e), code -> new ArrayList<>()).add(e);
      }
    }
    byCode.forEach(
        (code, events) -> {
          int first = cohort.day(events.get(0));
          int days = cohort.day(events.get(events.size() - 1)) - first + 1;
          if (days >= LEAST_DAYS && events.size() >= COVERAGE * days) {
            double[] values = new double[days];
            Arrays.fill(values, Double.NaN);
            for (int e : events) {
              double number = cohort.number(e);
              values[cohort.day(e) - first] = logged[code] ? Math.log1p(number) : number;
            }
            if (filled(values) >= COVERAGE * days) {
              all.add(new RegularSeries(s, first, values));
            }
          }
        });
  }

  /** Fills gaps by straight lines and says how many values there were. */
  private static int filled(double[] values) {
    int known = 1;
    int last = 0;
    for (int i = 1; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        for (int j = last + 1; j < i; j++) {
          values[j] = values[last] + (values[i] - values[last]) * (j - last) / (i - last);
        }
        last = i;
        known++;
      }
    }
    return known;
  }
}

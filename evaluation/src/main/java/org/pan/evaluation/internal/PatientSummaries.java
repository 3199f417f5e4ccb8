package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.learn.FeatureTable;

/**
 * A few columns on each patient without missing values, for measures that take no others: logs of
 * one plus the number of events, of days with events and of the span, of the number of each of the
 * ten most frequent real codes, and the mean numbers of those that have any, the real mean where a
 * patient has none.
 */
public final class PatientSummaries {

  private static final int CODES = 10;

  private final List<Integer> codes;
  private final List<String> names = new ArrayList<>();

  /** By code the mean of the real patients' means; NaN for a code without numbers. */
  private final double[] means;

  private PatientSummaries(Comparison sets) {
    codes = sets.frequentCodes().stream().limit(CODES).toList();
    means = new double[sets.real().codes().size()];
    names.addAll(List.of("events", "days with events", "span"));
    NumbersByCode numbers = NumbersByCode.of(sets.real());
    for (int code : codes) {
      names.add("number of " + sets.real().codes().name(code));
      means[code] = StatUtils.mean(numbers.values(code));
      if (!Double.isNaN(means[code])) {
        names.add("mean of " + sets.real().codes().name(code));
      }
    }
  }

  /** Columns that suit these sets. */
  public static PatientSummaries of(Comparison sets) {
    return new PatientSummaries(sets);
  }

  /** The columns of a cohort. */
  public FeatureTable table(Cohort cohort) {
    float[] values = new float[cohort.subjects() * names.size()];
    NumbersByCode numbers = NumbersByCode.of(cohort);
    int[] places = new int[cohort.codes().size()];
    Arrays.fill(places, -1);
    int column = 3;
    for (int code : codes) {
      places[code] = column++;
      if (!Double.isNaN(means[code])) {
        double[] own = numbers.bySubject(code, StatUtils::mean);
        for (int s = 0; s < own.length; s++) {
          values[s * names.size() + column] = (float) (Double.isNaN(own[s]) ? means[code] : own[s]);
        }
        column++;
      }
    }
    for (int s = 0; s < cohort.subjects(); s++) {
      counts(cohort, s, places, values, s * names.size());
    }
    return new FeatureTable(List.copyOf(names), values, cohort.subjects());
  }

  private void counts(Cohort cohort, int s, int[] places, float[] row, int at) {
    int from = cohort.from(s);
    int to = cohort.to(s);
    int days = 0;
    for (int e = from; e < to; e++) {
      days += e == from || cohort.day(e) != cohort.day(e - 1) ? 1 : 0;
      if (places[cohort.code(e)] >= 0) {
        row[at + places[cohort.code(e)]]++;
      }
    }
    for (int code : codes) {
      row[at + places[code]] = (float) Math.log1p(row[at + places[code]]);
    }
    row[at] = (float) Math.log1p(to - from);
    row[at + 1] = (float) Math.log1p(days);
    row[at + 2] = from == to ? 0 : (float) Math.log1p(cohort.day(to - 1) - cohort.day(from));
  }
}

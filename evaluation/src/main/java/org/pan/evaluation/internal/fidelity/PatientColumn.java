package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.pan.evaluation.internal.Correlation;
import org.pan.evaluation.internal.NumbersByCode;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.StaticColumn;
import org.pan.sequences.StaticField;

/**
 * A value of each patient.
 *
 * @param category whether it is one of a set of names
 * @param values by patient; NaN where it is missing
 * @param ranks of numbers
 */
record PatientColumn(String name, boolean category, double[] values, double[] ranks) {

  /** Whether a cohort has that static field, of the same kind. */
  static boolean has(Cohort cohort, StaticColumn column) {
    return cohort
        .field(column.field().name())
        .filter(found -> found.field().kind() == column.field().kind())
        .isPresent();
  }

  /** Static fields, counts of codes, and mean numbers of those that have any. */
  static List<PatientColumn> of(
      Cohort cohort, List<String> fields, List<Integer> codes, boolean[] numbered) {
    List<PatientColumn> columns = new ArrayList<>();
    for (String field : fields) {
      StaticColumn column = cohort.field(field).orElseThrow();
      boolean category = column.field().kind() == StaticField.Kind.CATEGORY;
      columns.add(of(field, category, column.values()));
    }
    NumbersByCode numbers = NumbersByCode.of(cohort);
    for (int code : codes) {
      String name = cohort.codes().name(code);
      columns.add(of("number of " + name, false, counts(cohort, code)));
      if (numbered[code]) {
        columns.add(of("mean of " + name, false, numbers.bySubject(code, StatUtils::mean)));
      }
    }
    return columns;
  }

  private static PatientColumn of(String name, boolean category, double[] values) {
    return new PatientColumn(name, category, values, category ? values : ranked(values));
  }

  /** Ranks of the known values; the others stay NaN. */
  private static double[] ranked(double[] values) {
    int[] known = IntStream.range(0, values.length).filter(i -> !Double.isNaN(values[i])).toArray();
    double[] ranks = Correlation.ranks(Arrays.stream(known).mapToDouble(i -> values[i]).toArray());
    double[] all = new double[values.length];
    Arrays.fill(all, Double.NaN);
    for (int k = 0; k < known.length; k++) {
      all[known[k]] = ranks[k];
    }
    return all;
  }

  private static double[] counts(Cohort cohort, int code) {
    double[] counts = new double[cohort.subjects()];
    for (int s = 0; s < counts.length; s++) {
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        counts[s] += cohort.code(e) == code ? 1 : 0;
      }
    }
    return counts;
  }

  /** How it goes together with another column, by the measure for their kinds. */
  double association(PatientColumn other, int[] weights) {
    if (category && other.category) {
      return Correlation.cramersV(values, other.values, weights);
    }
    if (category) {
      return Correlation.ratio(values, other.values, weights);
    }
    return other.category
        ? Correlation.ratio(other.values, values, weights)
        : Correlation.pearson(ranks, other.ranks, weights);
  }
}

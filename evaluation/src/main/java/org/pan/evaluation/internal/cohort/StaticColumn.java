package org.pan.evaluation.internal.cohort;

import org.pan.sequences.StaticField;

/**
 * A static field of all subjects.
 *
 * @param field what it is
 * @param values by subject: a number, microseconds of a date, or the number of a category; NaN
 *     where it is missing
 * @param categories names of the categories, common to all cohorts that are compared
 */
public record StaticColumn(StaticField field, double[] values, Names categories) {

  /** The value in words. */
  public String label(double value) {
    if (field.kind() == StaticField.Kind.CATEGORY) {
      return categories.name((int) value);
    }
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  StaticColumn at(int[] subjects) {
    double[] some = new double[subjects.length];
    for (int i = 0; i < some.length; i++) {
      some[i] = values[subjects[i]];
    }
    return new StaticColumn(field, some, categories);
  }
}

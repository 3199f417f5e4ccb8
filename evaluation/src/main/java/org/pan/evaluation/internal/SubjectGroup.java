package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.StaticColumn;

/**
 * Patients with one value of a static field, such as {@code sex = F}.
 *
 * @param field the field's name
 * @param value the value, as {@link StaticColumn#values()} holds it
 * @param label the group in words
 */
public record SubjectGroup(String field, double value, String label) {

  private static final int MOST_VALUES = 10;
  private static final int LEAST_SUBJECTS = 50;

  /** Groups of at least 50 real patients, by fields with two to ten values in the real data. */
  public static List<SubjectGroup> of(Cohort real) {
    List<SubjectGroup> groups = new ArrayList<>();
    for (StaticColumn column : real.statics()) {
      double[] known = Arrays.stream(column.values()).filter(v -> !Double.isNaN(v)).toArray();
      double[] distinct = Arrays.stream(known).sorted().distinct().toArray();
      if (distinct.length < 2 || distinct.length > MOST_VALUES) {
        continue;
      }
      for (double value : distinct) {
        if (Arrays.stream(known).filter(v -> v == value).count() >= LEAST_SUBJECTS) {
          String name = column.field().name();
          groups.add(new SubjectGroup(name, value, name + " = " + column.label(value)));
        }
      }
    }
    return groups;
  }

  /** Which patients of a cohort belong to the group; none where it has no such field. */
  public boolean[] members(Cohort cohort) {
    boolean[] members = new boolean[cohort.subjects()];
    cohort
        .field(field)
        .ifPresent(
            column -> {
              for (int s = 0; s < members.length; s++) {
                members[s] = column.values()[s] == value;
              }
            });
    return members;
  }

  /** Weights of patients, those of other groups at zero. */
  public static int[] only(boolean[] members, int[] weights) {
    int[] some = new int[weights.length];
    for (int s = 0; s < some.length; s++) {
      some[s] = members[s] ? weights[s] : 0;
    }
    return some;
  }
}

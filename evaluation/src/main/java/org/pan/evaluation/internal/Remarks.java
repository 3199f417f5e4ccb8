package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.List;
import org.pan.evaluation.internal.cohort.Cohort;

/** What a reader of scores should know first: where sets can hardly be compared, and why. */
public final class Remarks {

  private static final double FEW_SHARED = 0.5;

  private Remarks() {}

  /** A line for each thing to know. */
  public static List<String> of(Comparison sets) {
    List<String> remarks = new ArrayList<>();
    sets.train().ifPresent(train -> compare(sets.real(), train, remarks));
    sets.synthetic().forEach(set -> compare(sets.real(), set, remarks));
    alone(sets.real(), remarks);
    return remarks;
  }

  private static void compare(Cohort real, Cohort other, List<String> remarks) {
    codes(real, other, remarks);
    if (other.timeMode() != real.timeMode()) {
      remarks.add(
          "%s: its times are %s, the real ones %s; only figures without a calendar can be compared."
              .formatted(other.name(), words(other.hasCalendar()), words(real.hasCalendar())));
    }
    if (other.subjects() < VerdictRule.LEAST_SUBJECTS) {
      remarks.add(few(other));
    }
    real.statics().stream()
        .map(column -> column.field().name())
        .filter(name -> other.field(name).isEmpty())
        .forEach(
            name ->
                remarks.add(
                    "%s: has no static field %s; figures by %s leave it out."
                        .formatted(other.name(), name, name)));
  }

  private static void codes(Cohort real, Cohort other, List<String> remarks) {
    long[] a = real.codeCounts();
    long[] b = other.codeCounts();
    int own = 0;
    int shared = 0;
    for (int code = 0; code < a.length; code++) {
      own += a[code] > 0 ? 1 : 0;
      shared += a[code] > 0 && b[code] > 0 ? 1 : 0;
    }
    if (shared == 0) {
      remarks.add(
          "%s: shares no code with the real patients; check that both name their codes alike."
              .formatted(other.name()));
    } else if (shared < FEW_SHARED * own) {
      remarks.add(
          "%s: has only %d of the %d codes of the real patients."
              .formatted(other.name(), shared, own));
    }
  }

  private static void alone(Cohort real, List<String> remarks) {
    if (real.subjects() < VerdictRule.LEAST_SUBJECTS) {
      remarks.add(few(real));
    }
    if (real.statics().isEmpty()) {
      remarks.add("The real patients have no static fields: no figures by group.");
    }
    boolean numbers = false;
    for (int event = 0; event < real.events() && !numbers; event++) {
      numbers = !Double.isNaN(real.number(event));
    }
    if (!numbers) {
      remarks.add("The real events have no numbers: no figures on values.");
    }
    if (!real.hasCalendar()) {
      remarks.add(
          "The real times are relative: no weekdays, seasons or hours; the rhythm of revisits is judged.");
    }
  }

  private static String few(Cohort cohort) {
    return "%s: only %d patient%s; figures without verdicts."
        .formatted(cohort.name(), cohort.subjects(), cohort.subjects() == 1 ? "" : "s");
  }

  private static String words(boolean calendar) {
    return calendar ? "dates" : "relative days";
  }
}

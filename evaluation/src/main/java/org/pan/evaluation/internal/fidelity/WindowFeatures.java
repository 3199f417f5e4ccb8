package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.pan.evaluation.internal.CalendarDay;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.learn.FeatureTable;
import org.pan.evaluation.internal.learn.SubjectRows;

/**
 * A window of five successive events of each patient who has as many, at random: where it begins,
 * codes, numbers, gaps, and with a calendar weekdays, hours and months.
 */
final class WindowFeatures {

  private static final int EVENTS = 5;

  private WindowFeatures() {}

  static SubjectRows of(Cohort cohort, List<Integer> frequentCodes, boolean calendar, long seed) {
    float[] ranks = new float[cohort.codes().size()];
    Arrays.fill(ranks, -1);
    for (int rank = 0; rank < frequentCodes.size(); rank++) {
      ranks[frequentCodes.get(rank)] = rank;
    }
    List<String> names = names(calendar);
    int[] subjects = new int[cohort.subjects()];
    float[] values = new float[cohort.subjects() * names.size()];
    int rows = 0;
    // Of each set its own: windows that begin alike in two sets would be told apart worse than by
    // chance.
    SplittableRandom random =
        new SplittableRandom(seed * 0x9E3779B97F4A7C15L + cohort.name().hashCode());
    for (int s = 0; s < cohort.subjects(); s++) {
      int n = cohort.to(s) - cohort.from(s);
      if (n >= EVENTS) {
        int first = random.nextInt(n - EVENTS + 1);
        int at = rows * names.size();
        values[at++] = first;
        for (int i = 0; i < EVENTS; i++) {
          at = event(cohort, cohort.from(s) + first + i, i > 0, ranks, calendar, values, at);
        }
        subjects[rows++] = s;
      }
    }
    return new SubjectRows(
        new FeatureTable(names, Arrays.copyOf(values, rows * names.size()), rows),
        Arrays.copyOf(subjects, rows));
  }

  private static int event(
      Cohort cohort, int e, boolean gap, float[] ranks, boolean calendar, float[] row, int at) {
    row[at++] = ranks[cohort.code(e)];
    row[at++] = (float) cohort.number(e);
    if (gap) {
      row[at++] = cohort.day(e) - cohort.day(e - 1);
    }
    if (calendar) {
      row[at++] = CalendarDay.weekday(cohort.day(e));
      row[at++] = cohort.hour(e);
      row[at++] = CalendarDay.month(cohort.day(e));
    }
    return at;
  }

  private static List<String> names(boolean calendar) {
    List<String> names = new ArrayList<>(List.of("events before the window"));
    for (int i = 1; i <= EVENTS; i++) {
      String event = " of event " + i;
      names.add("code" + event);
      names.add("number" + event);
      if (i > 1) {
        names.add("days before event " + i);
      }
      if (calendar) {
        names.addAll(List.of("weekday" + event, "hour" + event, "month" + event));
      }
    }
    return names;
  }
}

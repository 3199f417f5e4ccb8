package org.pan.evaluation.internal.utility;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * An index date for each patient who can be followed long enough: a day with events, drawn at
 * random from those after which the observation goes on for the whole horizon. Observation lasts to
 * its end where that is known, else to the last event.
 *
 * @param cohort whose patients they are
 * @param subjects the patients, one row each
 * @param events the last event of the index day, by row
 * @param horizonDays days of follow-up after it
 */
public record IndexDates(Cohort cohort, int[] subjects, int[] events, int horizonDays) {

  /**
   * Draws index dates.
   *
   * @param mostRows at most so many patients, drawn at random with the seed
   */
  public static IndexDates of(Cohort cohort, int horizonDays, int mostRows, long seed) {
    int[] chosen = new int[cohort.subjects()];
    for (int s = 0; s < chosen.length; s++) {
      chosen[s] = draw(cohort, s, horizonDays, seed);
    }
    int[] subjects = IntStream.range(0, chosen.length).filter(s -> chosen[s] >= 0).toArray();
    int[] some = sample(subjects, mostRows, seed);
    int[] events = Arrays.stream(some).map(s -> chosen[s]).toArray();
    return new IndexDates(cohort, some, events, horizonDays);
  }

  /** How many patients there are. */
  public int rows() {
    return subjects.length;
  }

  /** One where the code occurs within the horizon, the index day not counted; by row. */
  public float[] labels(int code) {
    float[] labels = new float[rows()];
    for (int row = 0; row < labels.length; row++) {
      int last = cohort.day(events[row]) + horizonDays;
      int to = cohort.to(subjects[row]);
      for (int e = events[row] + 1; e < to && cohort.day(e) <= last; e++) {
        if (cohort.code(e) == code) {
          labels[row] = 1;
          break;
        }
      }
    }
    return labels;
  }

  private static int draw(Cohort cohort, int s, int horizonDays, long seed) {
    int from = cohort.from(s);
    int to = cohort.to(s);
    if (from == to) {
      return -1;
    }
    int last = lastDay(cohort, s) - horizonDays;
    int[] days =
        IntStream.range(from, to)
            .filter(e -> e == to - 1 || cohort.day(e + 1) != cohort.day(e))
            .filter(e -> cohort.day(e) <= last)
            .toArray();
    if (days.length == 0) {
      return -1;
    }
    return Draw.one(days, seed + s);
  }

  private static int lastDay(Cohort cohort, int s) {
    int lastEvent = cohort.day(cohort.to(s) - 1);
    long end = cohort.end(s);
    return end == Cohort.UNKNOWN
        ? lastEvent
        : Math.max(lastEvent, (int) Math.floorDiv(end, Cohort.DAY_MICROS));
  }

  private static int[] sample(int[] subjects, int most, long seed) {
    if (subjects.length <= most) {
      return subjects;
    }
    int[] some = Draw.of(subjects, most, seed);
    Arrays.sort(some);
    return some;
  }
}

package org.pan.evaluation.internal.utility;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * A number of a code for each patient who has one on at least two days, drawn at random from those
 * that are not on the first day, and what was known before its day.
 *
 * @param before the patients and the last event before the day of the number
 * @param values the numbers, by row
 */
record NextValues(IndexDates before, double[] values) {

  /**
   * Draws numbers.
   *
   * @param mostRows at most so many patients, the first ones
   */
  static NextValues of(Cohort cohort, int code, int mostRows, long seed) {
    int[] chosen = new int[cohort.subjects()];
    for (int s = 0; s < chosen.length; s++) {
      chosen[s] = draw(cohort, s, code, seed);
    }
    int[] subjects =
        IntStream.range(0, chosen.length).filter(s -> chosen[s] >= 0).limit(mostRows).toArray();
    int[] events =
        Arrays.stream(subjects).map(s -> lastBefore(cohort, cohort.from(s), chosen[s])).toArray();
    double[] values = Arrays.stream(subjects).mapToDouble(s -> cohort.number(chosen[s])).toArray();
    return new NextValues(new IndexDates(cohort, subjects, events, 0), values);
  }

  /** How many differ. */
  int distinct() {
    return (int) Arrays.stream(values).distinct().count();
  }

  /** How many there are. */
  int rows() {
    return values.length;
  }

  private static int draw(Cohort cohort, int s, int code, long seed) {
    int[] numbers =
        IntStream.range(cohort.from(s), cohort.to(s))
            .filter(e -> cohort.code(e) == code && !Double.isNaN(cohort.number(e)))
            .toArray();
    int[] later =
        Arrays.stream(numbers).filter(e -> cohort.day(e) > cohort.day(numbers[0])).toArray();
    if (later.length == 0) {
      return -1;
    }
    return Draw.one(later, seed + s);
  }

  /** There is one: the first number of the code. */
  private static int lastBefore(Cohort cohort, int from, int event) {
    int last = event;
    while (last > from && cohort.day(last) == cohort.day(event)) {
      last--;
    }
    return last;
  }
}

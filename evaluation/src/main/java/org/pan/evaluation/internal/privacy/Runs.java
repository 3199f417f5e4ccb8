package org.pan.evaluation.internal.privacy;

import java.util.stream.IntStream;
import org.pan.evaluation.internal.LongIndex;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The runs of so many successive events of a patient, as hashes: one for each event that begins a
 * run. Where a run lies in time does not matter, only the gaps within it.
 */
final class Runs {

  private final Cohort cohort;
  private final int length;
  private final long[] events;
  private final long[] gaps;

  private Runs(Cohort cohort, int length, long[] events, long[] gaps) {
    this.cohort = cohort;
    this.length = length;
    this.events = events;
    this.gaps = gaps;
  }

  static Runs of(Cohort cohort, Tokens tokens, int length) {
    long[] events = new long[cohort.events()];
    long[] gaps = new long[cohort.events()];
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        events[e] = tokens.event(cohort, e);
        gaps[e] = e == cohort.from(s) ? 0 : tokens.gap(cohort, e);
      }
    }
    return new Runs(cohort, length, events, gaps);
  }

  /** The same patients in runs of another length. */
  Runs ofLength(int other) {
    return new Runs(cohort, other, events, gaps);
  }

  Cohort cohort() {
    return cohort;
  }

  /** How many runs a patient has. */
  int count(int subject) {
    return Math.max(0, cohort.to(subject) - cohort.from(subject) - length + 1);
  }

  /** Events of a run. */
  int length() {
    return length;
  }

  /** Hash of an event without its time. */
  long event(int event) {
    return events[event];
  }

  /** Hash of the run that begins with that event. */
  long hash(int event) {
    long hash = events[event];
    for (int e = event + 1; e < event + length; e++) {
      hash = joined(hash, e, events[e]);
    }
    return hash;
  }

  /** Hash of a run that is followed, after the gap before that event, by another. */
  long joined(long hash, int event, long following) {
    return Tokens.mixed(Tokens.mixed(hash, gaps[event]), following);
  }

  /** All different runs. */
  LongIndex distinct() {
    LongIndex distinct = new LongIndex();
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int i = 0; i < count(s); i++) {
        distinct.id(hash(cohort.from(s) + i));
      }
    }
    return distinct;
  }

  /** How many of each patient's runs are among these. */
  int[] copied(LongIndex among) {
    return IntStream.range(0, cohort.subjects())
        .parallel()
        .map(
            s ->
                (int)
                    IntStream.range(0, count(s))
                        .filter(i -> among.contains(hash(cohort.from(s) + i)))
                        .count())
        .toArray();
  }
}

package org.pan.evaluation.internal.cohort;

/** Copies the columns of some subjects. */
final class CohortSubset {

  private CohortSubset() {}

  static Cohort.Columns of(Cohort.Columns all, int[] subjects) {
    int[] offsets = new int[subjects.length + 1];
    for (int i = 0; i < subjects.length; i++) {
      int s = subjects[i];
      offsets[i + 1] = offsets[i] + all.offsets()[s + 1] - all.offsets()[s];
    }
    int events = offsets[subjects.length];
    Cohort.Columns some =
        new Cohort.Columns(
            new String[subjects.length],
            offsets,
            new int[events],
            new long[events],
            new int[events],
            new double[events],
            new long[subjects.length],
            new long[subjects.length]);
    for (int i = 0; i < subjects.length; i++) {
      int s = subjects[i];
      some.ids()[i] = all.ids()[s];
      some.start()[i] = all.start()[s];
      some.end()[i] = all.end()[s];
      int from = all.offsets()[s];
      int count = all.offsets()[s + 1] - from;
      System.arraycopy(all.code(), from, some.code(), offsets[i], count);
      System.arraycopy(all.micros(), from, some.micros(), offsets[i], count);
      System.arraycopy(all.day(), from, some.day(), offsets[i], count);
      System.arraycopy(all.number(), from, some.number(), offsets[i], count);
    }
    return some;
  }
}

package org.pan.sequences.encoding;

import java.util.Arrays;

/**
 * Distinct numbers in ascending order.
 *
 * @param values the numbers
 * @param counts how often each was seen
 * @param subjects by whom
 */
record ValueCounts(double[] values, long[] counts, FewSubjects[] subjects) {

  static ValueCounts of(double[] values, int[] subject, int enough) {
    double[] distinct = Arrays.stream(values).map(x -> x + 0.0).sorted().distinct().toArray();
    long[] counts = new long[distinct.length];
    FewSubjects[] subjects = new FewSubjects[distinct.length];
    Arrays.setAll(subjects, i -> new FewSubjects(enough));
    for (int i = 0; i < values.length; i++) {
      int at = Arrays.binarySearch(distinct, values[i] + 0.0); // no negative zero
      counts[at]++;
      subjects[at].add(subject[i]);
    }
    return new ValueCounts(distinct, counts, subjects);
  }

  int size() {
    return values.length;
  }

  long total() {
    return Arrays.stream(counts).sum();
  }

  /**
   * The same with the outer values pulled in until enough subjects show what is beyond; to the
   * median where the bounds would cross.
   */
  ValueCounts protectExtremes(int enough) {
    int low = 0;
    FewSubjects below = new FewSubjects(enough);
    for (int i = 0; i < size() && !below.atLeast(enough); i++) {
      below.addAll(subjects[i]);
      low = i;
    }
    int high = size() - 1;
    FewSubjects above = new FewSubjects(enough);
    for (int i = size() - 1; i >= 0 && !above.atLeast(enough); i--) {
      above.addAll(subjects[i]);
      high = i;
    }
    if (low > high) {
      low = median();
      high = low;
    }
    ValueCounts inside =
        new ValueCounts(
            Arrays.copyOfRange(values, low, high + 1),
            Arrays.copyOfRange(counts, low, high + 1),
            Arrays.copyOfRange(subjects, low, high + 1));
    for (int i = 0; i < size(); i++) {
      if (i < low || i > high) {
        int to = i < low ? 0 : inside.size() - 1;
        inside.counts[to] += counts[i];
        inside.subjects[to].addAll(subjects[i]);
      }
    }
    return inside;
  }

  private int median() {
    long half = (total() + 1) / 2;
    long sum = 0;
    int i = -1;
    while (sum < half) {
      sum += counts[++i];
    }
    return i;
  }
}

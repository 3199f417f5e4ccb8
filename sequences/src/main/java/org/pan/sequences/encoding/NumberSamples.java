package org.pan.sequences.encoding;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A uniform random sample of the numbers of each entry, with the subjects they belong to. */
final class NumberSamples {

  private final int capacity;
  private final SplittableRandom random = new SplittableRandom(2);
  private final double[][] values;
  private final int[][] subjects;
  private final long[] seen;
  private final FewSubjects[] distinct;
  private final int enough;

  /**
   * @param capacity the most numbers kept for an entry
   */
  NumberSamples(int entries, int capacity, int enough) {
    this.capacity = capacity;
    this.enough = enough;
    values = new double[entries][0];
    subjects = new int[entries][0];
    seen = new long[entries];
    distinct = new FewSubjects[entries];
    Arrays.setAll(distinct, i -> new FewSubjects(enough));
  }

  void add(int entry, int subject, double value) {
    distinct[entry].add(subject);
    long n = seen[entry]++;
    long slot = n < capacity ? n : random.nextLong(n + 1);
    if (slot >= capacity) {
      return;
    }
    int at = (int) slot;
    if (at >= values[entry].length) {
      int length = Math.min(capacity, Math.max(16, 2 * values[entry].length));
      values[entry] = Arrays.copyOf(values[entry], length);
      subjects[entry] = Arrays.copyOf(subjects[entry], length);
    }
    values[entry][at] = value;
    subjects[entry][at] = subject;
  }

  /** How many numbers the entry has in all. */
  long seen(int entry) {
    return seen[entry];
  }

  /** Whether enough subjects have a number. */
  boolean enough(int entry) {
    return distinct[entry].atLeast(enough);
  }

  NumberCoding fit(int entry, EncodingConfig config) {
    int n = (int) Math.min(seen[entry], capacity);
    return NumberCoding.fit(
        Arrays.copyOf(values[entry], n), Arrays.copyOf(subjects[entry], n), config);
  }
}

package org.pan.evaluation.internal;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Counts by patient and key, sparse: what most figures are sums of. Weighted sums over patients
 * give a bootstrap replicate without a look at the events.
 */
public final class SubjectTally {

  private final int[] offsets;
  private final int[] keys;
  private final int[] counts;
  private final int size;

  private SubjectTally(int[] offsets, int[] keys, int[] counts, int size) {
    this.offsets = offsets;
    this.keys = keys;
    this.counts = counts;
    this.size = size;
  }

  /**
   * Counts events by key.
   *
   * @param key of an event by its number; negative for an event that does not count
   */
  public static SubjectTally ofEvents(Cohort cohort, IntUnaryOperator key) {
    Builder builder = new Builder(cohort.subjects());
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        builder.add(key.applyAsInt(e));
      }
      builder.endSubject();
    }
    return builder.build();
  }

  /**
   * Counts pairs of neighbouring events by key.
   *
   * @param key of the pair that begins with that event; negative for one that does not count
   */
  public static SubjectTally ofNeighbours(Cohort cohort, IntUnaryOperator key) {
    Builder builder = new Builder(cohort.subjects());
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int e = cohort.from(s); e < cohort.to(s) - 1; e++) {
        builder.add(key.applyAsInt(e));
      }
      builder.endSubject();
    }
    return builder.build();
  }

  /**
   * Counts gaps between neighbouring events by key.
   *
   * @param key of a gap of so many days; negative for one that does not count
   */
  public static SubjectTally ofGaps(Cohort cohort, IntUnaryOperator key) {
    return ofNeighbours(cohort, e -> key.applyAsInt(cohort.day(e + 1) - cohort.day(e)));
  }

  /**
   * Counts days on which a patient has events.
   *
   * @param keys of a day
   */
  public static SubjectTally ofDays(Cohort cohort, IntFunction<int[]> keys) {
    Builder builder = new Builder(cohort.subjects());
    for (int s = 0; s < cohort.subjects(); s++) {
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        if (e == cohort.from(s) || cohort.day(e) != cohort.day(e - 1)) {
          for (int key : keys.apply(cohort.day(e))) {
            builder.add(key);
          }
        }
      }
      builder.endSubject();
    }
    return builder.build();
  }

  /** Counts keys subject by subject. */
  public static final class Builder {
    private final int[] offsets;
    private int[] keys = new int[1024];
    private int[] counts = new int[1024];
    private int[] own = new int[256];
    private int subject;
    private int found;
    private int n;
    private int size;

    public Builder(int subjects) {
      offsets = new int[subjects + 1];
    }

    /** Counts a key of the subject at hand; a negative one does not count. */
    public void add(int key) {
      if (key < 0) {
        return;
      }
      if (found == own.length) {
        own = Arrays.copyOf(own, 2 * found);
      }
      own[found++] = key;
    }

    /** Goes on to the next subject. */
    public void endSubject() {
      Arrays.sort(own, 0, found);
      for (int i = 0; i < found; i++) {
        if (i == 0 || own[i] != own[i - 1]) {
          if (n == keys.length) {
            keys = Arrays.copyOf(keys, 2 * n);
            counts = Arrays.copyOf(counts, 2 * n);
          }
          keys[n++] = own[i];
        }
        counts[n - 1]++;
      }
      size = found > 0 ? Math.max(size, own[found - 1] + 1) : size;
      found = 0;
      offsets[++subject] = n;
    }

    /** The counts of all subjects. */
    public SubjectTally build() {
      return new SubjectTally(offsets, Arrays.copyOf(keys, n), Arrays.copyOf(counts, n), size);
    }
  }

  /** The same with each count of a patient set to one: in how many patients a key is seen. */
  public SubjectTally presence() {
    int[] ones = new int[counts.length];
    Arrays.fill(ones, 1);
    return new SubjectTally(offsets, keys, ones, size);
  }

  /** Number of keys, one more than the greatest seen. */
  public int size() {
    return size;
  }

  /** Counts by key, each patient so many times. */
  public double[] sum(int[] weights) {
    double[] sum = new double[size];
    for (int s = 0; s < weights.length; s++) {
      int weight = weights[s];
      if (weight != 0) {
        for (int i = offsets[s]; i < offsets[s + 1]; i++) {
          sum[keys[i]] += weight * (double) counts[i];
        }
      }
    }
    return sum;
  }

  /** Counts by key, each patient once. */
  public double[] sum() {
    return sum(Bootstrap.ones(offsets.length - 1));
  }
}

package org.pan.evaluation.internal;

import java.util.Arrays;
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
    int[] offsets = new int[cohort.subjects() + 1];
    int[] keys = new int[cohort.events()];
    int[] counts = new int[cohort.events()];
    int size = 0;
    int n = 0;
    for (int s = 0; s < cohort.subjects(); s++) {
      int[] own = new int[cohort.to(s) - cohort.from(s)];
      int found = 0;
      for (int e = cohort.from(s); e < cohort.to(s); e++) {
        int k = key.applyAsInt(e);
        if (k >= 0) {
          own[found++] = k;
        }
      }
      Arrays.sort(own, 0, found);
      for (int i = 0; i < found; i++) {
        if (i == 0 || own[i] != own[i - 1]) {
          keys[n++] = own[i];
        }
        counts[n - 1]++;
      }
      size = found > 0 ? Math.max(size, own[found - 1] + 1) : size;
      offsets[s + 1] = n;
    }
    return new SubjectTally(offsets, Arrays.copyOf(keys, n), Arrays.copyOf(counts, n), size);
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

package org.pan.evaluation.internal;

/** Statistics of two sets of patients in which each patient counts so many times. */
@FunctionalInterface
public interface PairStatistic {

  /**
   * The statistics.
   *
   * @param reference weight of each patient of the reference
   * @param candidate weight of each patient of the candidate
   */
  double[] of(int[] reference, int[] candidate);
}

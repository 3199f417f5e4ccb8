package org.pan.evaluation.internal;

/** Statistics of one set of patients in which each patient counts so many times. */
@FunctionalInterface
public interface LevelStatistic {

  /**
   * The statistics.
   *
   * @param weights of each patient
   */
  double[] of(int[] weights);
}

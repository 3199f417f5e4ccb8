package org.pan.evaluation.internal.learn;

/** Learns the probability of a label that is 0 or 1. */
@FunctionalInterface
public interface Classifier {

  /**
   * Learns from rows.
   *
   * @param labels 0 or 1 by row
   */
  Fitted fit(FeatureTable table, float[] labels);

  /** What was learnt. */
  interface Fitted {

    /** Probability of the label 1, by row of a table with the same columns. */
    double[] probabilities(FeatureTable table);

    /** How much use is made of each column, zero for none; the sum has no meaning. */
    double[] importance();
  }
}

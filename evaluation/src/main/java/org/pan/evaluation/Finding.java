package org.pan.evaluation;

/**
 * One conclusion of an analysis.
 *
 * @param name of the question, the same in all sets
 * @param estimate the answer and its 95 % confidence interval
 * @param scale what sort of answer it is
 */
public record Finding(String name, Estimate estimate, Scale scale) {

  /** What sort of number an estimate is. */
  public enum Scale {
    /** No effect is zero, such as in a difference. */
    DIFFERENCE,
    /** No effect is one, such as in a hazard ratio; compared by its logarithm. */
    RATIO
  }
}

package org.pan.evaluation;

/**
 * How sets are compared.
 *
 * @param seed with it the same data give the same scores
 * @param replicates bootstrap samples of patients behind each interval
 * @param maxTrainingRows most patients of each kind that a classifier learns to tell apart
 * @param permutations of labels behind a permutation test
 */
public record EvaluationConfig(long seed, int replicates, int maxTrainingRows, int permutations) {

  /** 200 bootstrap samples, classifiers on up to 6,000 patients of each kind, 200 permutations. */
  public static final EvaluationConfig DEFAULT = new EvaluationConfig(1, 200, 6_000, 200);

  /**
   * @throws IllegalArgumentException if a number is too small to be of use
   */
  public EvaluationConfig {
    if (replicates < 20 || permutations < 20) {
      throw new IllegalArgumentException("An interval takes at least 20 replicates.");
    }
    if (maxTrainingRows < 20) {
      throw new IllegalArgumentException("A classifier takes at least 20 patients of each kind.");
    }
  }

  public EvaluationConfig withSeed(long value) {
    return new EvaluationConfig(value, replicates, maxTrainingRows, permutations);
  }

  public EvaluationConfig withReplicates(int value) {
    return new EvaluationConfig(seed, value, maxTrainingRows, permutations);
  }

  public EvaluationConfig withMaxTrainingRows(int value) {
    return new EvaluationConfig(seed, replicates, value, permutations);
  }
}

package org.pan.evaluation.internal.learn;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.SortedSample;

/**
 * Scores of rows of two sets by classifiers that tell the sets apart and did not see the rows
 * (Lopez-Paz and Oquab 2017), on equally many rows of both drawn at random. Empty where rows are
 * too few.
 *
 * @param reference scores of the reference, by patient
 * @param candidate scores of the candidate, by patient
 * @param classifiers what gave the scores
 */
public record TwoSampleScores(
    SortedSample reference, SortedSample candidate, Optional<CrossValidation> classifiers) {

  private static final int LEAST_ROWS = 20;

  /** Scores out of fold. */
  public static TwoSampleScores of(
      Classifier classifier,
      SubjectRows reference,
      SubjectRows candidate,
      EvaluationConfig config) {
    int rows = Math.min(reference.table().rows(), candidate.table().rows());
    int n = Math.min(rows, config.maxTrainingRows());
    if (n < LEAST_ROWS) {
      SortedSample none = SortedSample.bySubject(new double[0]);
      return new TwoSampleScores(none, none, Optional.empty());
    }
    int[] a = some(reference, n, config.seed());
    int[] b = some(candidate, n, config.seed() + 1);
    FeatureTable both = reference.table().rows(a).and(candidate.table().rows(b)).varying();
    float[] labels = new float[2 * n];
    Arrays.fill(labels, n, 2 * n, 1);
    CrossValidation result = CrossValidation.of(classifier, both, labels, config.seed());
    return new TwoSampleScores(
        sample(result.probabilities(), 0, reference, a),
        sample(result.probabilities(), n, candidate, b),
        Optional.of(result));
  }

  private static int[] some(SubjectRows rows, int n, long seed) {
    return Draw.of(IntStream.range(0, rows.table().rows()).toArray(), n, seed);
  }

  private static SortedSample sample(double[] scores, int from, SubjectRows of, int[] rows) {
    return SortedSample.of(
        Arrays.copyOfRange(scores, from, from + rows.length),
        Arrays.stream(rows).map(row -> of.subjects()[row]).toArray());
  }
}

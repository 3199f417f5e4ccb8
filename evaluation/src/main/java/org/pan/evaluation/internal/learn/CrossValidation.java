package org.pan.evaluation.internal.learn;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Probabilities of rows by classifiers that have not seen them.
 *
 * @param probabilities by row
 * @param importance by column, shares averaged over the folds
 */
public record CrossValidation(double[] probabilities, double[] importance) {

  private static final int FOLDS = 5;

  /** Five folds with equal shares of both labels, by row. */
  public static CrossValidation of(
      Classifier classifier, FeatureTable table, float[] labels, long seed) {
    int[] folds = folds(labels, seed);
    double[] probabilities = new double[table.rows()];
    double[][] gains =
        IntStream.range(0, FOLDS)
            .parallel()
            .mapToObj(fold -> fold(classifier, table, labels, folds, fold, probabilities))
            .toArray(double[][]::new);
    double[] importance = new double[table.columns()];
    for (double[] gain : gains) {
      double sum = Math.max(Double.MIN_NORMAL, Arrays.stream(gain).sum());
      for (int k = 0; k < importance.length; k++) {
        importance[k] += gain[k] / sum / FOLDS;
      }
    }
    return new CrossValidation(probabilities, importance);
  }

  private static double[] fold(
      Classifier classifier,
      FeatureTable table,
      float[] labels,
      int[] folds,
      int fold,
      double[] probabilities) {
    int[] learnt = IntStream.range(0, folds.length).filter(row -> folds[row] != fold).toArray();
    int[] kept = IntStream.range(0, folds.length).filter(row -> folds[row] == fold).toArray();
    float[] learntLabels = new float[learnt.length];
    for (int i = 0; i < learnt.length; i++) {
      learntLabels[i] = labels[learnt[i]];
    }
    Classifier.Fitted fitted = classifier.fit(table.rows(learnt), learntLabels);
    double[] predicted = fitted.probabilities(table.rows(kept));
    for (int i = 0; i < kept.length; i++) {
      probabilities[kept[i]] = predicted[i];
    }
    return fitted.importance();
  }

  private static int[] folds(float[] labels, long seed) {
    int[] folds = new int[labels.length];
    SplittableRandom random = new SplittableRandom(seed);
    for (float label : new float[] {0, 1}) {
      int[] rows = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
      for (int i = rows.length - 1; i >= 0; i--) {
        int j = random.nextInt(i + 1);
        int row = rows[j];
        rows[j] = rows[i];
        folds[row] = i % FOLDS;
      }
    }
    return folds;
  }
}

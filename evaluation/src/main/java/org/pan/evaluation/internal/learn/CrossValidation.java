package org.pan.evaluation.internal.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.SortedSample;

/**
 * Probabilities of rows by classifiers that have not seen them.
 *
 * @param table the rows
 * @param labels 0 or 1 by row
 * @param folds by row the classifier that has not seen it
 * @param models the classifiers
 * @param probabilities of the label 1 by row
 */
public record CrossValidation(
    FeatureTable table,
    float[] labels,
    int[] folds,
    List<Classifier.Fitted> models,
    double[] probabilities) {

  private static final int FOLDS = 5;

  /** Five folds with equal shares of both labels, by row. */
  public static CrossValidation of(
      Classifier classifier, FeatureTable table, float[] labels, long seed) {
    int[] folds = folds(labels, seed);
    List<Classifier.Fitted> models =
        IntStream.range(0, FOLDS)
            .parallel()
            .mapToObj(fold -> fit(classifier, table, labels, others(folds, fold)))
            .toList();
    double[] probabilities = new double[table.rows()];
    for (int fold = 0; fold < FOLDS; fold++) {
      int[] rows = rows(folds, fold);
      put(models.get(fold).probabilities(table.rows(rows)), rows, probabilities);
    }
    return new CrossValidation(table, labels, folds, models, probabilities);
  }

  private static Classifier.Fitted fit(
      Classifier classifier, FeatureTable table, float[] labels, int[] rows) {
    float[] learnt = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      learnt[i] = labels[rows[i]];
    }
    return classifier.fit(table.rows(rows), learnt);
  }

  private static int[] others(int[] folds, int fold) {
    return IntStream.range(0, folds.length).filter(row -> folds[row] != fold).toArray();
  }

  private static int[] rows(int[] folds, int fold) {
    return IntStream.range(0, folds.length).filter(row -> folds[row] == fold).toArray();
  }

  private static void put(double[] values, int[] rows, double[] all) {
    for (int i = 0; i < rows.length; i++) {
      all[rows[i]] = values[i];
    }
  }

  /**
   * Permutation importance (Breiman 2001) on rows the classifiers have not seen: by column how far
   * the area under the ROC curve falls when the column's values are shuffled among the rows of a
   * fold. Zero for a column no classifier asks.
   *
   * @param most columns that are tried, those first that the classifiers use most; the others are
   *     NaN
   */
  public double[] permutationImportance(int most, long seed) {
    double[] use = new double[table.columns()];
    models.forEach(model -> Arrays.setAll(use, k -> use[k] + model.importance()[k]));
    double[] falls = new double[use.length];
    Arrays.fill(falls, Double.NaN);
    double whole = areaUnderCurve(probabilities);
    IntStream.range(0, use.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer k) -> use[k]).reversed())
        .limit(most)
        .forEach(k -> falls[k] = use[k] == 0 ? 0 : whole - shuffled(k, seed));
    return falls;
  }

  /** The area with one column shuffled. */
  private double shuffled(int column, long seed) {
    double[] scores = new double[probabilities.length];
    IntStream.range(0, FOLDS)
        .parallel()
        .forEach(
            fold -> {
              int[] rows = rows(folds, fold);
              int[] order = Draw.shuffled(rows.length, seed + column);
              FeatureTable changed = table.rows(rows).ordered(column, order);
              put(models.get(fold).probabilities(changed), rows, scores);
            });
    return areaUnderCurve(scores);
  }

  private double areaUnderCurve(double[] scores) {
    int[] ones = Bootstrap.ones(scores.length);
    return SortedSample.areaUnderCurve(only(0, scores), ones, only(1, scores), ones);
  }

  private SortedSample only(float label, double[] scores) {
    return SortedSample.bySubject(
        IntStream.range(0, scores.length)
            .mapToDouble(row -> labels[row] == label ? scores[row] : Double.NaN)
            .toArray());
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

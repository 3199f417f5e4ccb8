package org.pan.evaluation.internal.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.SortedSample;

/**
 * Predicted probabilities of a label and what came true.
 *
 * @param probabilities by row
 * @param labels 0 or 1 by row
 * @param subjects patient by row
 * @param negatives the probabilities of rows with label 0
 * @param positives those of rows with label 1
 */
public record Forecast(
    double[] probabilities,
    float[] labels,
    int[] subjects,
    SortedSample negatives,
    SortedSample positives) {

  private static final int STEPS = 25;
  private static final double CLIP = 1e-6;
  private static final double GREATEST_SLOPE = 10;

  /** A forecast of these rows. */
  public static Forecast of(double[] probabilities, float[] labels, int[] subjects) {
    return new Forecast(
        probabilities,
        labels,
        subjects,
        only(0, probabilities, labels, subjects),
        only(1, probabilities, labels, subjects));
  }

  private static SortedSample only(float label, double[] scores, float[] labels, int[] subjects) {
    int[] rows = IntStream.range(0, labels.length).filter(i -> labels[i] == label).toArray();
    return SortedSample.of(
        IntStream.of(rows).mapToDouble(row -> scores[row]).toArray(),
        IntStream.of(rows).map(row -> subjects[row]).toArray());
  }

  /** Area under the ROC curve. */
  public double areaUnderCurve(int[] weights) {
    return SortedSample.areaUnderCurve(negatives, weights, positives, weights);
  }

  /** Mean squared difference of probability and label (Brier 1950). */
  public double brier(int[] weights) {
    double sum = 0;
    double n = 0;
    for (int i = 0; i < labels.length; i++) {
      int weight = weights[subjects[i]];
      n += weight;
      sum += weight * Math.pow(probabilities[i] - labels[i], 2);
    }
    return n == 0 ? Double.NaN : sum / n;
  }

  /**
   * The slope b of the logistic regression logit P(y = 1) = a + b logit p (Cox 1958), by Newton's
   * method. Below one, forecasts are too extreme; zero where all forecasts are the same, and cut at
   * 10, which is reached where they tell the labels apart without a fault.
   */
  public double calibrationSlope(int[] weights) {
    double a = 0;
    double b = 1;
    for (int step = 0; step < STEPS; step++) {
      double[] sums = sums(weights, a, b);
      double determinant = sums[2] * sums[4] - sums[3] * sums[3];
      if (!(determinant > CLIP * sums[2] * sums[2])) {
        return 0;
      }
      double changeA = (sums[4] * sums[0] - sums[3] * sums[1]) / determinant;
      double changeB = (sums[2] * sums[1] - sums[3] * sums[0]) / determinant;
      a += changeA;
      b += changeB;
      if (Math.abs(changeA) + Math.abs(changeB) < 1e-6) {
        break;
      }
    }
    return Math.max(-GREATEST_SLOPE, Math.min(GREATEST_SLOPE, b));
  }

  /** Gradient and information of the two coefficients. */
  private double[] sums(int[] weights, double a, double b) {
    double[] sums = new double[5];
    for (int i = 0; i < labels.length; i++) {
      int weight = weights[subjects[i]];
      if (weight == 0) {
        continue;
      }
      double p = Math.min(1 - CLIP, Math.max(CLIP, probabilities[i]));
      double x = Math.log(p / (1 - p));
      double fitted = 1 / (1 + Math.exp(-a - b * x));
      double residual = weight * (labels[i] - fitted);
      double variance = weight * fitted * (1 - fitted);
      sums[0] += residual;
      sums[1] += residual * x;
      sums[2] += variance;
      sums[3] += variance * x;
      sums[4] += variance * x * x;
    }
    return sums;
  }

  /** AUC and Brier score, means over forecasts, and their median calibration slope. */
  static double[] summary(List<Forecast> forecasts, int[] weights) {
    List<double[]> each = new ArrayList<>();
    for (Forecast forecast : forecasts) {
      each.add(
          new double[] {
            forecast.areaUnderCurve(weights),
            forecast.brier(weights),
            forecast.calibrationSlope(weights)
          });
    }
    return new double[] {
      each.stream().mapToDouble(v -> v[0]).average().orElse(Double.NaN),
      each.stream().mapToDouble(v -> v[1]).average().orElse(Double.NaN),
      median(each.stream().mapToDouble(v -> v[2]).sorted().toArray())
    };
  }

  private static double median(double[] sorted) {
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}

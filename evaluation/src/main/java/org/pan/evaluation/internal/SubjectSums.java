package org.pan.evaluation.internal;

/**
 * So many sums of each patient.
 *
 * @param width sums of a patient
 * @param values patient after patient
 */
public record SubjectSums(int width, double[] values) {

  /** All zero. */
  public static SubjectSums of(int subjects, int width) {
    return new SubjectSums(width, new double[subjects * width]);
  }

  /** Adds to a sum of a patient. */
  public void add(int subject, int k, double value) {
    values[subject * width + k] += value;
  }

  /** Sums over all patients, each so many times. */
  public double[] sum(int[] weights) {
    double[] sums = new double[width];
    for (int s = 0; s < weights.length; s++) {
      if (weights[s] != 0) {
        for (int k = 0; k < width; k++) {
          sums[k] += weights[s] * values[s * width + k];
        }
      }
    }
    return sums;
  }
}

package org.pan.model.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a subject comes, before and after one has seen it come: a rate by static fields, and a
 * gamma spread about it, so that with n visits in T days the rate is expected to be (a + n) / (a /
 * m + T) (empirical Bayes, Robbins 1956). A network that has to learn this from counts gets it
 * slightly wrong for the first visits, and a record drawn step by step adds up such errors.
 *
 * @param weights of the static inputs, the intercept last, for the log of m in visits a day
 * @param shape a, the larger the more alike subjects with the same statics are
 */
public record Intensity(double[] weights, double shape) {

  /** Where nothing is known. */
  public static final Intensity UNKNOWN = new Intensity(new double[] {Math.log(1 / 120.0)}, .5);

  /** The rate expected of a subject before its first visit, in visits a day. */
  double prior(float[] statics) {
    double log = weights[weights.length - 1];
    for (int j = 0; j < Math.min(statics.length, weights.length - 1); j++) {
      log += weights[j] * statics[j];
    }
    return Math.exp(Math.max(-12, Math.min(5, log)));
  }

  /** The rate expected after so many visits in so many days. */
  double posterior(double prior, int visits, double days) {
    return (shape + visits) / (shape / prior + days);
  }

  /** Fits a Poisson regression with a ridge, then the spread by moments. */
  public static final class Fit {

    private static final double RIDGE = 3;
    private static final int ROUNDS = 15;
    private static final double SMALLEST = .2;
    private static final double LARGEST = 200;

    private final int size;
    private final List<float[]> inputs = new ArrayList<>();
    private final List<double[]> seen = new ArrayList<>();

    /**
     * @param inputs number of static inputs
     */
    public Fit(int inputs) {
      this.size = inputs + 1;
    }

    /** Adds a subject observed for some days. */
    public void add(float[] statics, int visits, double days) {
      if (days > 0) {
        inputs.add(statics);
        seen.add(new double[] {visits, days});
      }
    }

    /** The intensity of the subjects added. */
    public Intensity solve() {
      double visits = seen.stream().mapToDouble(s -> s[0]).sum();
      double days = seen.stream().mapToDouble(s -> s[1]).sum();
      if (visits < 1) {
        return UNKNOWN;
      }
      double[] w = new double[size];
      w[size - 1] = Math.log(visits / days);
      for (int round = 0; round < ROUNDS; round++) {
        newton(w);
      }
      return new Intensity(w, shape(w));
    }

    private double mean(double[] w, int i) {
      return new Intensity(w, 1).prior(inputs.get(i)) * seen.get(i)[1];
    }

    /** A step of Newton's method, shortened where it leaps. */
    private void newton(double[] w) {
      double[][] hessian = new double[size][size];
      double[] gradient = new double[size];
      for (int i = 0; i < inputs.size(); i++) {
        double mean = mean(w, i);
        for (int j = 0; j < size; j++) {
          double x = input(i, j);
          if (x != 0) {
            gradient[j] += (seen.get(i)[0] - mean) * x;
            for (int k = j; k < size; k++) {
              hessian[j][k] += mean * x * input(i, k);
            }
          }
        }
      }
      for (int j = 0; j < size; j++) {
        gradient[j] -= Ridge.strength(j, size, RIDGE) * w[j];
      }
      double[] step = Ridge.solve(hessian, gradient, RIDGE);
      double longest = 0;
      for (double s : step) {
        longest = Math.max(longest, Math.abs(s));
      }
      for (int j = 0; j < size; j++) {
        w[j] += step[j] * Math.min(1, 1 / Math.max(1e-12, longest));
      }
    }

    private double input(int subject, int j) {
      return j == size - 1 ? 1 : inputs.get(subject)[j];
    }

    private double shape(double[] w) {
      double squares = 0;
      double excess = 0;
      for (int i = 0; i < inputs.size(); i++) {
        double mean = mean(w, i);
        double error = seen.get(i)[0] - mean;
        squares += mean * mean;
        excess += error * error - mean;
      }
      return Math.max(SMALLEST, Math.min(LARGEST, excess <= 0 ? LARGEST : squares / excess));
    }
  }
}

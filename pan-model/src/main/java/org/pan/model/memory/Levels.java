package org.pan.model.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A subject's own level of each measured code, before and after one has seen its values: a linear
 * function m of the static fields, and a Gaussian spread about it, so that after n values with mean
 * x the level is expected at (k m + n x) / (k + n), with k the variance within subjects over that
 * between them (empirical Bayes, Efron and Morris 1975). All on the scale of the code's normal
 * scores.
 *
 * @param weights by code, of the static inputs, the intercept last; codes measured too seldom have
 *     none
 * @param weight k by code
 */
public record Levels(Map<Integer, double[]> weights, Map<Integer, Double> weight) {

  /** The number of inputs of {@link #write}. */
  static final int SIZE = 3;

  public Levels {
    weights = Map.copyOf(weights);
    weight = Map.copyOf(weight);
  }

  private static double dot(double[] w, float[] statics) {
    double sum = w[w.length - 1];
    for (int j = 0; j < w.length - 1; j++) {
      sum += w[j] * statics[j];
    }
    return sum;
  }

  /** The level expected after some values; NaN where nothing is known. */
  double expected(int code, float[] statics, int count, double mean) {
    double[] w = weights.get(code);
    if (w == null) {
      return count == 0 ? Double.NaN : mean;
    }
    double k = weight.getOrDefault(code, 1.0);
    double prior = Math.max(-4, Math.min(4, dot(w, statics)));
    return (k * prior + count * mean) / (k + count);
  }

  /** Writes the level expected before any value and now, and how much of it was seen. */
  int write(int code, float[] statics, int count, double mean, float[] out, int at) {
    double[] w = weights.get(code);
    if (w == null) {
      return Clock.zeros(SIZE, out, at);
    }
    out[at] = (float) expected(code, statics, 0, 0);
    out[at + 1] = (float) expected(code, statics, count, mean);
    out[at + 2] = (float) (count / (weight.getOrDefault(code, 1.0) + count));
    return at + SIZE;
  }

  /** Fits ridge regressions and the two variances. */
  public static final class Fit {

    private static final double RIDGE = 10;

    /** Subjects with a value that a code needs. */
    private static final int SUBJECTS = 50;

    private static final double SMALLEST = .02;
    private static final double LARGEST = 100;

    /** The values of a code of one subject. */
    private record Group(float[] statics, int count, double mean, double squares) {}

    private final int size;
    private final Map<Integer, List<Group>> groups = new HashMap<>();

    /**
     * @param inputs number of static inputs
     */
    public Fit(int inputs) {
      this.size = inputs + 1;
    }

    /** Adds the scores of one code of one subject. */
    public void add(int code, float[] statics, double[] scores) {
      double mean = 0;
      double squares = 0;
      for (int i = 0; i < scores.length; i++) {
        double step = scores[i] - mean;
        mean += step / (i + 1);
        squares += step * (scores[i] - mean);
      }
      groups
          .computeIfAbsent(code, key -> new ArrayList<>())
          .add(new Group(statics, scores.length, mean, squares));
    }

    /** The levels of all codes with enough subjects. */
    public Levels solve() {
      Map<Integer, double[]> weights = new HashMap<>();
      Map<Integer, Double> weight = new HashMap<>();
      groups.forEach(
          (code, of) -> {
            if (of.size() >= SUBJECTS) {
              double[] w = regression(of);
              weights.put(code, w);
              weight.put(code, ratio(of, w));
            }
          });
      return new Levels(weights, weight);
    }

    private double[] regression(List<Group> of) {
      double[][] products = new double[size][size];
      double[] target = new double[size];
      for (Group g : of) {
        for (int i = 0; i < size; i++) {
          double x = i == size - 1 ? 1 : g.statics()[i];
          if (x != 0) {
            target[i] += x * g.mean();
            for (int j = i; j < size; j++) {
              products[i][j] += x * (j == size - 1 ? 1 : g.statics()[j]);
            }
          }
        }
      }
      return Ridge.solve(products, target, RIDGE);
    }

    /** The variance within subjects over that between them, by moments. */
    private static double ratio(List<Group> of, double[] w) {
      double squares = 0;
      double freedom = 0;
      double between = 0;
      double inverse = 0;
      for (Group g : of) {
        squares += g.squares();
        freedom += g.count() - 1;
        double error = g.mean() - dot(w, g.statics());
        between += error * error / of.size();
        inverse += 1.0 / g.count() / of.size();
      }
      if (freedom < 1) {
        return 1;
      }
      double within = squares / freedom;
      double spread = between - within * inverse;
      return Math.max(SMALLEST, Math.min(LARGEST, within / Math.max(1e-9, spread)));
    }
  }
}

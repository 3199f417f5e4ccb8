package org.pan.model.memory;

import java.util.List;
import java.util.SplittableRandom;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Embeds codes by the leading eigenvectors of their positive pointwise mutual information, counted
 * over neighbouring events (Levy and Goldberg 2014), found by subspace iteration. Closed form, no
 * gradient: the memory can sum the vectors itself.
 */
public final class SpectralEmbedding {

  private static final int WINDOW = 12;
  private static final int ITERATIONS = 12;

  private final int codes;
  private final int width;

  public SpectralEmbedding(int codes, int width) {
    this.codes = codes;
    this.width = Math.min(width, codes);
  }

  /** Vectors [V][E], scaled so that a coordinate is of the order of 1. */
  public float[][] fit(List<EncodedTimeline> timelines) {
    float[][] information = information(timelines);
    double[][] basis = start();
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      basis = multiply(information, basis);
      orthonormalise(basis);
    }
    float[][] vectors = new float[codes][width];
    for (int e = 0; e < width; e++) {
      for (int c = 0; c < codes; c++) {
        vectors[c][e] = (float) (basis[e][c] * Math.sqrt(codes));
      }
    }
    return vectors;
  }

  private float[][] information(List<EncodedTimeline> timelines) {
    float[][] pairs = new float[codes][codes];
    double[] single = new double[codes];
    double total = 0;
    for (EncodedTimeline t : timelines) {
      int[] code = t.code();
      for (int i = 0; i < code.length; i++) {
        for (int j = Math.max(0, i - WINDOW); j < i; j++) {
          pairs[code[i]][code[j]]++;
          pairs[code[j]][code[i]]++;
          single[code[i]]++;
          single[code[j]]++;
          total += 2;
        }
      }
    }
    for (int a = 0; a < codes; a++) {
      for (int b = 0; b < codes; b++) {
        double expected = single[a] * single[b] / Math.max(1, total);
        pairs[a][b] =
            pairs[a][b] == 0
                ? 0
                : (float) Math.max(0, Math.log(pairs[a][b] / Math.max(1e-9, expected)));
      }
    }
    return pairs;
  }

  private double[][] start() {
    SplittableRandom random = new SplittableRandom(7);
    double[][] basis = new double[width][codes];
    for (double[] vector : basis) {
      for (int c = 0; c < codes; c++) {
        vector[c] = random.nextDouble() - .5;
      }
    }
    orthonormalise(basis);
    return basis;
  }

  private double[][] multiply(float[][] matrix, double[][] basis) {
    double[][] product = new double[width][codes];
    for (int a = 0; a < codes; a++) {
      float[] row = matrix[a];
      for (int e = 0; e < width; e++) {
        double sum = 0;
        double[] vector = basis[e];
        for (int b = 0; b < codes; b++) {
          sum += row[b] * vector[b];
        }
        product[e][a] = sum;
      }
    }
    return product;
  }

  /** Gram and Schmidt. */
  private static void orthonormalise(double[][] basis) {
    for (int e = 0; e < basis.length; e++) {
      for (int f = 0; f < e; f++) {
        double dot = dot(basis[e], basis[f]);
        for (int c = 0; c < basis[e].length; c++) {
          basis[e][c] -= dot * basis[f][c];
        }
      }
      double length = Math.sqrt(Math.max(1e-30, dot(basis[e], basis[e])));
      for (int c = 0; c < basis[e].length; c++) {
        basis[e][c] /= length;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

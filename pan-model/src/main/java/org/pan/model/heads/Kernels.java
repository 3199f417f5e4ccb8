package org.pan.model.heads;

import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * Shapes over the cells of the value head's histogram about a subject's own numbers: with a learnt
 * multiple of each in the logits a narrow bell about the own level takes one output, where free
 * logits would have to learn it anew wherever the level may lie.
 */
final class Kernels {

  /** Squared distance from the expected level, squared and plain distance from the last number. */
  static final int COUNT = 3;

  private static final float[] SCORES = scores();

  /** Distances are told apart up to this many standard deviations. */
  private static final float FAR = 5;

  private Kernels() {}

  private static float[] scores() {
    NormalDistribution normal = new NormalDistribution();
    float[] scores = new float[Cells.EDGES.length - 1];
    for (int c = 0; c < scores.length; c++) {
      scores[c] =
          (float) normal.inverseCumulativeProbability((Cells.EDGES[c] + Cells.EDGES[c + 1]) / 2);
    }
    return scores;
  }

  /**
   * Writes the kernels of a row; zeros where a score is not known.
   *
   * @param expected score of the expected level, NaN if unknown
   * @param last score of the last number, NaN if there is none
   * @param stride from one kernel to the next
   */
  static void fill(float expected, float last, float[] into, int at, int stride) {
    for (int c = 0; c < SCORES.length; c++) {
      float toLevel = distance(SCORES[c], expected);
      float toLast = distance(SCORES[c], last);
      into[at + c] = -toLevel * toLevel / 2;
      into[at + stride + c] = -toLast * toLast / 2;
      into[at + 2 * stride + c] = -toLast;
    }
  }

  private static float distance(float score, float from) {
    return Float.isNaN(from) ? 0 : Math.min(FAR, Math.abs(score - from));
  }
}

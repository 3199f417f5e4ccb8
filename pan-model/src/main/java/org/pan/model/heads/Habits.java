package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.pan.model.Rows;
import org.pan.model.memory.Memory;
import org.pan.model.network.Parameters;

/**
 * What the weekdays of a subject's visits so far add to the log-rate of the next one on a weekday:
 * two functions, learnt, of how far the visits on that weekday exceed an even share, one in
 * standard deviations of chance, one as a log-ratio. A network that is to find them for each
 * weekday on its own makes favourite weekdays too weak, and drawn subjects lose theirs.
 */
final class Habits {

  /** Floats of a row: visits by weekday. */
  static final int WIDTH = 7;

  private static final float[] DEVIATIONS = {-3, -2, -1, 0, 1, 2, 3, 4.5f, 7, 11};
  private static final float[] LOG_RATIOS = {-2.5f, -1.5f, -1, -.5f, 0, .4f, .8f, 1.2f, 1.6f, 1.9f};
  private static final int KNOTS = DEVIATIONS.length + LOG_RATIOS.length;

  private final int at;
  private final int kinds;
  private final NDArray values;

  /**
   * @param at where in a row's floats {@link #write} wrote
   * @param kinds of gaps that have functions of their own
   */
  Habits(Parameters parameters, int at, int kinds) {
    this.at = at;
    this.kinds = kinds;
    this.values = parameters.constant("habit.values", 0, KNOTS, kinds);
  }

  /** Writes what the functions depend on. */
  static void write(Memory memory, float[] floats, int at) {
    memory.writeVisitsByWeekday(floats, at);
  }

  /**
   * The log-factors of weekdays.
   *
   * @param first the weekday of each row that comes first
   * @return [N, kinds * 7]
   */
  NDArray of(NDManager manager, Rows rows, int[] first) {
    int n = rows.size();
    float[] hats = new float[n * 7 * KNOTS];
    for (int r = 0; r < n; r++) {
      for (int s = 0; s < 7; s++) {
        int to = (r * 7 + s) * KNOTS;
        int weekday = (first[r] + s) % 7;
        hat(DEVIATIONS, deviation(rows, r, weekday), hats, to);
        hat(LOG_RATIOS, logRatio(rows, r, weekday), hats, to + DEVIATIONS.length);
      }
    }
    return manager
        .create(hats, new Shape(n * 7L, KNOTS))
        .matMul(values)
        .reshape(n, 7, kinds)
        .transpose(0, 2, 1)
        .reshape(n, 7L * kinds);
  }

  /**
   * Adds the same to outputs.
   *
   * @param outputs by row
   * @param width of a row
   * @param to where in a row the log-factors are added
   */
  void add(Rows rows, int[] first, float[] outputs, int width, int to) {
    float[] table = values.toFloatArray();
    float[] hats = new float[KNOTS];
    for (int r = 0; r < rows.size(); r++) {
      for (int s = 0; s < 7; s++) {
        int weekday = (first[r] + s) % 7;
        java.util.Arrays.fill(hats, 0);
        hat(DEVIATIONS, deviation(rows, r, weekday), hats, 0);
        hat(LOG_RATIOS, logRatio(rows, r, weekday), hats, DEVIATIONS.length);
        for (int k = 0; k < KNOTS; k++) {
          for (int kind = 0; hats[k] != 0 && kind < kinds; kind++) {
            outputs[r * width + to + 7 * kind + s] += hats[k] * table[k * kinds + kind];
          }
        }
      }
    }
  }

  private float visits(Rows rows, int row, int weekday) {
    return rows.floats()[row * rows.floatWidth() + at + weekday];
  }

  private float all(Rows rows, int row) {
    float sum = 0;
    for (int w = 0; w < 7; w++) {
      sum += visits(rows, row, w);
    }
    return sum;
  }

  private float deviation(Rows rows, int row, int weekday) {
    float all = all(rows, row);
    return (float) ((visits(rows, row, weekday) - all / 7) / Math.sqrt(all * 6 / 49 + 1));
  }

  private float logRatio(Rows rows, int row, int weekday) {
    return (float) Math.log(7 * (visits(rows, row, weekday) + 1) / (all(rows, row) + 7));
  }

  /** Writes the weights of the knots on both sides, between which a function is linear. */
  private static void hat(float[] knots, float x, float[] into, int at) {
    int k = 0;
    while (k < knots.length - 2 && x > knots[k + 1]) {
      k++;
    }
    float place = (x - knots[k]) / (knots[k + 1] - knots[k]);
    float beyond = Math.max(0, Math.min(1, place));
    into[at + k] = 1 - beyond;
    into[at + k + 1] = beyond;
  }
}

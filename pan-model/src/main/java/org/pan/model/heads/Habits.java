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
    float[] weights = new float[n * 7 * KNOTS];
    Place place = new Place();
    for (int r = 0; r < n; r++) {
      place.row(rows, r);
      for (int s = 0; s < 7; s++) {
        int to = (r * 7 + s) * KNOTS;
        place.deviation((first[r] + s) % 7);
        place.weigh(weights, to);
        place.logRatio((first[r] + s) % 7);
        place.weigh(weights, to);
      }
    }
    return manager
        .create(weights, new Shape(n * 7L, KNOTS))
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
    Place place = new Place();
    for (int r = 0; r < rows.size(); r++) {
      place.row(rows, r);
      for (int s = 0; s < 7; s++) {
        int into = r * width + to + s;
        place.deviation((first[r] + s) % 7);
        addValues(place, table, outputs, into);
        place.logRatio((first[r] + s) % 7);
        addValues(place, table, outputs, into);
      }
    }
  }

  private void addValues(Place place, float[] table, float[] outputs, int into) {
    for (int kind = 0; kind < kinds; kind++) {
      outputs[into + 7 * kind] += place.between(table, kind, kinds);
    }
  }

  /** Where the visits of a row lie between the knots. */
  private final class Place {
    private float[] floats = {};
    private int start;
    private float all;
    private float chance;
    private int knot;
    private float beyond;

    void row(Rows rows, int row) {
      floats = rows.floats();
      start = row * rows.floatWidth() + at;
      all = 0;
      for (int w = 0; w < WIDTH; w++) {
        all += floats[start + w];
      }
      chance = (float) Math.sqrt(all * 6 / 49 + 1);
    }

    void deviation(int weekday) {
      find(DEVIATIONS, (floats[start + weekday] - all / 7) / chance, 0);
    }

    void logRatio(int weekday) {
      float ratio = 7 * (floats[start + weekday] + 1) / (all + 7);
      find(LOG_RATIOS, (float) Math.log(ratio), DEVIATIONS.length);
    }

    private void find(float[] knots, float x, int at) {
      int k = 0;
      while (k < knots.length - 2 && x > knots[k + 1]) {
        k++;
      }
      knot = at + k;
      beyond = Math.max(0, Math.min(1, (x - knots[k]) / (knots[k + 1] - knots[k])));
    }

    /** Writes the weights of the knots on both sides. */
    void weigh(float[] weights, int to) {
      weights[to + knot] = 1 - beyond;
      weights[to + knot + 1] = beyond;
    }

    /** The value of a column of a table by knot. */
    float between(float[] table, int column, int columns) {
      float low = table[knot * columns + column];
      return low + beyond * (table[(knot + 1) * columns + column] - low);
    }
  }
}

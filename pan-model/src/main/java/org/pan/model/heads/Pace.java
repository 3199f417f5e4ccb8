package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.pan.model.Rows;
import org.pan.model.memory.Memory;
import org.pan.model.network.Parameters;

/**
 * How much sooner visits come than a network has it, by how many came before and by how often the
 * subject is expected to come. A network learns the middle of both well, and makes those who come
 * least and those who come most more alike than they are; a hundredth a visit is several over a
 * record, as who came seldom is taken for one who comes seldom.
 *
 * <p>With h the probability of a visit on a day where none came before it since the last, the sum
 * of h over all that was passed and landed on is a martingale's compensator: it must be the number
 * of visits, whatever was known before they came (Aalen 1978). Factors of both are fitted to that
 * after learning, in turns until they agree (Deming and Stephan 1940), and interpolated.
 */
final class Pace {

  /** Floats of a row. */
  static final int WIDTH = 2;

  /** Which of them is the log of the intensity. */
  static final int INTENSITY = 1;

  private static final int BINS = 12;
  private static final int ROUNDS = 20;

  /** Visits that speak for the pace as learnt. */
  private static final double PRIOR = 50;

  /** Share of a sample beyond the middle of the outermost bins, on either side. */
  private static final double TAIL = .01;

  private final Parameters parameters;
  private final int at;

  /** Of each covariate the middle of the lowest bin, and the distance of the bins. */
  private final NDArray grid;

  /** Log-factors by covariate and bin. */
  private final NDArray logs;

  /**
   * @param at where in a row's floats {@link #write} wrote
   */
  Pace(Parameters parameters, int at) {
    this.parameters = parameters;
    this.at = at;
    this.grid = parameters.buffer("pace.grid", new float[] {0, 1, 0, 1}, WIDTH, 2);
    this.logs = parameters.buffer("pace.logs", new float[WIDTH * BINS], WIDTH, BINS);
  }

  /** Writes what the pace depends on. */
  static void write(Memory memory, float[] floats, int at) {
    floats[at] = (float) Math.log1p(memory.visits());
    floats[at + INTENSITY] = (float) memory.logIntensity();
  }

  private float covariate(Rows rows, int row, int c) {
    return rows.floats()[row * rows.floatWidth() + at + c];
  }

  /** Lays the bins over a sample. */
  void prepare(Rows sample) {
    float[] edges = new float[WIDTH * 2];
    double[] sorted = new double[sample.size()];
    for (int c = 0; c < WIDTH && sorted.length > 0; c++) {
      for (int r = 0; r < sorted.length; r++) {
        sorted[r] = covariate(sample, r, c);
      }
      Arrays.sort(sorted);
      int beyond = (int) (TAIL * sorted.length);
      double low = sorted[beyond];
      double high = sorted[sorted.length - 1 - beyond];
      edges[2 * c] = (float) low;
      edges[2 * c + 1] = (float) Math.max(1e-3, (high - low) / (BINS - 1));
    }
    parameters.set("pace.grid", edges);
  }

  /** Whether it is anything but 1. */
  boolean fitted() {
    for (float factor : logs.toFloatArray()) {
      if (factor != 0) {
        return true;
      }
    }
    return false;
  }

  /** The log of the pace of each row. */
  float[] logs(Rows rows) {
    float[] edges = grid.toFloatArray();
    float[] factors = logs.toFloatArray();
    float[] sums = new float[rows.size()];
    for (int r = 0; r < sums.length; r++) {
      for (int c = 0; c < WIDTH; c++) {
        float place = place(edges, rows, r, c);
        int bin = Math.min(BINS - 2, (int) place);
        float low = factors[c * BINS + bin];
        sums[r] += low + (place - bin) * (factors[c * BINS + bin + 1] - low);
      }
    }
    return sums;
  }

  /** Where in the bins a row lies, 0 in the middle of the lowest. */
  private float place(float[] edges, Rows rows, int row, int c) {
    float place = (covariate(rows, row, c) - edges[2 * c]) / edges[2 * c + 1];
    return Math.max(0, Math.min(BINS - 1, place));
  }

  /** Visits that came and visits that were expected at the present pace. */
  final class Tally {
    private final float[] edges = grid.toFloatArray();
    private final double[][][] came = new double[WIDTH][BINS][BINS];
    private final double[][][] expected = new double[WIDTH][BINS][BINS];

    /**
     * Counts a row.
     *
     * @param probabilities of a visit, in parts, over all that was passed and landed on
     */
    void add(Rows rows, int row, boolean landed, double... probabilities) {
      double sum = Arrays.stream(probabilities).sum();
      int visits = Math.round(place(edges, rows, row, 0));
      int intensity = Math.round(place(edges, rows, row, 1));
      expected[0][visits][intensity] += sum;
      expected[1][intensity][visits] += sum;
      came[0][visits][intensity] += landed ? 1 : 0;
      came[1][intensity][visits] += landed ? 1 : 0;
    }

    /** Changes the pace so that as many are expected as came. */
    void fit() {
      float[] factors = logs.toFloatArray();
      for (int round = 0; round < ROUNDS; round++) {
        for (int c = 0; c < WIDTH; c++) {
          for (int bin = 0; bin < BINS; bin++) {
            double seen = Arrays.stream(came[c][bin]).sum() + PRIOR;
            double factor = seen / (Arrays.stream(expected[c][bin]).sum() + PRIOR);
            for (int other = 0; other < BINS; other++) {
              expected[c][bin][other] *= factor;
              expected[1 - c][other][bin] *= factor;
            }
            factors[c * BINS + bin] += (float) Math.log(factor);
          }
        }
      }
      parameters.set("pace.logs", factors);
    }
  }
}

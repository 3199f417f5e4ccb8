package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;
import org.pan.model.Rules;
import org.pan.model.memory.DateIndex;
import org.pan.model.memory.Days;
import org.pan.model.memory.Forecast;
import org.pan.model.memory.Memory;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * The number of an event, given its code and time: absent, a copy of a remembered number, or fresh.
 * A fresh number is drawn from a histogram on the unit interval of the code's {@link ValueCoding},
 * so that every code shares one output layer and keeps its own marginal distribution inside the
 * cells; remembered numbers are masked out of it and so counted once. The histogram's logits have
 * learnt multiples of {@link Kernels} about the subject's own level and last number.
 */
public final class ValueHead implements Head {

  private static final int FRESH = 0;
  private static final int PREVIOUS = 1;
  private static final int LAST = 2;
  private static final int NONE = 3;
  private static final int PATHS = 4;

  /**
   * Target interval, the interval of each of the two remembered numbers, log of the target's share
   * in its interval, log of its probability by frequency alone; the scores of the expected level
   * and of the last number.
   */
  private static final int INTERVALS = 10;

  private static final int DENSITY = 6;
  private static final int MARGINAL = 7;
  private static final int EXPECTED = 8;
  private static final int LAST_SCORE = 9;

  /** Remembered numbers that leave no more than this of the unit interval leave nothing. */
  private static final double NOTHING = 1e-6;

  private final Parameters parameters;
  private final Trunk trunk;
  private final Rules rules;
  private final DateIndex dates;
  private final @Nullable ValueCoding[] codings;
  private final double[] numberShare;
  private final int inputs;
  private final int memorySize;
  private final double[] edges;
  private final int cells;

  /**
   * @param memory only asked for its widths
   * @param codings of each code, null where it never has a number
   * @param numberShare share of each code's events with a number
   */
  public ValueHead(
      Parameters parameters,
      Memory memory,
      @Nullable ValueCoding[] codings,
      double[] numberShare,
      DateIndex dates,
      Rules rules,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.rules = rules;
    this.codings = codings;
    this.numberShare = numberShare;
    this.dates = dates;
    this.memorySize = memory.size();
    this.inputs = memorySize + memory.focusSize() + memory.series().size() + 2;
    this.edges = Cells.EDGES;
    this.cells = edges.length - 1;
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            PATHS + cells + Kernels.COUNT,
            backbone,
            new Trunk.Table("code", codings.length + 1, codings.length > 64 ? 32 : 8, 1),
            new Trunk.Table("date", dates.ids(), 12, 1));
  }

  @Override
  public String name() {
    return "value";
  }

  @Override
  public int floatWidth() {
    return inputs + INTERVALS;
  }

  @Override
  public int intWidth() {
    return trunk.ids() + 2;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int carried() {
    return trunk.backbone().carried();
  }

  /** Whether events of this code can have a number. */
  public boolean applies(int code) {
    return codings[code] != null;
  }

  /** Writes the inputs of the event of this code at a moment. */
  public void write(Memory memory, int code, long moment, Rows rows, int row) {
    memory.write(moment, rows.floats(), row * floatWidth());
    writeBesideMemory(memory, code, moment, rows, row);
  }

  /**
   * Writes what a row holds beside the inputs of {@link Memory#write}, which stand there already.
   */
  public void writeBesideMemory(Memory memory, int code, long moment, Rows rows, int row) {
    float[] floats = rows.floats();
    int at = row * floatWidth() + memorySize;
    at = memory.writeFocus(code, moment, floats, at);
    at = memory.series().write(code, moment, floats, at);
    Forecast forecast = memory.series().forecast(code, moment);
    floats[at++] = (float) forecast.centre();
    floats[at++] = (float) Math.log(forecast.scale());
    Arrays.fill(floats, at, at + INTERVALS, 0f);
    boolean own = coding(code).followsLevel();
    floats[at + EXPECTED] = own ? (float) memory.expectedScore(code) : Float.NaN;
    floats[at + LAST_SCORE] = own ? (float) memory.lastScore(code) : Float.NaN;
    int paths = paths(memory, code, moment, forecast, floats, at);
    int[] ints = rows.ints();
    int to = row * intWidth();
    ints[to] = code;
    ints[to + 1] = dates.id(Days.of(moment));
    ints[to + 2] = paths;
    ints[to + 3] = -1;
  }

  /** Which paths are open, as bits; writes the intervals of the remembered numbers. */
  private int paths(
      Memory memory, int code, long moment, Forecast forecast, float[] floats, int at) {
    ValueCoding coding = coding(code);
    double previous = memory.previousNumber(moment);
    double last = memory.lastNumber(code);
    int paths = numberShare[code] < 1 ? 1 << NONE : 0;
    if (!Double.isNaN(previous) && coding.fits(previous)) {
      paths |= 1 << PREVIOUS;
      if (rules.alwaysCopies(memory.previousCode(), code)) {
        return paths;
      }
      coding.ownInterval(previous, forecast, floats, at + 2);
    }
    if (!Double.isNaN(last) && !((paths >> PREVIOUS & 1) != 0 && last == previous)) {
      paths |= 1 << LAST;
      coding.ownInterval(last, forecast, floats, at + 4);
    }
    double left = 1 - (floats[at + 3] - floats[at + 2]) - (floats[at + 5] - floats[at + 4]);
    return left > NOTHING ? paths | 1 << FRESH : paths;
  }

  /** Says which number came; NaN for none. */
  public void target(Memory memory, int code, long moment, double number, Rows rows, int row) {
    ValueCoding coding = coding(code);
    int to = row * intWidth() + trunk.ids();
    int at = row * floatWidth() + inputs;
    int paths = rows.ints()[to];
    int path;
    if (Double.isNaN(number)) {
      path = NONE;
    } else if ((paths >> PREVIOUS & 1) != 0 && number == memory.previousNumber(moment)) {
      path = PREVIOUS;
    } else if ((paths >> LAST & 1) != 0 && number == memory.lastNumber(code)) {
      path = LAST;
    } else {
      path = FRESH;
      rows.floats()[at + DENSITY] =
          (float)
              coding.interval(number, memory.series().forecast(code, moment), rows.floats(), at);
    }
    rows.floats()[at + MARGINAL] = (float) logMarginal(code, number);
    rows.ints()[to] = paths | 1 << path;
    rows.ints()[to + 1] = path;
  }

  /** Log of the number's probability among all events of its code. */
  private double logMarginal(int code, double number) {
    double share = Math.max(1e-4, Math.min(1 - 1e-4, numberShare[code]));
    if (Double.isNaN(number)) {
      return Math.log(1 - share);
    }
    return (numberShare[code] < 1 ? Math.log(share) : 0)
        + coding(code).scale().logProbability(number);
  }

  private ValueCoding coding(int code) {
    ValueCoding coding = codings[code];
    if (coding == null) {
      throw new IllegalArgumentException("Code " + code + " has no numbers.");
    }
    return coding;
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    Trunk.Result result = trunk.forward(manager, rows, steps, state, training);
    int n = rows.size();
    float[] pathMask = new float[n * PATHS];
    long[] path = new long[n];
    float[] fresh = new float[n];
    float[] density = new float[n];
    float[] target = new float[n * cells];
    float[] allowed = new float[n * cells];
    for (int r = 0; r < n; r++) {
      int at = r * intWidth() + trunk.ids();
      path[r] = rows.ints()[at + 1];
      fillPaths(rows.ints()[at], pathMask, r * PATHS);
      int from = r * floatWidth() + inputs;
      if (path[r] == FRESH) {
        fresh[r] = 1;
        density[r] = rows.floats()[from + DENSITY];
        overlap(rows.floats(), from, target, r * cells);
        remaining(rows.floats(), from + 2, allowed, r * cells);
      }
    }
    NDArray split = result.logits().get("..., :" + PATHS);
    NDArray index = manager.create(path, new Shape(n, 1));
    NDArray nll =
        split
            .add(manager.create(pathMask, new Shape(n, PATHS)))
            .logSoftmax(1)
            .gather(index, 1)
            .squeeze(1)
            .neg();
    NDArray histogram = histogram(manager, result.logits(), rows);
    NDArray inside =
        SetLikelihood.nll(
            histogram,
            manager.create(target, new Shape(n, cells)),
            manager.create(allowed, new Shape(n, cells)));
    nll =
        nll.add(inside.mul(manager.create(fresh, new Shape(n))))
            .sub(manager.create(density, new Shape(n)));
    return new Nats(nll, result.carried(), null);
  }

  /** The logits of the cells [N, cells]. */
  private NDArray histogram(NDManager manager, NDArray logits, Rows rows) {
    int n = rows.size();
    float[] kernels = new float[Kernels.COUNT * n * cells];
    for (int r = 0; r < n; r++) {
      fillKernels(rows, r, kernels, r * cells, n * cells);
    }
    NDArray sum = logits.get("..., " + PATHS + ":" + (PATHS + cells));
    NDArray all = manager.create(kernels, new Shape(Kernels.COUNT, n, cells));
    for (int k = 0; k < Kernels.COUNT; k++) {
      int column = PATHS + cells + k;
      sum = sum.add(logits.get("..., " + column + ":" + (column + 1)).mul(all.get(k)));
    }
    return sum;
  }

  private void fillKernels(Rows rows, int row, float[] into, int at, int stride) {
    int from = row * floatWidth() + inputs;
    Kernels.fill(
        rows.floats()[from + EXPECTED], rows.floats()[from + LAST_SCORE], into, at, stride);
  }

  private static void fillPaths(int paths, float[] mask, int at) {
    for (int p = 0; p < PATHS; p++) {
      mask[at + p] = (paths >> p & 1) != 0 ? 0 : SetLikelihood.OUT;
    }
  }

  /** The share of each cell that the interval covers. */
  private void overlap(float[] floats, int from, float[] into, int at) {
    double low = floats[from];
    double high = floats[from + 1];
    for (int c = 0; c < cells; c++) {
      double covered = Math.min(high, edges[c + 1]) - Math.max(low, edges[c]);
      into[at + c] = covered <= 0 ? 0 : (float) Math.max(1e-7, covered / (edges[c + 1] - edges[c]));
    }
  }

  /** The share of each cell that the remembered numbers leave. */
  private void remaining(float[] floats, int from, float[] into, int at) {
    for (int c = 0; c < cells; c++) {
      double width = edges[c + 1] - edges[c];
      double left = width;
      for (int i = from; i < from + 4; i += 2) {
        left -= Math.max(0, Math.min(floats[i + 1], edges[c + 1]) - Math.max(floats[i], edges[c]));
      }
      into[at + c] = left <= 1e-6 * width ? 0 : left >= width ? 1 : (float) (left / width);
    }
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.infer(manager, rows, state);
    float[] logits = result.logits().toFloatArray();
    int width = PATHS + cells;
    float[] outputs = new float[rows.size() * width];
    float[] kernels = new float[Kernels.COUNT * cells];
    for (int r = 0; r < rows.size(); r++) {
      int from = r * trunk.outputs();
      System.arraycopy(logits, from, outputs, r * width, width);
      fillKernels(rows, r, kernels, 0, cells);
      for (int k = 0; k < Kernels.COUNT; k++) {
        float multiple = logits[from + width + k];
        for (int c = 0; c < cells; c++) {
          outputs[r * width + PATHS + c] += multiple * kernels[k * cells + c];
        }
      }
    }
    return new Outputs(outputs, result.carried());
  }

  /**
   * Draws a number, NaN for none.
   *
   * @param outputs of {@link #outputs}
   * @param weights scratch of at least {@link #scratch()} floats
   */
  public double draw(
      float[] outputs,
      Rows rows,
      int row,
      Memory memory,
      int code,
      long moment,
      Choice choice,
      float[] weights,
      double temperature,
      double topP,
      double uniform,
      double uniformInside) {
    int at = row * (PATHS + cells);
    fillPaths(rows.ints()[row * intWidth() + trunk.ids()], weights, 0);
    int path = choice.draw(outputs, at, PATHS, weights, temperature, 1, uniform);
    double rest = choice.rest();
    if (path == PREVIOUS) {
      return memory.previousNumber(moment);
    }
    if (path == LAST) {
      return memory.lastNumber(code);
    }
    if (path == NONE) {
      return Double.NaN;
    }
    int from = row * floatWidth() + inputs;
    remaining(rows.floats(), from + 2, weights, 0);
    SetLikelihood.toLogs(weights, cells);
    int cell = choice.draw(outputs, at + PATHS, cells, weights, temperature, topP, rest);
    double u = inside(Math.max(0, cell), rows.floats(), from + 2, uniformInside);
    ValueCoding coding = coding(code);
    return coding.valueAt(u, memory.series().forecast(code, moment));
  }

  /** The place in a cell at this quantile of what the remembered numbers leave of it. */
  private double inside(int cell, float[] floats, int from, double uniform) {
    double[] cuts = {
      edges[cell],
      edges[cell + 1],
      floats[from],
      floats[from + 1],
      floats[from + 2],
      floats[from + 3]
    };
    Arrays.sort(cuts);
    double total = 0;
    for (int i = 0; i + 1 < cuts.length; i++) {
      total += free(cuts[i], cuts[i + 1], cell, floats, from);
    }
    double left = uniform * total;
    for (int i = 0; i + 1 < cuts.length; i++) {
      double length = free(cuts[i], cuts[i + 1], cell, floats, from);
      if (length > 0 && left < length) {
        return cuts[i] + left;
      }
      left -= length;
    }
    return edges[cell] + uniform * (edges[cell + 1] - edges[cell]);
  }

  private double free(double low, double high, int cell, float[] floats, int from) {
    double middle = (low + high) / 2;
    if (middle <= edges[cell] || middle >= edges[cell + 1]) {
      return 0;
    }
    boolean taken =
        (middle > floats[from] && middle < floats[from + 1])
            || (middle > floats[from + 2] && middle < floats[from + 3]);
    return taken ? 0 : high - low;
  }

  /** Floats of scratch that {@link #draw} needs. */
  public int scratch() {
    return Math.max(PATHS, cells);
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    double[] share = pathShares(sample);
    float[] bias = new float[trunk.outputs()];
    for (int p = 0; p < PATHS; p++) {
      bias[p] = (float) Math.log(share[p]);
    }
    for (int c = 0; c < cells; c++) {
      bias[PATHS + c] = (float) Math.log(edges[c + 1] - edges[c]);
    }
    trunk.setBias(bias);
  }

  private double[] pathShares(Rows sample) {
    double[] share = new double[PATHS];
    Arrays.fill(share, .5);
    for (int r = 0; r < sample.size(); r++) {
      share[sample.ints()[r * intWidth() + trunk.ids() + 1]]++;
    }
    double total = Arrays.stream(share).sum();
    for (int p = 0; p < PATHS; p++) {
      share[p] /= total;
    }
    return share;
  }

  /** Each number, or that there is none, by its frequency in its code, without copies. */
  @Override
  public double baseline(Rows rows) {
    double nats = 0;
    for (int r = 0; r < rows.size(); r++) {
      nats -= rows.floats()[r * floatWidth() + inputs + MARGINAL];
    }
    return nats / Math.max(1, rows.size());
  }
}

package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;
import org.pan.model.Rules;
import org.pan.model.memory.DateIndex;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.memory.Recall;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * What happens, given the past and when it happens: a softmax over codes, masked to those that can
 * follow. With x the features by which the {@link Recall} knows code c, its logit is
 *
 * <pre>
 * logit(c) = w(c) h + b(c) + sum over k [ (u(k) h + a(k) + v(k, c)) x(k, c) ],
 * </pre>
 *
 * so that what a subject has had before weighs for each code alike, and as the state h says.
 */
public final class CodeHead implements Head {

  /** The log-weight of a code that must not come. */
  public static final float FORBIDDEN = SetLikelihood.OUT;

  private final Parameters parameters;
  private final Trunk trunk;
  private final Rules rules;
  private final DateIndex dates;
  private final int inputs;
  private final int codes;
  private final int recalled;
  private final @Nullable NDArray weights;

  /**
   * @param layout what the memory keeps
   * @param inputs width of {@link Memory#write}
   * @param backbone makes the backbone
   */
  public CodeHead(
      Parameters parameters,
      MemoryLayout layout,
      int inputs,
      Rules rules,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.inputs = inputs;
    this.codes = layout.codes();
    this.rules = rules;
    this.dates = layout.dates();
    this.recalled = Recall.capacity(layout);
    this.weights =
        recalled == 0 ? null : parameters.uniform("recall", .01, codes + 1, Recall.FEATURES);
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            codes + (recalled == 0 ? 0 : Recall.FEATURES),
            backbone,
            new Trunk.Table("recent", codes + 1, codes > 64 ? 32 : 8, Memory.NEXT_CODES),
            new Trunk.Table("date", dates.ids(), 4, 1));
  }

  @Override
  public String name() {
    return "code";
  }

  @Override
  public int floatWidth() {
    return inputs + recalled * Recall.FEATURES;
  }

  @Override
  public int intWidth() {
    return trunk.ids() + 1 + rules.words() + recalled;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int carried() {
    return trunk.backbone().carried();
  }

  /** Writes the inputs of the event that comes at a moment. */
  public void write(Memory memory, long moment, Rows rows, int row) {
    memory.write(moment, rows.floats(), row * floatWidth());
    int[] ints = rows.ints();
    int at = memory.writeNextCodes(moment, ints, row * intWidth());
    ints[at++] = dates.id(Days.of(moment));
    ints[at++] = -1;
    rules.writeForbidden(memory, moment, ints, at);
    if (recalled > 0) {
      memory.writeRecall(
          moment, ints, at + rules.words(), rows.floats(), row * floatWidth() + inputs);
    }
  }

  /** Says which code came. */
  public void target(int code, Rows rows, int row) {
    rows.ints()[row * intWidth() + trunk.ids()] = code;
  }

  /**
   * Adds codes that must not come to those that cannot.
   *
   * @param bits {@link Rules#words} ints, a bit a code
   */
  public void forbid(int[] bits, Rows rows, int row) {
    Rules.forbidAll(bits, rows.ints(), row * intWidth() + trunk.ids() + 1);
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    Trunk.Result result = trunk.forward(manager, rows, steps, state, training);
    int n = rows.size();
    float[] mask = new float[n * codes];
    long[] target = new long[n];
    for (int r = 0; r < n; r++) {
      int at = r * intWidth() + trunk.ids();
      target[r] = rows.ints()[at];
      fillMask(rows.ints(), at + 1, (int) target[r], mask, r * codes);
    }
    NDArray allowed = logits(manager, rows, result).add(manager.create(mask, new Shape(n, codes)));
    NDArray index = manager.create(target, new Shape(n, 1));
    NDArray nll = allowed.logSoftmax(1).gather(index, 1).squeeze(1).neg();
    return new Nats(nll, result.carried(), null);
  }

  private NDArray logits(NDManager manager, Rows rows, Trunk.Result result) {
    if (weights == null) {
      return result.logits();
    }
    int n = rows.size();
    int k = Recall.FEATURES;
    NDArray plain = result.logits().get(":, 0:" + codes);
    NDArray common = result.logits().get(":, " + codes + ":").reshape(n, 1, k); // [N, 1, K]
    long[] index = new long[n * recalled];
    float[] known = new float[n * recalled * k];
    for (int r = 0; r < n; r++) {
      int at = r * intWidth() + trunk.ids() + 1 + rules.words();
      for (int s = 0; s < recalled; s++) {
        index[r * recalled + s] = rows.ints()[at + s];
      }
      System.arraycopy(
          rows.floats(), r * floatWidth() + inputs, known, r * recalled * k, recalled * k);
    }
    NDArray ids = manager.create(index, new Shape(n, recalled)); // [N, S]
    NDArray features = manager.create(known, new Shape(n, recalled, k)); // [N, S, K]
    NDArray own = Trunk.lookUp(ids, weights); // [N, S, K]
    NDArray terms = own.add(common).mul(features).sum(new int[] {2}); // [N, S]
    NDArray spread = manager.zeros(new Shape(n, codes + 1)).scatter(ids, terms, 1); // [N, V + 1]
    return plain.add(spread.get(":, 0:" + codes));
  }

  private void fillMask(int[] bits, int at, int target, float[] mask, int to) {
    for (int word = 0; word < rules.words(); word++) {
      int set = bits[at + word];
      int first = word << 5;
      if (set == -1 && (target < first || target >= first + Integer.SIZE)) {
        Arrays.fill(mask, to + first, to + first + Integer.SIZE, SetLikelihood.OUT);
        continue;
      }
      while (set != 0) {
        int code = first + Integer.numberOfTrailingZeros(set);
        if (code != target) {
          mask[to + code] = SetLikelihood.OUT;
        }
        set &= set - 1;
      }
    }
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.forward(manager, rows, 1, state, false);
    float[] logits = result.logits().toFloatArray();
    return new Outputs(weights == null ? logits : recalled(logits, rows), result.carried());
  }

  /**
   * The same sums as {@link #logits}, on the host: the codes recalled are few, the tensors wide.
   */
  private float[] recalled(float[] logits, Rows rows) {
    int k = Recall.FEATURES;
    float[] own = Objects.requireNonNull(weights).toFloatArray();
    float[] out = new float[rows.size() * codes];
    for (int r = 0; r < rows.size(); r++) {
      int common = r * (codes + k) + codes;
      System.arraycopy(logits, common - codes, out, r * codes, codes);
      int at = r * intWidth() + trunk.ids() + 1 + rules.words();
      int features = r * floatWidth() + inputs;
      for (int s = 0; s < recalled && rows.ints()[at + s] < codes; s++) {
        int code = rows.ints()[at + s];
        float term = 0;
        for (int f = 0; f < k; f++) {
          term += (own[code * k + f] + logits[common + f]) * rows.floats()[features + s * k + f];
        }
        out[r * codes + code] += term;
      }
    }
    return out;
  }

  /**
   * Draws a code.
   *
   * @param outputs of {@link #outputs}
   * @param weights scratch of V floats
   * @param extra log-weight of each code, {@link #FORBIDDEN} for one that must not come; null for
   *     none
   * @return the code, or -1 if none can follow
   */
  public int draw(
      float[] outputs,
      Rows rows,
      int row,
      Choice choice,
      float[] weights,
      float @Nullable [] extra,
      double temperature,
      double topP,
      double uniform) {
    if (extra == null) {
      Arrays.fill(weights, 0, codes, 0f);
    } else {
      System.arraycopy(extra, 0, weights, 0, codes);
    }
    fillMask(rows.ints(), row * intWidth() + trunk.ids() + 1, -1, weights, 0);
    return choice.draw(outputs, row * codes, codes, weights, temperature, topP, uniform);
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    double[] share = shares(sample);
    float[] bias = new float[trunk.outputs()];
    for (int c = 0; c < codes; c++) {
      bias[c] = (float) Math.log(share[c]);
    }
    trunk.setBias(bias);
  }

  private double[] shares(Rows sample) {
    double[] share = new double[codes];
    Arrays.fill(share, .1);
    for (int r = 0; r < sample.size(); r++) {
      share[sample.ints()[r * intWidth() + trunk.ids()]]++;
    }
    double total = Arrays.stream(share).sum();
    for (int c = 0; c < codes; c++) {
      share[c] /= total;
    }
    return share;
  }

  @Override
  public double baseline(Rows rows) {
    double[] share = shares(rows);
    double nats = 0;
    for (double p : share) {
      nats -= p * Math.log(p);
    }
    return nats;
  }
}

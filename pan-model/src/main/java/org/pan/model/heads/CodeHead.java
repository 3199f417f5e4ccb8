package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;
import org.pan.model.Rules;
import org.pan.model.memory.DateIndex;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.memory.Pending;
import org.pan.model.memory.Recall;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * What happens, given the past and when it happens: a softmax over codes, masked to those that can
 * follow. To the network's logits are added the {@link CodeFeatures} of the codes that the {@link
 * Recall} knows and of those that are {@link Pending}, so that what a subject has had before, and
 * what it waits for, weighs for each code alike, and as the state says.
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
  private final int floatWidth;
  private final int intWidth;

  /** None where every code has inputs of its own. */
  private final List<CodeFeatures> features = new ArrayList<>();

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
    var recalled = new CodeFeatures.Size(Recall.capacity(layout), Recall.FEATURES);
    var pending = new CodeFeatures.Size(Pending.capacity(layout), Pending.FEATURES);
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            codes + recalled.outputs() + pending.outputs(),
            backbone,
            new Trunk.Table("recent", codes + 1, codes > 64 ? 32 : 8, Memory.NEXT_CODES),
            new Trunk.Table("date", dates.ids(), 4, 1));
    var first = new CodeFeatures.Place(codes, trunk.ids() + 1 + rules.words(), inputs);
    var second = first.after(recalled);
    if (!layout.tracksAll()) {
      features.add(new CodeFeatures(parameters, "recall", codes, recalled, first));
      features.add(new CodeFeatures(parameters, "pending", codes, pending, second));
    }
    this.floatWidth = second.after(pending).floats();
    this.intWidth = second.after(pending).ints();
  }

  @Override
  public String name() {
    return "code";
  }

  @Override
  public int floatWidth() {
    return floatWidth;
  }

  @Override
  public int intWidth() {
    return intWidth;
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
    if (!features.isEmpty()) {
      memory.writeCodeFeatures(
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
    NDArray outputs = result.logits(); // [N, O]
    NDArray logits = features.isEmpty() ? outputs : outputs.get(":, 0:" + codes);
    for (CodeFeatures some : features) {
      logits = logits.add(some.terms(manager, rows, outputs));
    }
    return logits;
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
    float[] outputs = result.logits().toFloatArray();
    return new Outputs(features.isEmpty() ? outputs : logits(outputs, rows), result.carried());
  }

  /** The same sums on the host. */
  private float[] logits(float[] outputs, Rows rows) {
    float[] logits = new float[rows.size() * codes];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(outputs, r * trunk.outputs(), logits, r * codes, codes);
    }
    for (CodeFeatures some : features) {
      float[] weights = some.weights();
      for (int r = 0; r < rows.size(); r++) {
        some.add(weights, outputs, r * trunk.outputs(), rows, r, logits, r * codes);
      }
    }
    return logits;
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

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
import org.pan.model.constraints.ConstraintState;
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
 * follow. Where events ever come at one time, it says after each event which code comes at that
 * time too, or that none does: {@link #LEAVE} is a class beside the codes, so that what could still
 * come and that nothing does weigh against each other. To the network's logits are added the {@link
 * CodeFeatures} of the codes that the {@link Recall} knows and of those that are {@link Pending},
 * so that what a subject has had before, and what it waits for, weighs for each code alike, and as
 * the state says.
 */
public final class CodeHead implements Head {

  /**
   * How sharply it is drawn.
   *
   * @param staying temperature by which it is decided whether another code comes at one time
   * @param code temperature by which the code is chosen
   * @param topP smallest share of the mass from which the code is drawn
   */
  public record Sharpness(double staying, double code, double topP) {

    /** As learnt. */
    public static final Sharpness LEARNT = new Sharpness(1, 1, 1);
  }

  /** No code comes any more at the time of the last event. */
  public static final int LEAVE = -2;

  /** The log-weight of a code that must not come. */
  public static final float FORBIDDEN = SetLikelihood.OUT;

  /** Ints of a row between ids and forbidden codes: what came, and whether nothing may. */
  private static final int FIXED = 2;

  private final Parameters parameters;
  private final Trunk trunk;
  private final Rules rules;
  private final DateIndex dates;
  private final float closed;
  private final int inputs;
  private final int codes;

  /** The codes and, where events ever come at one time, {@link #LEAVE}. */
  private final int classes;

  private final int floatWidth;
  private final int intWidth;

  /** None where every code has inputs of its own. */
  private final List<CodeFeatures> features = new ArrayList<>();

  /**
   * @param layout what the memory keeps
   * @param inputs width of {@link Memory#write}
   * @param closed what codes that are closed weigh beside what they would; 0 where none ever is
   * @param backbone makes the backbone
   */
  public CodeHead(
      Parameters parameters,
      MemoryLayout layout,
      int inputs,
      Rules rules,
      double closed,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.closed = (float) Math.log(closed);
    this.inputs = inputs;
    this.codes = layout.codes();
    this.classes = codes + (rules.simultaneous() ? 1 : 0);
    this.rules = rules;
    this.dates = layout.dates();
    var recalled = new CodeFeatures.Size(Recall.capacity(layout), Recall.FEATURES);
    var pending = new CodeFeatures.Size(Pending.capacity(layout), Pending.FEATURES);
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            classes + recalled.outputs() + pending.outputs(),
            backbone,
            new Trunk.Table("recent", codes + 1, codes > 64 ? 32 : 8, Memory.NEXT_CODES),
            new Trunk.Table("date", dates.ids(), 4, 1));
    var first = new CodeFeatures.Place(classes, trunk.ids() + FIXED + 2 * rules.words(), inputs);
    var second = first.after(recalled);
    if (!layout.tracksAll()) {
      features.add(new CodeFeatures(parameters, "recall", codes, classes, recalled, first));
      features.add(new CodeFeatures(parameters, "pending", codes, classes, pending, second));
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

  /** Whether it says that nothing comes any more at the time of the last event. */
  public boolean leaves() {
    return classes > codes;
  }

  /**
   * Writes the inputs of the event that comes at a moment; where it is that of the last event,
   * nothing may come too.
   */
  public void write(Memory memory, long moment, Rows rows, int row) {
    memory.write(moment, rows.floats(), row * floatWidth());
    int[] ints = rows.ints();
    int at = memory.writeNextCodes(moment, ints, row * intWidth());
    ints[at++] = dates.id(Days.of(moment));
    ints[at++] = -1;
    ints[at++] = leaves() && memory.any() && moment == memory.now() ? 1 : 0;
    rules.writeForbidden(memory, moment, ints, at);
    Arrays.fill(ints, at + rules.words(), at + 2 * rules.words(), 0);
    if (!features.isEmpty()) {
      memory.writeCodeFeatures(
          moment, ints, at + 2 * rules.words(), rows.floats(), row * floatWidth() + inputs);
    }
  }

  /** Says which code came, or {@link #LEAVE}. */
  public void target(int code, Rows rows, int row) {
    rows.ints()[row * intWidth() + trunk.ids()] = code == LEAVE ? codes : code;
  }

  /**
   * Says which codes the constraints of the model close: each weighs but the bound of them of what
   * it would, in the likelihood and where the constraint is not kept.
   *
   * @param bits {@link Rules#words} ints, a bit a code
   */
  public void close(int[] bits, Rows rows, int row) {
    int at = row * intWidth() + trunk.ids() + FIXED + rules.words();
    System.arraycopy(bits, 0, rows.ints(), at, rules.words());
  }

  /**
   * Adds codes that must not come to those that cannot.
   *
   * @param bits {@link Rules#words} ints, a bit a code
   */
  public void forbid(int[] bits, Rows rows, int row) {
    Rules.forbidAll(bits, rows.ints(), row * intWidth() + trunk.ids() + FIXED);
  }

  /**
   * The code that comes at a moment where one was drawn, or {@link #LEAVE}, as a subject's
   * constraints have it.
   *
   * @param uniform a number uniform in [0, 1) that nothing else is drawn by
   */
  public int first(
      ConstraintState constraints, long moment, int drawn, Rows rows, int row, double uniform) {
    int at = row * intWidth() + trunk.ids() + FIXED;
    return constraints.first(moment, drawn, LEAVE, rows.ints(), at, uniform);
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    Trunk.Result result = trunk.forward(manager, rows, steps, state, training);
    int n = rows.size();
    float[] mask = new float[n * classes];
    long[] target = new long[n];
    for (int r = 0; r < n; r++) {
      int at = r * intWidth() + trunk.ids();
      target[r] = rows.ints()[at];
      fillMask(rows, r, (int) target[r], mask, r * classes);
    }
    NDArray allowed =
        logits(manager, rows, result).add(manager.create(mask, new Shape(n, classes)));
    NDArray index = manager.create(target, new Shape(n, 1));
    NDArray nll = allowed.logSoftmax(1).gather(index, 1).squeeze(1).neg();
    return new Nats(nll, result.carried(), null);
  }

  private NDArray logits(NDManager manager, Rows rows, Trunk.Result result) {
    NDArray outputs = result.logits(); // [N, O]
    NDArray logits = features.isEmpty() ? outputs : outputs.get(":, 0:" + classes);
    for (CodeFeatures some : features) {
      logits = logits.add(some.terms(manager, rows, outputs));
    }
    return logits;
  }

  private void fillMask(Rows rows, int row, int target, float[] mask, int to) {
    int[] bits = rows.ints();
    int at = row * intWidth() + trunk.ids() + FIXED;
    if (leaves() && bits[at - 1] == 0) {
      mask[to + codes] = SetLikelihood.OUT;
    }
    for (int word = 0; word < rules.words(); word++) {
      int set = bits[at + word];
      int first = word << 5;
      if (set == -1 && (target < first || target >= first + Integer.SIZE)) {
        Arrays.fill(
            mask, to + first, to + Math.min(codes, first + Integer.SIZE), SetLikelihood.OUT);
        continue;
      }
      while (set != 0) {
        int code = first + Integer.numberOfTrailingZeros(set);
        if (code != target && code < codes) {
          mask[to + code] = SetLikelihood.OUT;
        }
        set &= set - 1;
      }
    }
    for (int word = 0; word < rules.words(); word++) {
      for (int set = bits[at + rules.words() + word]; set != 0; set &= set - 1) {
        int code = (word << 5) + Integer.numberOfTrailingZeros(set);
        if (code < codes) {
          mask[to + code] += closed;
        }
      }
    }
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.infer(manager, rows, state);
    float[] outputs = result.logits().toFloatArray();
    return new Outputs(features.isEmpty() ? outputs : logits(outputs, rows), result.carried());
  }

  /** The same sums on the host. */
  private float[] logits(float[] outputs, Rows rows) {
    float[] logits = new float[rows.size() * classes];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(outputs, r * trunk.outputs(), logits, r * classes, classes);
    }
    for (CodeFeatures some : features) {
      float[] weights = some.weights();
      for (int r = 0; r < rows.size(); r++) {
        some.add(weights, outputs, r * trunk.outputs(), rows, r, logits, r * classes);
      }
    }
    return logits;
  }

  /**
   * Draws a code, or that none comes any more.
   *
   * @param outputs of {@link #outputs}
   * @param weights scratch of V + 1 floats
   * @param extra log-weight of each code, {@link #FORBIDDEN} for one that must not come; null for
   *     none
   * @return the code, {@link #LEAVE}, or -1 if none can follow
   */
  public int draw(
      float[] outputs,
      Rows rows,
      int row,
      Choice choice,
      float[] weights,
      float @Nullable [] extra,
      Sharpness sharpness,
      double uniform) {
    Arrays.fill(weights, 0, classes, 0f);
    if (extra != null) {
      System.arraycopy(extra, 0, weights, 0, codes);
    }
    fillMask(rows, row, -1, weights, 0);
    int at = row * classes;
    double leaving = 0;
    if (leaves() && weights[codes] == 0) {
      if (sharpness.equals(Sharpness.LEARNT)) {
        int drawn = choice.draw(outputs, at, classes, weights, 1, 1, uniform);
        return drawn == codes ? LEAVE : drawn;
      }
      double odds = outputs[at + codes] - choice.logTotal(outputs, at, codes, weights);
      leaving = 1 / (1 + Math.exp(-odds / sharpness.staying()));
    }
    double rest = (uniform - leaving) / (1 - leaving);
    return uniform < leaving
        ? LEAVE
        : choice.draw(outputs, at, codes, weights, sharpness.code(), sharpness.topP(), rest);
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    double[] share = shares(sample);
    float[] bias = new float[trunk.outputs()];
    for (int c = 0; c < classes; c++) {
      bias[c] = (float) Math.log(share[c]);
    }
    trunk.setBias(bias);
  }

  private double[] shares(Rows sample) {
    double[] share = new double[classes];
    Arrays.fill(share, .1);
    for (int r = 0; r < sample.size(); r++) {
      share[sample.ints()[r * intWidth() + trunk.ids()]]++;
    }
    double total = Arrays.stream(share).sum();
    for (int c = 0; c < classes; c++) {
      share[c] /= total;
    }
    return share;
  }

  @Override
  public double baseline(Rows rows) {
    double[] share = shares(rows);
    double stays = leaves() ? Math.log1p(-share[codes]) : 0;
    double nats = 0;
    for (int r = 0; r < rows.size(); r++) {
      int at = r * intWidth() + trunk.ids();
      nats -= Math.log(share[rows.ints()[at]]) - (rows.ints()[at + 1] == 0 ? stays : 0);
    }
    return nats / Math.max(1, rows.size());
  }
}

package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * The static fields by any-order autoregression (Uria et al. 2014, "A deep and tractable density
 * estimator"): each field is embedded or masked, and every masked field is predicted from the
 * others. Whatever subset is given, the rest is drawn field by field from the conditionals.
 *
 * <p>Where nothing is asked for, the fields come in order. For each field with just those before it
 * given, biases of its classes are fitted to the learnt network, so that with real fields before it
 * its shares are the real ones: what the network gets wrong in the first fields it would get wrong
 * in all that follow.
 */
public final class StaticHead implements Head {

  private static final int EMBEDDING = 16;
  private static final String BIAS = "order.bias";

  private static final int SETTLED_ROWS = 24_000;
  private static final int TILE = 1024;

  /** Logits held at once at most. */
  private static final int LOGITS = 2_000_000;

  private final Parameters parameters;
  private final Trunk trunk;
  private final int[] sizes;
  private final int[] offsets;
  private final int fields;
  private final double[][] scores;
  private final boolean[][] never;
  private final float[] mask;
  private final NDArray bias;

  /**
   * @param sizes number of classes of each field
   * @param never for each class of each field whether it was never seen, so that it is never drawn
   * @param scores a number for each class that keeps its order and is standardised, such as a
   *     normal score
   */
  public StaticHead(
      Parameters parameters,
      int[] sizes,
      boolean[][] never,
      double[][] scores,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.sizes = sizes.clone();
    this.fields = sizes.length;
    this.scores = scores;
    this.never = never;
    this.offsets = new int[fields];
    int total = 0;
    int ids = 0;
    for (int f = 0; f < fields; f++) {
      offsets[f] = total;
      total += sizes[f];
      ids += sizes[f] + 1;
    }
    this.mask = new float[total];
    for (int f = 0; f < fields; f++) {
      for (int k = 0; k < sizes[f]; k++) {
        mask[offsets[f] + k] = never[f][k] ? SetLikelihood.OUT : 0;
      }
    }
    this.bias = parameters.buffer(BIAS, new float[total], total);
    this.trunk =
        new Trunk(
            parameters,
            2 * fields,
            total,
            backbone,
            new Trunk.Table("class", ids, EMBEDDING, fields));
  }

  @Override
  public String name() {
    return "static";
  }

  @Override
  public int floatWidth() {
    return 2 * fields;
  }

  /**
   * An id for each field, then its class, then the one field that counts or -1 for all that are
   * masked.
   */
  @Override
  public int intWidth() {
    return 2 * fields + 1;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int carried() {
    return 0;
  }

  @Override
  public boolean once() {
    return true;
  }

  public int fields() {
    return fields;
  }

  /** Writes a row in which the known fields are given. */
  public void write(int[] classes, boolean[] known, Rows rows, int row) {
    int at = row * intWidth();
    rows.ints()[at + 2 * fields] = -1;
    for (int f = 0; f < fields; f++) {
      int k = classes[f];
      boolean given = known[f];
      rows.ints()[at + f] = offsets[f] + f + (given ? k : sizes[f]);
      rows.ints()[at + fields + f] = k;
      rows.floats()[row * 2 * fields + 2 * f] = given ? 1 : 0;
      rows.floats()[row * 2 * fields + 2 * f + 1] = given ? (float) scores[f][k] : 0;
    }
  }

  /** Writes a row in which the known fields are given and one other counts. */
  void writeOnly(int[] classes, boolean[] known, int field, Rows rows, int row) {
    write(classes, known, rows, row);
    rows.ints()[row * intWidth() + 2 * fields] = field;
  }

  /**
   * Writes a row in which the fields before one are given and that one counts: a term of the chain
   * rule.
   */
  public void writeTerm(int[] classes, int field, Rows rows, int row) {
    boolean[] known = new boolean[fields];
    Arrays.fill(known, 0, field, true);
    writeOnly(classes, known, field, rows, row);
  }

  /** Writes a row in which a random subset of random size is given; at least one field is not. */
  public void writeRandom(int[] classes, SplittableRandom random, Rows rows, int row) {
    boolean[] known = new boolean[fields];
    int given = random.nextInt(fields);
    for (int i = 0; i < given; i++) {
      int f = random.nextInt(fields);
      while (known[f]) {
        f = (f + 1) % fields;
      }
      known[f] = true;
    }
    write(classes, known, rows, row);
  }

  /**
   * Where all masked fields count, their mean times the number of fields: unbiased for the whole
   * when masks are random.
   */
  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    NDArray logits = trunk.forward(manager, rows, 1, null, training).logits();
    int n = rows.size();
    logits = logits.add(manager.create(mask(rows), new Shape(n, mask.length)));
    float[] weight = new float[n * fields];
    for (int r = 0; r < n; r++) {
      int masked = 0;
      for (int f = 0; f < fields; f++) {
        masked += isMasked(rows, r, f) ? 1 : 0;
      }
      int only = rows.ints()[r * intWidth() + 2 * fields];
      for (int f = 0; f < fields; f++) {
        float share = only < 0 ? (float) fields / masked : only == f ? 1 : 0;
        weight[f * n + r] = isMasked(rows, r, f) ? share : 0;
      }
    }
    NDArray nll = manager.zeros(new Shape(n));
    for (int f = 0; f < fields; f++) {
      NDArray logP = logits.get("..., " + offsets[f] + ":" + (offsets[f] + sizes[f])).logSoftmax(1);
      long[] target = new long[n];
      for (int r = 0; r < n; r++) {
        target[r] = rows.ints()[r * intWidth() + fields + f];
      }
      NDArray picked = logP.gather(manager.create(target, new Shape(n, 1)), 1).squeeze(1);
      nll =
          nll.sub(
              picked.mul(
                  manager.create(Arrays.copyOfRange(weight, f * n, (f + 1) * n), new Shape(n))));
    }
    return new Nats(nll, null, null);
  }

  /** Log-weights of all classes by row; what was never seen before is closed but for itself. */
  private float[] mask(Rows rows) {
    float[] all = new float[rows.size() * mask.length];
    addBias(rows, all);
    for (int r = 0; r < rows.size(); r++) {
      for (int k = 0; k < mask.length; k++) {
        all[r * mask.length + k] += mask[k];
      }
      for (int f = 0; f < fields; f++) {
        int k = offsets[f] + rows.ints()[r * intWidth() + fields + f];
        all[r * mask.length + k] = Math.max(all[r * mask.length + k], SetLikelihood.CLOSED);
      }
    }
    return all;
  }

  private boolean isMasked(Rows rows, int row, int field) {
    return rows.ints()[row * intWidth() + field] == offsets[field] + field + sizes[field];
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    float[] logits = trunk.infer(manager, rows, null).logits().toFloatArray();
    addBias(rows, logits);
    return new Outputs(logits, null);
  }

  /** Adds the biases of the field that comes next in order to [N, classes]. */
  private void addBias(Rows rows, float[] to) {
    float[] biases = bias.toFloatArray();
    for (int r = 0; r < rows.size(); r++) {
      int f = nextInOrder(rows, r);
      for (int k = 0; f >= 0 && k < sizes[f]; k++) {
        to[r * mask.length + offsets[f] + k] += biases[offsets[f] + k];
      }
    }
  }

  /** The field before which all are given and after which none is; -1 if there is no such one. */
  private int nextInOrder(Rows rows, int row) {
    int next = 0;
    while (next < fields && !isMasked(rows, row, next)) {
      next++;
    }
    for (int f = next; f < fields; f++) {
      if (!isMasked(rows, row, f)) {
        return -1;
      }
    }
    return next < fields ? next : -1;
  }

  @Override
  public void settle(NDManager manager, Sample sample) {
    Rows rows = sample.of(SETTLED_ROWS);
    float[] biases = new float[mask.length];
    parameters.set(BIAS, biases);
    for (int f = 0; f < fields; f++) {
      int n = Math.min(rows.size(), Math.max(TILE, LOGITS / sizes[f]));
      int[] target = new int[n];
      for (int r = 0; r < n; r++) {
        target[r] = rows.ints()[r * intWidth() + fields + f];
      }
      float[] fitted = ClassBias.fit(logitsInOrder(manager, rows, n, f), target, never[f]);
      System.arraycopy(fitted, 0, biases, offsets[f], sizes[f]);
    }
    parameters.set(BIAS, biases);
  }

  /** The logits of a field, by row, with just the fields before it given. */
  private float[] logitsInOrder(NDManager manager, Rows sample, int n, int field) {
    float[] logits = new float[n * sizes[field]];
    for (int from = 0; from < n; from += TILE) {
      int to = Math.min(n, from + TILE);
      Rows rows = new Rows(floatWidth(), intWidth(), to - from);
      for (int r = from; r < to; r++) {
        int at = r * intWidth() + fields;
        writeTerm(Arrays.copyOfRange(sample.ints(), at, at + fields), field, rows, rows.add());
      }
      try (NDManager scope = manager.newSubManager()) {
        float[] all = outputs(scope, rows, null).values();
        for (int r = from; r < to; r++) {
          int at = (r - from) * mask.length + offsets[field];
          System.arraycopy(all, at, logits, r * sizes[field], sizes[field]);
        }
      }
    }
    return logits;
  }

  /**
   * Draws the class of a field.
   *
   * @param admitted which classes are, or null for all
   * @return the class, or -1 if none is admitted
   */
  public int draw(
      float[] outputs,
      int row,
      int field,
      boolean @Nullable [] admitted,
      Choice choice,
      double temperature,
      double uniform) {
    return choice.draw(
        outputs,
        row * trunk.outputs() + offsets[field],
        sizes[field],
        weights(field, admitted),
        temperature,
        1,
        uniform);
  }

  /** The probability of each class of a field. */
  public void probabilities(
      float[] outputs, int row, int field, Choice choice, double temperature, double[] into) {
    choice.probabilities(
        outputs,
        row * trunk.outputs() + offsets[field],
        sizes[field],
        weights(field, null),
        temperature,
        into);
  }

  private float[] weights(int field, boolean @Nullable [] admitted) {
    float[] weights = new float[sizes[field]];
    for (int k = 0; k < weights.length; k++) {
      boolean wanted = admitted != null && admitted[k];
      weights[k] = (admitted == null && !never[field][k]) || wanted ? 0 : SetLikelihood.OUT;
    }
    return weights;
  }

  @Override
  public void prepare(Rows sample, long rows) {
    float[] bias = new float[trunk.outputs()];
    for (int f = 0; f < fields; f++) {
      double[] share = shares(sample, f);
      for (int k = 0; k < sizes[f]; k++) {
        bias[offsets[f] + k] = (float) Math.log(share[k]);
      }
    }
    trunk.setBias(bias);
  }

  private double[] shares(Rows sample, int field) {
    double[] share = new double[sizes[field]];
    Arrays.fill(share, .05);
    for (int r = 0; r < sample.size(); r++) {
      share[sample.ints()[r * intWidth() + fields + field]]++;
    }
    double total = Arrays.stream(share).sum();
    for (int k = 0; k < share.length; k++) {
      share[k] /= total;
    }
    return share;
  }

  @Override
  public double baseline(Rows rows) {
    double nats = 0;
    for (int f = 0; f < fields; f++) {
      for (double p : shares(rows, f)) {
        nats -= p * Math.log(p);
      }
    }
    return nats;
  }
}

package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;
import org.pan.sequences.encoding.NumberCoding;

/**
 * The time of day, given the day and how far it lies from the last event: a class of the fitted
 * time coding, or exactly the time of day of the last event, or of a code that is due. On the last
 * event's own day only what is still to come is possible.
 */
public final class TimeOfDay implements Head {

  /** Nothing of the day is open. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int[] GAPS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 21, 28};

  /** Target class, whether the last event's time of day can be repeated. */
  private static final int FIXED = 2;

  /** The last event's second of the day, the first and last open ones, the target's log-density. */
  private static final int SECONDS = 4;

  private static final int FROM = 1;
  private static final int UNTIL = 2;
  private static final int DENSITY = 3;

  /** Rounding leaves this much of a class of which all is closed. */
  private static final double NOTHING = 1e-9;

  private final Parameters parameters;
  private final Trunk trunk;
  private final NumberCoding coding;
  private final OpenTimes times;
  private final int inputs;
  private final int classes;

  public TimeOfDay(
      Parameters parameters,
      MemoryLayout layout,
      int memorySize,
      NumberCoding coding,
      OpenTimes times,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.coding = coding;
    this.times = times;
    this.inputs = memorySize + GAPS.length;
    this.classes = coding.size() + 1;
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            classes,
            backbone,
            new Trunk.Table("recent", layout.codes() + 1, layout.codes() > 64 ? 16 : 4, 2));
  }

  @Override
  public String name() {
    return "time";
  }

  @Override
  public int floatWidth() {
    return inputs + SECONDS;
  }

  @Override
  public int intWidth() {
    return trunk.ids() + FIXED;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int carried() {
    return trunk.backbone().carried();
  }

  /** Writes the inputs of an event that lands on a day. */
  public void write(Memory memory, int day, Rows rows, int row) {
    boolean any = memory.any();
    int today = Days.of(memory.now());
    boolean same = any && day == today;
    long moment = same ? memory.now() : day * Days.MICROS + Days.MICROS / 2;
    float[] floats = rows.floats();
    int at = row * floatWidth();
    at = memory.write(moment, floats, at);
    for (int gap : GAPS) {
      floats[at++] = any && day - today == gap ? 1 : 0;
    }
    double now = any ? times.second(memory.repeated(day)) : -1;
    double from = times.from(memory, day);
    double until = times.until(memory, day);
    floats[at] = (float) now;
    floats[at + FROM] = (float) from;
    floats[at + UNTIL] = (float) until;
    floats[at + DENSITY] = 0;
    int[] ints = rows.ints();
    int to = row * intWidth();
    ints[to++] = memory.recent(0);
    ints[to++] = memory.recent(1);
    ints[to++] = -1;
    ints[to] = any && !same && now >= from && now <= until ? 1 : 0;
  }

  /** Says at what time of its day the event came. */
  public void target(long time, Rows rows, int row) {
    int to = row * intWidth() + trunk.ids();
    int at = row * floatWidth() + inputs;
    double second = times.second(time);
    boolean repeats = rows.ints()[to + 1] == 1 && (float) second == rows.floats()[at];
    rows.ints()[to] = repeats ? coding.size() : coding.classOf(second);
    rows.floats()[at + DENSITY] = repeats ? 0 : (float) coding.logDensityInClass(second);
  }

  /** Log-weights of the classes: the share of each that is open and no repetition. */
  private void fill(Rows rows, int row, float[] weights, int at) {
    int seconds = row * floatWidth() + inputs;
    double now = rows.floats()[seconds];
    double from = rows.floats()[seconds + FROM];
    double until = rows.floats()[seconds + UNTIL];
    boolean repeat = canRepeat(rows, row);
    Arrays.fill(weights, at, at + coding.size(), 0f);
    weights[at + coding.size()] = repeat ? 0 : SetLikelihood.OUT;
    int first = coding.classOf(from);
    int last = coding.classOf(until);
    Arrays.fill(weights, at, at + first, SetLikelihood.OUT);
    Arrays.fill(weights, at + last + 1, at + coding.size(), SetLikelihood.OUT);
    weights[at + first] = log(from > until ? 0 : coding.share(first, from, until));
    weights[at + last] = log(from > until ? 0 : coding.share(last, from, until));
    if (repeat && coding.shown(now) == now) {
      int k = coding.classOf(now);
      weights[at + k] = log(coding.share(k, from, until) - coding.share(k, now, now));
    }
  }

  private static float log(double share) {
    return share <= NOTHING ? SetLikelihood.OUT : share >= 1 ? 0 : (float) Math.log(share);
  }

  private boolean canRepeat(Rows rows, int row) {
    return rows.ints()[row * intWidth() + trunk.ids() + 1] == 1;
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    Trunk.Result result = trunk.forward(manager, rows, steps, state, training);
    int n = rows.size();
    float[] allowed = new float[n * classes];
    float[] target = new float[n * classes];
    float[] density = new float[n];
    Arrays.fill(target, SetLikelihood.OUT);
    for (int r = 0; r < n; r++) {
      fill(rows, r, allowed, r * classes);
      int k = rows.ints()[r * intWidth() + trunk.ids()];
      target[r * classes + k] = 0;
      allowed[r * classes + k] = Math.max(allowed[r * classes + k], SetLikelihood.CLOSED);
      density[r] = rows.floats()[r * floatWidth() + inputs + DENSITY];
    }
    NDArray nll =
        SetLikelihood.nll(
            result.logits(),
            manager.create(target, new Shape(n, classes)),
            manager.create(allowed, new Shape(n, classes)));
    return new Nats(nll.sub(manager.create(density, new Shape(n))), result.carried(), null);
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.forward(manager, rows, 1, state, false);
    return new Outputs(result.logits().toFloatArray(), result.carried());
  }

  /** Draws the time of an event that lands on a day; {@link #NONE} if nothing of it is open. */
  public long draw(
      float[] outputs,
      Rows rows,
      int row,
      int day,
      Choice choice,
      float[] weights,
      double temperature,
      double topP,
      double uniform,
      double uniformInside) {
    fill(rows, row, weights, 0);
    int k = choice.draw(outputs, row * classes, classes, weights, temperature, topP, uniform);
    if (k < 0) {
      return NONE;
    }
    int at = row * floatWidth() + inputs;
    double now = rows.floats()[at];
    double from = rows.floats()[at + FROM];
    double until = rows.floats()[at + UNTIL];
    double second;
    if (k == coding.size()) {
      second = now;
    } else if (canRepeat(rows, row) && coding.shown(now) == now && k == coding.classOf(now)) {
      second = drawBeside(now, k, from, until, uniformInside);
    } else {
      second = coding.value(k, uniformInside, from, until);
    }
    long micros = Math.round(second * 1e6) / times.resolution() * times.resolution();
    return day * Days.MICROS + Math.min(Days.MICROS - times.resolution(), micros);
  }

  /** A second of a class that is not this one: the one before or after it. */
  private double drawBeside(double now, int k, double from, double until, double uniform) {
    double step = Math.max(coding.grid(), times.resolution() / 1e6);
    double before = coding.share(k, from, now - step);
    double all = before + coding.share(k, now + step, until);
    double place = uniform * all;
    return place < before
        ? coding.value(k, place / before, from, now - step)
        : coding.value(
            k,
            Math.min(1 - 1e-12, (place - before) / Math.max(1e-12, all - before)),
            now + step,
            until);
  }

  /** Floats of scratch that {@link #draw} needs. */
  public int scratch() {
    return classes;
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    double[] share = shares(sample);
    float[] bias = new float[classes];
    for (int k = 0; k < classes; k++) {
      bias[k] = (float) Math.log(share[k]);
    }
    trunk.setBias(bias);
  }

  private double[] shares(Rows sample) {
    double[] share = new double[classes];
    Arrays.fill(share, .2);
    for (int r = 0; r < sample.size(); r++) {
      share[sample.ints()[r * intWidth() + trunk.ids()]]++;
    }
    double total = Arrays.stream(share).sum();
    for (int k = 0; k < classes; k++) {
      share[k] /= total;
    }
    return share;
  }

  @Override
  public double baseline(Rows rows) {
    double[] share = shares(rows);
    double nats = 0;
    for (int r = 0; r < rows.size(); r++) {
      nats -=
          Math.log(share[rows.ints()[r * intWidth() + trunk.ids()]])
              + rows.floats()[r * floatWidth() + inputs + DENSITY];
    }
    return nats / Math.max(1, rows.size());
  }
}

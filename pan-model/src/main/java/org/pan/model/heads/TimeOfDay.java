package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.stream.IntStream;
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
 * time coding, or exactly one of the {@link Memory#repeats}: the time of day of a code that is due,
 * of the last event, or the subject's usual one. On the last event's own day it is a class of the
 * delay since then, as far as the day and the observation last, or one of {@link
 * Memory#repeatsToday}.
 */
public final class TimeOfDay implements Head {

  /** Nothing of the day is open. */
  public static final long NONE = Long.MIN_VALUE;

  private static final int[] GAPS = {0, 1, 2, 3, 4, 5, 6, 7, 8, 14, 21, 28};

  /** Target class, whether a delay is drawn; then of each time that may repeat whether it can. */
  private static final int FIXED = 2;

  private static final int DELAYED = 1;

  /**
   * The first and last seconds that are open, counted from the last event's where a delay is drawn;
   * the last event's second of the day; the target's log-density; then the seconds that may repeat,
   * counted like the first.
   */
  private static final int SECONDS = 4;

  private static final int FROM = 0;
  private static final int UNTIL = 1;
  private static final int NOW = 2;
  private static final int DENSITY = 3;

  /** Rounding leaves this much of a class of which all is closed. */
  private static final double NOTHING = 1e-9;

  private final Parameters parameters;
  private final Trunk trunk;
  private final NumberCoding coding;
  private final @Nullable NumberCoding delays;
  private final OpenTimes times;
  private final boolean hours;
  private final int repeats;
  private final int inputs;
  private final int delaysAt;
  private final int classes;

  /**
   * @param memorySize width of {@link Memory#write}
   * @param coding of the seconds of the day
   * @param delays of the seconds between two times of a day, or null where there were none
   * @param times which times of a day are open
   */
  public TimeOfDay(
      Parameters parameters,
      MemoryLayout layout,
      int memorySize,
      NumberCoding coding,
      @Nullable NumberCoding delays,
      OpenTimes times,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.coding = coding;
    this.delays = delays;
    this.times = times;
    this.hours = layout.intraday();
    this.repeats = Memory.repeats(layout);
    this.inputs = memorySize + GAPS.length + repeats * Memory.perRepeat(layout);
    this.delaysAt = coding.size() + repeats;
    this.classes = delaysAt + (delays == null ? 0 : delays.size() + repeats);
    this.trunk = new Trunk(parameters, inputs, classes, backbone, LastCodes.table(layout));
  }

  @Override
  public String name() {
    return "time";
  }

  @Override
  public int floatWidth() {
    return inputs + SECONDS + repeats;
  }

  @Override
  public int intWidth() {
    return trunk.ids() + FIXED + repeats;
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
    boolean delayed = same && delays != null;
    long[] again = new long[repeats];
    boolean closed = delayed && !hours;
    if (delayed && hours) {
      memory.repeatsToday(again);
    } else {
      memory.repeats(day, again);
    }
    at = memory.writeRepeats(day, again, floats, at);
    double now = any ? times.second(memory.now()) : 0;
    double from = times.from(memory, day);
    double until = times.until(memory, day);
    floats[at + FROM] = (float) (delayed ? from - now : from);
    floats[at + UNTIL] = (float) (delayed ? times.longestDelay(memory) : until);
    floats[at + NOW] = (float) now;
    floats[at + DENSITY] = 0;
    int[] ints = rows.ints();
    int to = memory.writeLastCodes(ints, row * intWidth());
    ints[to] = -1;
    for (int k = 0; k < repeats; k++) {
      double second = times.second(again[k]);
      boolean open = again[k] >= 0 && second >= from && second <= until && !closed;
      floats[at + SECONDS + k] = (float) (delayed ? second - now : second);
      ints[to + FIXED + k] = open ? 1 : 0;
    }
    ints[to + DELAYED] = delayed ? 1 : 0;
  }

  /** Says at what time of its day the event came. */
  public void target(long time, Rows rows, int row) {
    int at = row * floatWidth() + inputs;
    double second = times.second(time);
    double x = delayed(rows, row) ? second - rows.floats()[at + NOW] : second;
    int k = 0;
    while (k < repeats && !(canRepeat(rows, row, k) && repeat(rows, row, k) == (float) x)) {
      k++;
    }
    NumberCoding used = used(rows, row);
    int usedAt = usedAt(rows, row);
    if (k < repeats) {
      target(usedAt + used.size() + k, 0, rows, row);
    } else {
      target(usedAt + used.classOf(x), used.logDensityInClass(x), rows, row);
    }
  }

  private void target(int k, double logDensity, Rows rows, int row) {
    rows.ints()[row * intWidth() + trunk.ids()] = k;
    rows.floats()[row * floatWidth() + inputs + DENSITY] = (float) logDensity;
  }

  private boolean delayed(Rows rows, int row) {
    return rows.ints()[row * intWidth() + trunk.ids() + DELAYED] == 1;
  }

  /** The coding of which a class is drawn, where nothing is repeated. */
  private NumberCoding used(Rows rows, int row) {
    return delays != null && delayed(rows, row) ? delays : coding;
  }

  private int usedAt(Rows rows, int row) {
    return delayed(rows, row) ? delaysAt : 0;
  }

  /** The share of each class that is open and no repetition. */
  private void fill(Rows rows, int row, float[] shares, int at) {
    int seconds = row * floatWidth() + inputs;
    double from = rows.floats()[seconds + FROM];
    double until = rows.floats()[seconds + UNTIL];
    NumberCoding used = used(rows, row);
    int usedAt = at + usedAt(rows, row);
    int first = used.classOf(from);
    int last = used.classOf(until);
    Arrays.fill(shares, at, at + classes, 0f);
    if (first <= last) {
      Arrays.fill(shares, usedAt + first, usedAt + last + 1, 1f);
      shares[usedAt + first] = open(from > until ? 0 : used.share(first, from, until));
      shares[usedAt + last] = open(from > until ? 0 : used.share(last, from, until));
    }
    for (int k = 0; k < repeats; k++) {
      shares[usedAt + used.size() + k] = canRepeat(rows, row, k) ? 1 : 0;
      if (isShown(rows, row, k)) {
        int of = used.classOf(repeat(rows, row, k));
        shares[usedAt + of] = open(shareBeside(rows, row, of));
      }
    }
  }

  /** What is open of a class and no repetition. */
  private double shareBeside(Rows rows, int row, int of) {
    int seconds = row * floatWidth() + inputs;
    NumberCoding used = used(rows, row);
    double share = used.share(of, rows.floats()[seconds + FROM], rows.floats()[seconds + UNTIL]);
    for (int k = 0; k < repeats; k++) {
      double second = repeat(rows, row, k);
      if (isShown(rows, row, k) && used.classOf(second) == of) {
        share -= used.share(of, second, second);
      }
    }
    return share;
  }

  private static float open(double share) {
    return share <= NOTHING ? 0 : (float) Math.min(1, share);
  }

  private boolean canRepeat(Rows rows, int row, int k) {
    return rows.ints()[row * intWidth() + trunk.ids() + FIXED + k] == 1;
  }

  /** The second that may repeat, counted from the last event's where a delay is drawn. */
  private float repeat(Rows rows, int row, int k) {
    return rows.floats()[row * floatWidth() + inputs + SECONDS + k];
  }

  /** Whether a time can be repeated and would come out of its class, too. */
  private boolean isShown(Rows rows, int row, int k) {
    double second = repeat(rows, row, k);
    return canRepeat(rows, row, k) && used(rows, row).shown(second) == second;
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    Trunk.Result result = trunk.forward(manager, rows, steps, state, training);
    int n = rows.size();
    float[] allowed = new float[n * classes];
    float[] target = new float[n * classes];
    float[] density = new float[n];
    for (int r = 0; r < n; r++) {
      fill(rows, r, allowed, r * classes);
      int k = rows.ints()[r * intWidth() + trunk.ids()];
      target[r * classes + k] = 1;
      allowed[r * classes + k] = Math.max(allowed[r * classes + k], SetLikelihood.CLOSED_SHARE);
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
    Trunk.Result result = trunk.infer(manager, rows, state);
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
    SetLikelihood.toLogs(weights, classes);
    int k = choice.draw(outputs, row * classes, classes, weights, temperature, topP, uniform);
    if (k < 0) {
      return NONE;
    }
    int at = row * floatWidth() + inputs;
    int of = k - usedAt(rows, row);
    int repeat = of - used(rows, row).size();
    double x = repeat < 0 ? drawBeside(rows, row, of, uniformInside) : repeat(rows, row, repeat);
    double second = delayed(rows, row) ? rows.floats()[at + NOW] + x : x;
    long micros = Math.round(second * 1e6) / times.resolution() * times.resolution();
    return day * Days.MICROS + Math.min(Days.MICROS - times.resolution(), micros);
  }

  /** A second of a class that is no repetition: of one of the pieces in which they cut it. */
  private double drawBeside(Rows rows, int row, int of, double uniform) {
    NumberCoding used = used(rows, row);
    int at = row * floatWidth() + inputs;
    double until = rows.floats()[at + UNTIL];
    double[] cuts =
        IntStream.range(0, repeats)
            .filter(k -> isShown(rows, row, k))
            .mapToDouble(k -> repeat(rows, row, k))
            .filter(second -> used.classOf(second) == of)
            .sorted()
            .toArray();
    double step = Math.max(used.grid(), times.resolution() / 1e6);
    double from = rows.floats()[at + FROM];
    double left = uniform * shareBeside(rows, row, of);
    for (double cut : cuts) {
      double share = from > cut - step ? 0 : used.share(of, from, cut - step);
      if (left < share) {
        return used.value(of, left / share, from, cut - step);
      }
      left -= share;
      from = cut + step;
    }
    double share = Math.max(1e-12, from > until ? 0 : used.share(of, from, until));
    return used.value(of, Math.min(1 - 1e-12, left / share), from, until);
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
    normalise(share, 0, delaysAt);
    normalise(share, delaysAt, classes);
    return share;
  }

  private static void normalise(double[] share, int from, int to) {
    double total = Arrays.stream(share, from, to).sum();
    for (int k = from; k < to; k++) {
      share[k] /= total;
    }
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

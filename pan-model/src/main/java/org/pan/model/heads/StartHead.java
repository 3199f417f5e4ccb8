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
import org.pan.model.memory.Subject;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;
import org.pan.sequences.encoding.NumberCoding;

/**
 * The day of the first event where the start of observation is not known, or that there is none:
 * classes of the day (of the week and then the weekday where there is a calendar), with a learnt
 * bias by the distance to the end of observation.
 */
public final class StartHead implements Head {

  /** There is no event at all. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final int DISTANCES = 24;
  private static final int FIXED = 2;
  private static final int WEEKDAYS = 7;

  private final Parameters parameters;
  private final Trunk trunk;
  private final NumberCoding coding;
  private final OpenTimes times;
  private final boolean calendar;
  private final int inputs;
  private final int classes;
  private final int[] middle;
  private final NDArray distance;

  /**
   * @param coding of the first day, or of its week (see {@link Days#week}) where there is a
   *     calendar
   * @param times which times of the last day are open
   */
  public StartHead(
      Parameters parameters,
      MemoryLayout layout,
      int inputs,
      NumberCoding coding,
      OpenTimes times,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.calendar = layout.calendar();
    this.coding = coding;
    this.times = times;
    this.inputs = inputs;
    this.classes = coding.size() + 1;
    this.trunk = new Trunk(parameters, inputs, classes + (calendar ? WEEKDAYS : 0), backbone);
    this.distance = parameters.constant("distance", 0, DISTANCES, 1);
    middle = new int[coding.size()];
    for (int k = 0; k < coding.size(); k++) {
      middle[k] = (int) Math.round(coding.value(k, .5)) * (calendar ? 7 : 1) - (calendar ? 3 : 0);
    }
  }

  @Override
  public String name() {
    return "start";
  }

  @Override
  public int floatWidth() {
    return inputs + 1;
  }

  @Override
  public int intWidth() {
    return FIXED;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int carried() {
    return 0;
  }

  /** Writes the inputs of a subject that has no event yet. */
  public void write(Memory memory, Rows rows, int row) {
    memory.write(memory.now(), rows.floats(), row * floatWidth());
    rows.floats()[row * floatWidth() + inputs] = 0;
    rows.ints()[row * FIXED] = times.lastDay(memory);
    rows.ints()[row * FIXED + 1] = NONE;
  }

  /** Says on which day the first event came, or {@link #NONE}. */
  public void target(int day, Rows rows, int row) {
    rows.ints()[row * FIXED + 1] = day;
    if (day != NONE) {
      rows.floats()[row * floatWidth() + inputs] = (float) coding.logDensityInClass(unit(day));
    }
  }

  private double unit(int day) {
    return calendar ? Days.week(day) : day;
  }

  private void fill(int end, float[] weights, int at) {
    Arrays.fill(weights, at, at + classes, 0f);
    if (end == Subject.NO_DAY) {
      return;
    }
    double last = unit(end);
    for (int k = 0; k < coding.size(); k++) {
      double share = coding.share(k, -1e9, last + .5);
      weights[at + 1 + k] =
          share <= 0 ? SetLikelihood.OUT : share >= 1 ? 0 : (float) Math.log(share);
    }
  }

  /** In the week of the last day the weekdays after it are not open. */
  private static void fillWeekdays(int end, int week, float[] weights, int at) {
    boolean ends = end != Subject.NO_DAY && week == Days.week(end);
    for (int w = 0; w < WEEKDAYS; w++) {
      weights[at + w] = ends && w > Days.weekday(end) ? SetLikelihood.OUT : 0;
    }
  }

  private void fillDistance(int end, long[] index, int at) {
    index[at] = 0;
    for (int k = 0; k < coding.size(); k++) {
      index[at + 1 + k] = end == Subject.NO_DAY ? 0 : distanceClass(end - middle[k]);
    }
  }

  private static int distanceClass(int days) {
    return days <= 0 ? 1 : Math.min(DISTANCES - 1, 1 + (int) (2.2 * Math.log1p(days)));
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    int n = rows.size();
    NDArray all = trunk.forward(manager, rows, 1, null, training).logits();
    float[] allowed = new float[n * classes];
    float[] target = new float[n * classes];
    float[] density = new float[n];
    long[] index = new long[n * classes];
    long[] weekday = new long[n];
    float[] landed = new float[n];
    float[] open = new float[n * WEEKDAYS];
    Arrays.fill(target, SetLikelihood.OUT);
    for (int r = 0; r < n; r++) {
      int end = rows.ints()[r * FIXED];
      int day = rows.ints()[r * FIXED + 1];
      fill(end, allowed, r * classes);
      fillDistance(end, index, r * classes);
      int k = day == NONE ? 0 : 1 + coding.classOf(unit(day));
      target[r * classes + k] = 0;
      allowed[r * classes + k] = Math.max(allowed[r * classes + k], SetLikelihood.CLOSED);
      density[r] = rows.floats()[r * floatWidth() + inputs];
      if (day != NONE) {
        weekday[r] = Days.weekday(day);
        landed[r] = 1;
        fillWeekdays(end, Days.week(day), open, r * WEEKDAYS);
        open[r * WEEKDAYS + Days.weekday(day)] =
            Math.max(open[r * WEEKDAYS + Days.weekday(day)], SetLikelihood.CLOSED);
      }
    }
    NDArray logits = biased(manager, all, index, n);
    NDArray nll =
        SetLikelihood.nll(
            logits,
            manager.create(target, new Shape(n, classes)),
            manager.create(allowed, new Shape(n, classes)));
    nll = nll.sub(manager.create(density, new Shape(n)));
    if (calendar) {
      NDArray days =
          all.get("..., " + classes + ":")
              .add(manager.create(open, new Shape(n, WEEKDAYS)))
              .logSoftmax(1);
      NDArray day = days.gather(manager.create(weekday, new Shape(n, 1)), 1).squeeze(1);
      nll = nll.sub(day.mul(manager.create(landed, new Shape(n))));
    }
    return new Nats(nll, null, null);
  }

  private NDArray biased(NDManager manager, NDArray all, long[] index, int n) {
    NDArray at = manager.create(index, new Shape(n, classes));
    NDArray bias =
        at.getNDArrayInternal()
            .embedding(at, distance, ai.djl.ndarray.types.SparseFormat.DENSE)
            .singletonOrThrow();
    return all.get("..., :" + classes).add(bias.reshape(n, classes));
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    int n = rows.size();
    NDArray all = trunk.forward(manager, rows, 1, null, false).logits();
    long[] index = new long[n * classes];
    for (int r = 0; r < n; r++) {
      fillDistance(rows.ints()[r * FIXED], index, r * classes);
    }
    NDArray logits = biased(manager, all, index, n);
    NDArray out = calendar ? logits.concat(all.get("..., " + classes + ":"), 1) : logits;
    return new Outputs(out.toFloatArray(), null);
  }

  /** Draws the day of the first event, or {@link #NONE}. */
  public int draw(
      float[] outputs,
      Rows rows,
      int row,
      Choice choice,
      double temperature,
      double topP,
      double uniform,
      double uniformInside) {
    float[] weights = new float[classes];
    int end = rows.ints()[row * FIXED];
    fill(end, weights, 0);
    int at = row * trunk.outputs();
    int k = choice.draw(outputs, at, classes, weights, temperature, topP, uniform);
    if (k <= 0) {
      return NONE;
    }
    double last = end == Subject.NO_DAY ? 1e9 : unit(end) + .5;
    if (!calendar) {
      return (int) Math.round(coding.value(k - 1, uniformInside, -1e9, last));
    }
    double rest = choice.rest();
    int week = (int) Math.round(coding.value(k - 1, uniformInside, -1e9, last));
    float[] open = new float[WEEKDAYS];
    fillWeekdays(end, week, open, 0);
    int weekday = choice.draw(outputs, at + classes, WEEKDAYS, open, temperature, 1, rest);
    return week * 7 - 3 + weekday;
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    double[] share = shares(sample);
    float[] bias = new float[trunk.outputs()];
    for (int k = 0; k < classes; k++) {
      bias[k] = (float) Math.log(share[k]);
    }
    trunk.setBias(bias);
  }

  private double[] shares(Rows sample) {
    double[] share = new double[classes];
    Arrays.fill(share, .2);
    for (int r = 0; r < sample.size(); r++) {
      int day = sample.ints()[r * FIXED + 1];
      share[day == NONE ? 0 : 1 + coding.classOf(unit(day))]++;
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
      int day = rows.ints()[r * FIXED + 1];
      nats -= Math.log(share[day == NONE ? 0 : 1 + coding.classOf(unit(day))]);
      nats -= rows.floats()[r * floatWidth() + inputs];
      nats += day != NONE && calendar ? Math.log(7) : 0;
    }
    return nats / Math.max(1, rows.size());
  }
}

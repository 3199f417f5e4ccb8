package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * The day of the first event where the start of observation is not known, or that there is none:
 * classes of the day (of the week and then the weekday where there is a calendar), with a learnt
 * bias by the distance to the end of observation; and each declared date a class of its own beside
 * them, so that a day that is one can come about either way.
 */
public final class StartHead implements Head {

  /** There is no event at all. */
  public static final int NONE = Integer.MIN_VALUE;

  private final Parameters parameters;
  private final Trunk trunk;
  private final StartOutcomes outcomes;
  private final Crossings crossings;
  private final OpenTimes times;
  private final int inputs;
  private final int anchors;
  private final int classes;
  private final int weekdaysAt;
  private final int crossingsAt;
  private final NDArray distance;

  /**
   * @param first how the first day is coded
   * @param times which times of the last day are open
   */
  public StartHead(
      Parameters parameters,
      MemoryLayout layout,
      int inputs,
      FirstDay first,
      OpenTimes times,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.anchors = layout.anchors().length;
    this.outcomes = new StartOutcomes(first, layout.calendar(), anchors);
    this.crossings = outcomes.crossings();
    this.times = times;
    this.inputs = inputs;
    this.classes = outcomes.classes();
    this.weekdaysAt = outcomes.size();
    this.crossingsAt = weekdaysAt + (outcomes.calendar() ? StartOutcomes.WEEKDAYS : 0);
    this.trunk = new Trunk(parameters, inputs, crossingsAt + anchors, backbone);
    this.distance = parameters.constant("distance", 0, first.classes(), 1);
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
    return outcomes.ints();
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

  /** Writes the inputs of a subject that has no event yet. */
  public void write(Memory memory, Rows rows, int row) {
    memory.write(memory.now(), rows.floats(), row * floatWidth());
    rows.floats()[row * floatWidth() + inputs] = 0;
    outcomes.write(memory, times.lastDay(memory), rows.ints(), row * intWidth());
  }

  /** Says on which day the first event came, or {@link #NONE}. */
  public void target(int day, Rows rows, int row) {
    outcomes.target(day, rows.ints(), row * intWidth());
    if (day != NONE) {
      rows.floats()[row * floatWidth() + inputs] = (float) outcomes.logDensity(day);
    }
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    int n = rows.size();
    NDArray all = trunk.forward(manager, rows, 1, null, training).logits();
    StartBatch batch = new StartBatch(rows, outcomes, inputs);
    NDArray logits = biased(manager, all, batch.distance, n); // [N, O]
    NDArray sums =
        anchors == 0
            ? manager.zeros(new Shape(n, 1))
            : crossings.sums(manager, all.get("..., " + crossingsAt + ":"), batch.order); // [N, S]
    NDArray shares =
        manager.create(batch.shares, new Shape(n, outcomes.size(), crossings.segments()));
    NDArray possible =
        SetLikelihood.logSumExp(logits.add(Crossings.logWeights(shares, sums))); // [N]
    NDArray came =
        logits
            .gather(manager.create(batch.outcome, new Shape(n, 1)), 1)
            .add(sums.gather(manager.create(batch.segment, new Shape(n, 1)), 1))
            .add(manager.create(batch.density, new Shape(n, 1))); // [N, 1]
    if (outcomes.calendar()) {
      NDArray day =
          all.get("..., " + weekdaysAt + ":" + crossingsAt)
              .add(manager.create(batch.open, new Shape(n, StartOutcomes.WEEKDAYS)))
              .logSoftmax(1)
              .gather(manager.create(batch.weekday, new Shape(n, 1)), 1);
      came = came.add(day.mul(manager.create(batch.landed, new Shape(n, 1))));
    }
    if (anchors > 0) {
      NDArray dates =
          logits
              .get("..., " + classes + ":")
              .add(sums.gather(manager.create(batch.dateSegment, new Shape(n, anchors)), 1))
              .add(manager.create(batch.isDate, new Shape(n, anchors)));
      came = came.concat(dates, 1);
    }
    return new Nats(possible.sub(SetLikelihood.logSumExp(came)), null, null);
  }

  private NDArray biased(NDManager manager, NDArray all, long[] index, int n) {
    NDArray at = manager.create(index, new Shape(n, classes));
    NDArray bias = Trunk.lookUp(at, distance).reshape(n, classes);
    NDArray days = all.get("..., :" + classes).add(bias);
    return anchors == 0 ? days : days.concat(all.get("..., " + classes + ":" + outcomes.size()), 1);
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    int n = rows.size();
    NDArray all = trunk.infer(manager, rows, null).logits();
    long[] index = new long[n * classes];
    for (int r = 0; r < n; r++) {
      outcomes.fillDistance(outcomes.lastDay(rows, r), index, r * classes);
    }
    NDArray logits = biased(manager, all, index, n);
    boolean more = outcomes.size() < trunk.outputs();
    NDArray out = more ? logits.concat(all.get("..., " + outcomes.size() + ":"), 1) : logits;
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
    StartOutcomes.Possible possible = outcomes.new Possible().of(rows, row);
    int at = row * trunk.outputs();
    double[] sums = possible.ahead().sums(outputs, at + crossingsAt);
    float[] shares = new float[outcomes.size() * crossings.segments()];
    possible.fill(shares, 0);
    float[] weights = new float[outcomes.size()];
    for (int k = 0; k < outcomes.size(); k++) {
      weights[k] = (float) Crossings.logWeight(shares, k * crossings.segments(), sums);
    }
    int k = choice.draw(outputs, at, outcomes.size(), weights, temperature, topP, uniform);
    if (k <= 0) {
      return NONE;
    }
    if (k >= classes) {
      return possible.date(k - classes);
    }
    double rest = choice.rest();
    int unit = possible.unitIn(k - 1, uniformInside, shares, sums);
    if (!outcomes.calendar()) {
      return unit;
    }
    float[] open = new float[StartOutcomes.WEEKDAYS];
    StartOutcomes.fillWeekdays(possible.end(), unit, open, 0);
    int weekday =
        choice.draw(outputs, at + weekdaysAt, StartOutcomes.WEEKDAYS, open, temperature, 1, rest);
    return outcomes.firstDay(unit) + weekday;
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    DistanceFit fit = distances(sample);
    Parameters.overwrite(distance, fit.distances());
    float[] bias = Arrays.copyOf(fit.outcomes(), trunk.outputs());
    for (int a = 0; a < anchors; a++) {
      bias[classes + a] = (float) Math.log(onDate(sample, a));
    }
    trunk.setBias(bias);
  }

  private DistanceFit distances(Rows sample) {
    int n = sample.size();
    int[] came = new int[n];
    float[] open = new float[n * classes];
    long[] index = new long[n * classes];
    float[] shares = new float[outcomes.size() * crossings.segments()];
    StartOutcomes.Possible possible = outcomes.new Possible();
    for (int r = 0; r < n; r++) {
      possible.of(sample, r);
      Arrays.fill(shares, 0);
      possible.fill(shares, 0);
      for (int k = 0; k < classes; k++) {
        for (int s = 0; s < crossings.segments(); s++) {
          open[r * classes + k] += shares[k * crossings.segments() + s];
        }
      }
      came[r] = outcomes.classOf(outcomes.day(sample, r));
      outcomes.fillDistance(possible.end(), index, r * classes);
    }
    return new DistanceFit(shares(sample), (int) distance.getShape().get(0), came, open, index);
  }

  private double[] shares(Rows sample) {
    double[] share = new double[classes];
    Arrays.fill(share, .2);
    for (int r = 0; r < sample.size(); r++) {
      int day = outcomes.day(sample, r);
      share[outcomes.classOf(day)]++;
    }
    double total = Arrays.stream(share).sum();
    for (int k = 0; k < classes; k++) {
      share[k] /= total;
    }
    return share;
  }

  /** The share of first events that come on a declared date. */
  private double onDate(Rows sample, int anchor) {
    double count = .2;
    for (int r = 0; r < sample.size(); r++) {
      count += outcomes.isOn(sample, r, anchor) ? 1 : 0;
    }
    return count / (sample.size() + 1);
  }

  @Override
  public double baseline(Rows rows) {
    double[] share = shares(rows);
    double nats = 0;
    for (int r = 0; r < rows.size(); r++) {
      int day = outcomes.day(rows, r);
      nats -= Math.log(share[outcomes.classOf(day)]);
      nats -= rows.floats()[r * floatWidth() + inputs];
      nats += day != NONE && outcomes.calendar() ? Math.log(7) : 0;
    }
    return nats / Math.max(1, rows.size());
  }
}

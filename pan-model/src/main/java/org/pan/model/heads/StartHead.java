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
 * bias by the distance to the end of observation; and each declared date a class of its own beside
 * them, so that a day that is one can come about either way.
 */
public final class StartHead implements Head {

  /** There is no event at all. */
  public static final int NONE = Integer.MIN_VALUE;

  private static final int FIXED = 2;
  private static final int WEEKDAYS = 7;

  private final Parameters parameters;
  private final Trunk trunk;
  private final FirstDay first;
  private final NumberCoding coding;
  private final OpenTimes times;
  private final boolean calendar;
  private final Crossings crossings;
  private final int inputs;
  private final int anchors;
  private final int classes;
  private final int outcomes;
  private final int weekdaysAt;
  private final int crossingsAt;
  private final int[] middle;
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
    this.calendar = layout.calendar();
    this.first = first;
    this.coding = first.coding();
    this.times = times;
    this.inputs = inputs;
    this.anchors = layout.anchors().length;
    this.crossings = new Crossings(anchors);
    this.classes = coding.size() + 1;
    this.outcomes = classes + anchors;
    this.weekdaysAt = outcomes;
    this.crossingsAt = weekdaysAt + (calendar ? WEEKDAYS : 0);
    this.trunk = new Trunk(parameters, inputs, crossingsAt + anchors, backbone);
    this.distance = parameters.constant("distance", 0, first.classes(), 1);
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

  /** The last day that is open, what came, the declared days. */
  @Override
  public int intWidth() {
    return FIXED + anchors;
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
    int at = row * intWidth();
    rows.ints()[at] = times.lastDay(memory);
    rows.ints()[at + 1] = NONE;
    System.arraycopy(memory.subject().anchors(), 0, rows.ints(), at + FIXED, anchors);
  }

  /** Says on which day the first event came, or {@link #NONE}. */
  public void target(int day, Rows rows, int row) {
    rows.ints()[row * intWidth() + 1] = day;
    if (day != NONE) {
      rows.floats()[row * floatWidth() + inputs] = (float) coding.logDensityInClass(unit(day));
    }
  }

  private int unit(int day) {
    return calendar ? Days.week(day) : day;
  }

  private int firstDay(int unit) {
    return calendar ? 7 * unit - 3 : unit;
  }

  /** What is possible for a row. Reused from row to row. */
  private final class Possible {
    private final Crossings.Ahead ahead = crossings.new Ahead();
    private int[] ints = {};
    private int at;
    private int end;

    Possible of(Rows rows, int row) {
      ints = rows.ints();
      at = row * intWidth();
      end = ints[at];
      ahead.of(ints, at + FIXED, Integer.MIN_VALUE, known() ? end : Integer.MAX_VALUE);
      return this;
    }

    private boolean known() {
      return end != Subject.NO_DAY;
    }

    int outcome() {
      return ints[at + 1];
    }

    /** The day of a declared date, {@link Subject#NO_DAY} if it is not known or not observed. */
    int date(int anchor) {
      int day = ints[at + FIXED + anchor];
      return known() && day > end ? Subject.NO_DAY : day;
    }

    /** The last unit of a segment, with half a unit to spare. */
    private double until(int segment) {
      double last = known() ? unit(end) + .5 : 1e9;
      return segment < ahead.last() ? Math.min(last, unit(ahead.lastDay(segment)) + .5) : last;
    }

    private double after(int segment) {
      return segment == 0 ? -1e9 : until(segment - 1);
    }

    int segmentOfUnit(int unit) {
      return ahead.segment(firstDay(unit));
    }

    /** Writes the share of each outcome in each segment. */
    void fill(float[] shares, int from) {
      int segments = crossings.segments();
      shares[from + ahead.last()] = 1;
      int begun = 0;
      double below = 0;
      for (int s = 0; s <= ahead.last(); s++) {
        double until = until(s);
        int last = coding.classOf(until);
        for (int k = begun; k <= last; k++) {
          double upTo = k < last ? 1 : coding.share(k, -1e9, until);
          shares[from + (1 + k) * segments + s] = (float) Math.max(0, upTo - below);
          below = k < last ? 0 : upTo;
        }
        begun = last;
      }
      for (int a = 0; a < anchors; a++) {
        if (date(a) != Subject.NO_DAY) {
          shares[from + (classes + a) * segments + ahead.segment(date(a))] = 1;
        }
      }
    }

    /** The unit at this place of a class's mass. */
    int unitIn(int k, double uniform, float[] shares, double[] sums) {
      int from = (1 + k) * crossings.segments();
      double total = 0;
      for (int s = 0; s <= ahead.last(); s++) {
        total += shares[from + s] * Math.exp(sums[s]);
      }
      double left = uniform * total;
      int found = 0;
      double inside = 0;
      for (int s = 0; s <= ahead.last(); s++) {
        double mass = shares[from + s] * Math.exp(sums[s]);
        if (mass > 0) {
          found = s;
          inside = Math.min(1 - 1e-12, left / mass);
          if (left < mass) {
            break;
          }
          left -= mass;
        }
      }
      return (int) Math.round(coding.value(k, inside, after(found), until(found)));
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
      index[at + 1 + k] = end == Subject.NO_DAY ? 0 : first.classOf(end - middle[k]);
    }
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    int n = rows.size();
    NDArray all = trunk.forward(manager, rows, 1, null, training).logits();
    Batch batch = new Batch(rows);
    NDArray logits = biased(manager, all, batch.distance, n); // [N, O]
    NDArray sums =
        anchors == 0
            ? manager.zeros(new Shape(n, 1))
            : crossings.sums(manager, all.get("..., " + crossingsAt + ":"), batch.order); // [N, S]
    NDArray shares = manager.create(batch.shares, new Shape(n, outcomes, crossings.segments()));
    NDArray possible =
        SetLikelihood.logSumExp(logits.add(Crossings.logWeights(shares, sums))); // [N]
    NDArray came =
        logits
            .gather(manager.create(batch.outcome, new Shape(n, 1)), 1)
            .add(sums.gather(manager.create(batch.segment, new Shape(n, 1)), 1))
            .add(manager.create(batch.density, new Shape(n, 1))); // [N, 1]
    if (calendar) {
      NDArray day =
          all.get("..., " + weekdaysAt + ":" + crossingsAt)
              .add(manager.create(batch.open, new Shape(n, WEEKDAYS)))
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

  /** What came of the rows of a batch, and what could have. */
  private final class Batch {
    private final float[] shares;
    private final long[] distance;
    private final long[] order;
    private final long[] outcome;
    private final long[] segment;
    private final float[] density;
    private final long[] weekday;
    private final float[] landed;
    private final float[] open;
    private final long[] dateSegment;
    private final float[] isDate;
    private final Possible possible = new Possible();

    Batch(Rows rows) {
      int n = rows.size();
      shares = new float[n * outcomes * crossings.segments()];
      distance = new long[n * classes];
      order = new long[n * anchors];
      outcome = new long[n];
      segment = new long[n];
      density = new float[n];
      weekday = new long[n];
      landed = new float[n];
      open = new float[n * WEEKDAYS];
      dateSegment = new long[n * anchors];
      isDate = new float[n * anchors];
      for (int r = 0; r < n; r++) {
        possible.of(rows, r);
        possible.fill(shares, r * outcomes * crossings.segments());
        possible.ahead.write(order, r * anchors);
        fillDistance(possible.end, distance, r * classes);
        density[r] = rows.floats()[r * floatWidth() + inputs];
        fill(r, possible.outcome());
      }
    }

    private void fill(int r, int day) {
      int k = outcomeOf(day);
      outcome[r] = k;
      segment[r] = day == NONE ? possible.ahead.last() : possible.segmentOfUnit(unit(day));
      boolean onDate = false;
      for (int a = 0; a < anchors; a++) {
        boolean same = day != NONE && possible.date(a) == day;
        onDate |= same;
        isDate[r * anchors + a] = same ? 0 : SetLikelihood.OUT;
        dateSegment[r * anchors + a] = same ? possible.ahead.segment(day) : 0;
      }
      if (onDate && coding.shown(unit(day)) != unit(day)) {
        density[r] = SetLikelihood.OUT; // then it came as a date
      }
      open(r, k, onDate);
      if (day != NONE) {
        weekday[r] = Days.weekday(day);
        landed[r] = 1;
        fillWeekdays(possible.end, Days.week(day), open, r * WEEKDAYS);
        int w = r * WEEKDAYS + Days.weekday(day);
        open[w] = Math.max(open[w], SetLikelihood.CLOSED);
      }
    }

    /** What came although nothing was open is surprising, but finite. */
    private void open(int r, int k, boolean onDate) {
      int at = (r * outcomes + k) * crossings.segments();
      float share = 0;
      for (int s = 0; s < crossings.segments(); s++) {
        share += shares[at + s];
      }
      if (share > 0) {
        return;
      }
      if (onDate) {
        density[r] = SetLikelihood.OUT;
      } else {
        shares[at + (int) segment[r]] = (float) Math.exp(SetLikelihood.CLOSED);
        density[r] += SetLikelihood.CLOSED;
      }
    }
  }

  private NDArray biased(NDManager manager, NDArray all, long[] index, int n) {
    NDArray at = manager.create(index, new Shape(n, classes));
    NDArray bias =
        at.getNDArrayInternal()
            .embedding(at, distance, ai.djl.ndarray.types.SparseFormat.DENSE)
            .singletonOrThrow();
    NDArray days = all.get("..., :" + classes).add(bias.reshape(n, classes));
    return anchors == 0 ? days : days.concat(all.get("..., " + classes + ":" + outcomes), 1);
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    int n = rows.size();
    NDArray all = trunk.infer(manager, rows, null).logits();
    long[] index = new long[n * classes];
    for (int r = 0; r < n; r++) {
      fillDistance(rows.ints()[r * intWidth()], index, r * classes);
    }
    NDArray logits = biased(manager, all, index, n);
    boolean more = outcomes < trunk.outputs();
    NDArray out = more ? logits.concat(all.get("..., " + outcomes + ":"), 1) : logits;
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
    Possible possible = new Possible().of(rows, row);
    int at = row * trunk.outputs();
    double[] sums = possible.ahead.sums(outputs, at + crossingsAt);
    float[] shares = new float[outcomes * crossings.segments()];
    possible.fill(shares, 0);
    float[] weights = new float[outcomes];
    for (int k = 0; k < outcomes; k++) {
      weights[k] = (float) Crossings.logWeight(shares, k * crossings.segments(), sums);
    }
    int k = choice.draw(outputs, at, outcomes, weights, temperature, topP, uniform);
    if (k <= 0) {
      return NONE;
    }
    if (k >= classes) {
      return possible.date(k - classes);
    }
    double rest = choice.rest();
    int unit = possible.unitIn(k - 1, uniformInside, shares, sums);
    if (!calendar) {
      return unit;
    }
    float[] open = new float[WEEKDAYS];
    fillWeekdays(possible.end, unit, open, 0);
    int weekday = choice.draw(outputs, at + weekdaysAt, WEEKDAYS, open, temperature, 1, rest);
    return firstDay(unit) + weekday;
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
    float[] shares = new float[outcomes * crossings.segments()];
    Possible possible = new Possible();
    for (int r = 0; r < n; r++) {
      possible.of(sample, r);
      Arrays.fill(shares, 0);
      possible.fill(shares, 0);
      for (int k = 0; k < classes; k++) {
        for (int s = 0; s < crossings.segments(); s++) {
          open[r * classes + k] += shares[k * crossings.segments() + s];
        }
      }
      came[r] = outcomeOf(possible.outcome());
      fillDistance(possible.end, index, r * classes);
    }
    return new DistanceFit(shares(sample), first.classes(), came, open, index);
  }

  private int outcomeOf(int day) {
    return day == NONE ? 0 : 1 + coding.classOf(unit(day));
  }

  private double[] shares(Rows sample) {
    double[] share = new double[classes];
    Arrays.fill(share, .2);
    for (int r = 0; r < sample.size(); r++) {
      int day = sample.ints()[r * intWidth() + 1];
      share[outcomeOf(day)]++;
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
      int day = sample.ints()[r * intWidth() + 1];
      count += day != NONE && day == sample.ints()[r * intWidth() + FIXED + anchor] ? 1 : 0;
    }
    return count / (sample.size() + 1);
  }

  @Override
  public double baseline(Rows rows) {
    double[] share = shares(rows);
    double nats = 0;
    for (int r = 0; r < rows.size(); r++) {
      int day = rows.ints()[r * intWidth() + 1];
      nats -= Math.log(share[outcomeOf(day)]);
      nats -= rows.floats()[r * floatWidth() + inputs];
      nats += day != NONE && calendar ? Math.log(7) : 0;
    }
    return nats / Math.max(1, rows.size());
  }
}

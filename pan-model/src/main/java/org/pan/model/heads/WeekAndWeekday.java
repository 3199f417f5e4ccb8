package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pan.model.Openings;
import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * The day as a week and a shift from it: the gap rounded to whole weeks, then how many days it is
 * off, -3 to 3, from logits relative to the last event's weekday and, where there is a calendar,
 * absolute ones. Declared dates and the last days of observation are outcomes of their own; what
 * lies beyond the end of observation counts as the end. Strong where visits are scheduled in weeks.
 */
public final class WeekAndWeekday implements DayHead {

  private static final int SHIFTS = WeekOutcomes.SHIFTS;
  private static final int GROUPS = 3;
  private static final int SETTLED_ROWS = 60_000;

  /** Ints of a row beside ids and declared dates. */
  static final int FIXED = 4;

  private final Parameters parameters;
  private final Trunk trunk;
  private final MemoryLayout layout;
  private final WeekClasses weeks;
  private final OpenTimes times;
  private final Crossings crossings;
  private final int inputs;
  private final int anchors;
  private final int classes;
  private final int crossingsAt;

  /**
   * @param times which times of a day are open
   */
  public WeekAndWeekday(
      Parameters parameters,
      MemoryLayout layout,
      int inputs,
      WeekClasses weeks,
      OpenTimes times,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.layout = layout;
    this.inputs = inputs;
    this.weeks = weeks;
    this.times = times;
    this.anchors = layout.anchors().length;
    this.crossings = new Crossings(anchors);
    this.classes = new WeekOutcomes(weeks, anchors).classes();
    this.crossingsAt = classes + (GROUPS + 1) * SHIFTS;
    this.trunk =
        new Trunk(parameters, inputs, crossingsAt + anchors, backbone, LastCodes.table(layout));
  }

  @Override
  public String name() {
    return "when";
  }

  @Override
  public int floatWidth() {
    return inputs;
  }

  @Override
  public int intWidth() {
    return trunk.ids() + FIXED + anchors;
  }

  @Override
  public Parameters parameters() {
    return parameters;
  }

  @Override
  public int carried() {
    return trunk.backbone().carried();
  }

  @Override
  public void write(Memory memory, Openings open, Rows rows, int row) {
    memory.write(memory.now(), rows.floats(), row * inputs);
    int today = times.today(memory);
    boolean remain = open.today() && times.share(memory, today) > 0;
    int[] ints = rows.ints();
    int at = memory.writeLastCodes(ints, row * intWidth());
    ints[at++] = today;
    ints[at++] = open.later() ? times.lastDay(memory) : today;
    ints[at++] = remain ? 1 : 0;
    ints[at++] = END;
    for (int anchor : memory.subject().anchors()) {
      ints[at++] = anchor;
    }
  }

  @Override
  public void target(int outcome, Rows rows, int row) {
    rows.ints()[row * intWidth() + trunk.ids() + 3] = outcome;
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    Trunk.Result result = trunk.forward(manager, rows, steps, state, training);
    int n = rows.size();
    Batch batch = new Batch(rows);
    NDArray sums = sums(manager, result.logits(), batch.order, n); // [N, S]
    NDArray allowed =
        Crossings.logWeights(
            manager.create(batch.shares, new Shape(n, classes, crossings.segments())), sums);
    NDArray nll =
        SetLikelihood.nllOfLog(
                result.logits().get("..., :" + classes),
                manager.create(batch.target, new Shape(n, classes)),
                allowed)
            .sub(sums.gather(manager.create(batch.segment, new Shape(n, 1)), 1).squeeze(1));
    NDArray all = result.logits().get("..., " + classes + ":" + crossingsAt); // [N, (G+1)*7]
    NDArray index = manager.create(batch.shiftIndex, new Shape(2L * n, SHIFTS));
    NDArray shifts = all.gather(index.get(":" + n), 1);
    if (layout.calendar()) {
      shifts = shifts.add(all.gather(index.get(n + ":"), 1));
    }
    if (anchors > 0) {
      shifts = shifts.add(sums.gather(manager.create(batch.shiftSegment, new Shape(n, SHIFTS)), 1));
    }
    NDArray shiftNll =
        SetLikelihood.nll(
            shifts,
            manager.create(batch.shiftTarget, new Shape(n, SHIFTS)),
            manager.create(batch.shiftAllowed, new Shape(n, SHIFTS)));
    nll =
        nll.add(shiftNll.mul(manager.create(batch.landed, new Shape(n))))
            .add(manager.create(batch.constant, new Shape(n)));
    return new Nats(nll, result.carried(), null);
  }

  private NDArray sums(NDManager manager, NDArray logits, long[] order, int n) {
    return anchors == 0
        ? manager.zeros(new Shape(n, 1))
        : crossings.sums(manager, logits.get("..., " + crossingsAt + ":"), order);
  }

  /** What came of the rows of a batch, and what could have. */
  private final class Batch {
    private final float[] shares;
    private final float[] target;
    private final long[] order;
    private final long[] segment;
    private final float[] constant;
    private final float[] landed;
    private final float[] shiftAllowed;
    private final float[] shiftTarget;
    private final long[] shiftIndex;
    private final long[] shiftSegment;
    private final WeekOutcomes outcomes = new WeekOutcomes(weeks, anchors);

    Batch(Rows rows) {
      int n = rows.size();
      shares = new float[n * classes * crossings.segments()];
      target = new float[n * classes];
      order = new long[n * anchors];
      segment = new long[n];
      constant = new float[n];
      landed = new float[n];
      shiftAllowed = new float[n * SHIFTS];
      shiftTarget = new float[n * SHIFTS];
      shiftIndex = new long[n * SHIFTS * 2];
      shiftSegment = new long[n * SHIFTS];
      for (int r = 0; r < n; r++) {
        int at = r * intWidth() + trunk.ids();
        outcomes.of(rows.ints(), at);
        outcomes.fill(shares, r * classes * crossings.segments());
        outcomes.ahead().write(order, r * anchors);
        int week = fill(r, rows.ints()[at + 3]);
        fillShiftIndex(outcomes.today(), week, shiftIndex, r * SHIFTS, n * SHIFTS);
        outcomes.fillShiftSegments(week, shiftSegment, r * SHIFTS);
      }
    }

    /** Says what came; gives the week, or 1 where it came otherwise. */
    private int fill(int r, int outcome) {
      if (outcome == END) {
        outcomes.fillEnd(target, r * classes);
        segment[r] = outcomes.ahead().last();
        return 1;
      }
      int k = outcomes.classOf(outcome);
      int range = k - WeekOutcomes.RANGES;
      int week = 1;
      if (k >= outcomes.firstWeek()) {
        int gap = outcome - outcomes.today();
        week = WeekClasses.week(gap);
        segment[r] = outcomes.segmentOfWeek(week);
        constant[r] = (float) Math.log(Math.max(1, outcomes.weeksIn(k - outcomes.firstWeek())));
        landed[r] = 1;
        fillShift(r, week, Math.max(0, Math.min(6, gap - 7 * week + 3)));
      } else if (range >= 0) {
        segment[r] = outcomes.segmentOfRange(range);
        constant[r] = (float) Math.log(Math.max(1, outcomes.daysInRange(range)));
      }
      target[r * classes + k] = 1;
      open(r, k);
      return week;
    }

    /** What came was possible. */
    private void open(int r, int k) {
      int at = (r * classes + k) * crossings.segments();
      float share = 0;
      for (int s = 0; s < crossings.segments(); s++) {
        share += shares[at + s];
      }
      if (share == 0) {
        shares[at + (int) segment[r]] = 1;
      }
    }

    private void fillShift(int r, int week, int shift) {
      outcomes.fillShifts(week, shiftAllowed, r * SHIFTS);
      shiftTarget[r * SHIFTS + shift] = 1;
      shiftAllowed[r * SHIFTS + shift] = 1;
    }
  }

  private void fillShiftIndex(int today, int week, long[] index, int at, int half) {
    int group = group(week);
    int weekday = Days.weekday(today);
    for (int s = 0; s < SHIFTS; s++) {
      index[at + s] = (long) group * SHIFTS + s;
      index[half + at + s] = (long) GROUPS * SHIFTS + Math.floorMod(weekday + s - 3, 7);
    }
  }

  private static int group(int week) {
    return week == 0 ? 0 : week <= 8 ? 1 : 2;
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.infer(manager, rows, state);
    return new Outputs(result.logits().toFloatArray(), result.carried());
  }

  @Override
  public int draw(
      float[] outputs,
      Rows rows,
      int row,
      Choice choice,
      double temperature,
      double topP,
      double uniform,
      double uniformInside) {
    Row look = new Row(outputs, rows, row);
    int k = choice.draw(outputs, look.at, classes, look.weights, temperature, topP, uniform);
    WeekOutcomes outcomes = look.outcomes;
    int weekClass = k - outcomes.firstWeek();
    if (k == WeekOutcomes.END_CLASS || k < 0 || (weekClass >= 0 && outcomes.beyond(weekClass))) {
      return END;
    }
    if (weekClass < 0) {
      return outcomes.dayInRange(k - WeekOutcomes.RANGES, uniformInside);
    }
    int week = outcomes.weekIn(weekClass, uniformInside, look.sums);
    look.shifts(week);
    int shift =
        choice.draw(
            look.shiftLogits, 0, SHIFTS, look.shiftWeights, temperature, topP, outcomes.rest());
    return shift < 0 ? END : outcomes.today() + 7 * week + shift - 3;
  }

  /** A row about to be drawn from. */
  private final class Row {
    private final float[] outputs;
    private final int at;
    private final WeekOutcomes outcomes = new WeekOutcomes(weeks, anchors);
    private final double[] sums;
    private final float[] weights = new float[classes];
    private final float[] shiftLogits = new float[SHIFTS];
    private final float[] shiftWeights = new float[SHIFTS];
    private final long[] segments = new long[SHIFTS];

    Row(float[] outputs, Rows rows, int row) {
      this.outputs = outputs;
      this.at = row * trunk.outputs();
      outcomes.of(rows.ints(), row * intWidth() + trunk.ids());
      sums = outcomes.ahead().sums(outputs, at + crossingsAt);
      float[] shares = new float[classes * crossings.segments()];
      outcomes.fill(shares, 0);
      for (int k = 0; k < classes; k++) {
        weights[k] = (float) Crossings.logWeight(shares, k * crossings.segments(), sums);
      }
    }

    /** Prepares logits and weights of the days of a week. */
    void shifts(int week) {
      int weekday = Days.weekday(outcomes.today());
      outcomes.fillShifts(week, shiftWeights, 0);
      outcomes.fillShiftSegments(week, segments, 0);
      for (int s = 0; s < SHIFTS; s++) {
        shiftLogits[s] = outputs[at + classes + group(week) * SHIFTS + s];
        if (layout.calendar()) {
          shiftLogits[s] +=
              outputs[at + classes + GROUPS * SHIFTS + Math.floorMod(weekday + s - 3, 7)];
        }
        shiftWeights[s] = SetLikelihood.log(shiftWeights[s]) + (float) sums[(int) segments[s]];
      }
    }
  }

  @Override
  public double[] probabilities(float[] outputs, Rows rows, int row, int lastDay) {
    Row look = new Row(outputs, rows, row);
    WeekOutcomes outcomes = look.outcomes;
    Choice choice = new Choice(classes);
    double[] p = new double[classes];
    choice.probabilities(outputs, look.at, classes, look.weights, 1, p);
    double[] days = new double[Math.max(0, lastDay - outcomes.today() + 1) + 1];
    days[0] = p[WeekOutcomes.END_CLASS];
    for (int k = 0; k < weeks.size(); k++) {
      double mass = p[outcomes.firstWeek() + k];
      if (outcomes.beyond(k)) {
        days[0] += mass;
      } else if (mass > 0) {
        spread(mass, k, look, choice, days);
      }
    }
    for (int range = 0; range < outcomes.ranges(); range++) {
      int inside = outcomes.daysInRange(range);
      for (int i = 0; i < inside; i++) {
        int gap = outcomes.dayInRange(range, (i + .5) / inside) - outcomes.today();
        add(days, gap, p[WeekOutcomes.RANGES + range] / inside);
      }
    }
    return days;
  }

  /** Spreads the mass of a class of weeks over its days. */
  private void spread(double mass, int k, Row look, Choice choice, double[] days) {
    int[] open = look.outcomes.weeksOf(k);
    double total = 0;
    for (int week : open) {
      total += Math.exp(look.sums[look.outcomes.segmentOfWeek(week)]);
    }
    double[] shift = new double[SHIFTS];
    for (int week : open) {
      look.shifts(week);
      choice.probabilities(look.shiftLogits, 0, SHIFTS, look.shiftWeights, 1, shift);
      double share = Math.exp(look.sums[look.outcomes.segmentOfWeek(week)]) / total;
      for (int s = 0; s < SHIFTS; s++) {
        add(days, 7 * week + s - 3, mass * share * shift[s]);
      }
    }
  }

  private static void add(double[] days, int gap, double mass) {
    if (gap >= 0 && 1 + gap < days.length) {
      days[1 + gap] += mass;
    }
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
    WeekOutcomes outcomes = new WeekOutcomes(weeks, anchors);
    for (int r = 0; r < sample.size(); r++) {
      int at = r * intWidth() + trunk.ids();
      share[outcomes.of(sample.ints(), at).classOf(sample.ints()[at + 3])]++;
    }
    double total = Arrays.stream(share).sum();
    for (int k = 0; k < classes; k++) {
      share[k] /= total;
    }
    return share;
  }

  /** Fits the {@link WeekPace}. */
  @Override
  public void settle(NDManager manager, Sample sample) {
    Rows rows = sample.of(SETTLED_ROWS);
    float[] logits = new float[rows.size() * classes];
    WeekPace pace =
        new WeekPace(classes, new WeekOutcomes(weeks, anchors).firstWeek(), rows.size(), logits);
    Tiles.run(
        this,
        manager,
        rows,
        (outputs, tile, first) -> {
          for (int r = 0; r < tile.size(); r++) {
            Row look = new Row(outputs, tile, r);
            for (int k = 0; k < classes; k++) {
              logits[(first + r) * classes + k] = outputs[look.at + k] + look.weights[k];
            }
            int outcome = tile.ints()[r * intWidth() + trunk.ids() + 3];
            int came = outcome == END ? -1 : look.outcomes.classOf(outcome);
            pace.row(first + r, look.outcomes.starts(), came);
          }
        });
    float[] biases = trunk.bias();
    float[] fitted = pace.fit();
    for (int k = 0; k < classes; k++) {
      biases[k] += fitted[k];
    }
    trunk.setBias(biases);
  }

  @Override
  public double baseline(Rows rows) {
    double[] share = shares(rows);
    double[] shifts = new double[GROUPS * SHIFTS];
    Arrays.fill(shifts, .1);
    double[] perGroup = new double[GROUPS];
    double nats = 0;
    WeekOutcomes outcomes = new WeekOutcomes(weeks, anchors);
    for (int r = 0; r < rows.size(); r++) {
      int at = r * intWidth() + trunk.ids();
      int outcome = rows.ints()[at + 3];
      int k = outcomes.of(rows.ints(), at).classOf(outcome);
      nats -= Math.log(share[k]);
      if (k >= outcomes.firstWeek()) {
        int gap = outcome - outcomes.today();
        int week = WeekClasses.week(gap);
        shifts[group(week) * SHIFTS + Math.max(0, Math.min(6, gap - 7 * week + 3))]++;
        perGroup[group(week)]++;
        nats += Math.log(Math.max(1, outcomes.weeksIn(k - outcomes.firstWeek())));
      }
    }
    for (int g = 0; g < GROUPS; g++) {
      for (int s = 0; s < SHIFTS; s++) {
        nats -=
            shifts[g * SHIFTS + s] * Math.log(shifts[g * SHIFTS + s] / (perGroup[g] + .1 * SHIFTS));
      }
    }
    return nats / Math.max(1, rows.size());
  }
}

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
  static final int GROUPS = 3;
  private static final int SETTLED_ROWS = 100_000;
  private static final int SETTLING_ROUNDS = 2;

  /** Visits that speak for the shifts as learnt. */
  private static final double PRIOR = 20;

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
  private final Pace pace;
  private final Habits habits;

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
    this.pace = new Pace(parameters, inputs);
    this.habits = new Habits(parameters, inputs + Pace.WIDTH, GROUPS);
  }

  @Override
  public String name() {
    return "when";
  }

  @Override
  public int floatWidth() {
    return inputs + Pace.WIDTH + Habits.WIDTH;
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
    memory.write(memory.now(), rows.floats(), row * floatWidth());
    Pace.write(memory, rows.floats(), row * floatWidth() + inputs);
    Habits.write(memory, rows.floats(), row * floatWidth() + inputs + Pace.WIDTH);
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
    WeekBatch batch =
        new WeekBatch(rows, trunk.ids(), new WeekOutcomes(weeks, anchors), crossings.segments());
    NDArray sums = sums(manager, result.logits(), batch.order, n); // [N, S]
    NDArray allowed =
        Crossings.logWeights(
            manager.create(batch.shares, new Shape(n, classes, crossings.segments())), sums);
    NDArray nll =
        SetLikelihood.nllOfLog(
                atPace(manager, result.logits(), rows),
                manager.create(batch.target, new Shape(n, classes)),
                allowed)
            .sub(sums.gather(manager.create(batch.segment, new Shape(n, 1)), 1).squeeze(1));
    NDArray all = result.logits().get("..., " + classes + ":" + crossingsAt); // [N, (G+1)*7]
    NDArray index = manager.create(batch.shiftIndex, new Shape(2L * n, SHIFTS));
    NDArray relative = index.get(":" + n);
    NDArray shifts =
        all.gather(relative, 1)
            .add(habits.of(manager, rows, firstWeekdays(rows)).gather(relative, 1));
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

  /** Which shifts a week has: its own, the next eight weeks, beyond. */
  static int group(int week) {
    return week == 0 ? 0 : week <= 8 ? 1 : 2;
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.infer(manager, rows, state);
    float[] outputs = withPace(result.logits(), rows);
    habits.add(rows, firstWeekdays(rows), outputs, stride(), classes);
    return new Outputs(outputs, result.carried());
  }

  /** The weekday three days before that of each row's last event, or first shift. */
  private int[] firstWeekdays(Rows rows) {
    int[] first = new int[rows.size()];
    for (int r = 0; r < first.length; r++) {
      first[r] = Math.floorMod(Days.weekday(rows.ints()[r * intWidth() + trunk.ids()]) - 3, 7);
    }
    return first;
  }

  /** Outputs have the log of the pace behind the logits. */
  private int stride() {
    return trunk.outputs() + 1;
  }

  private float[] withPace(NDArray logits, Rows rows) {
    float[] learnt = logits.toFloatArray();
    float[] paces = pace.logs(rows);
    float[] outputs = new float[rows.size() * stride()];
    for (int r = 0; r < paces.length; r++) {
      System.arraycopy(learnt, r * trunk.outputs(), outputs, r * stride(), trunk.outputs());
      outputs[r * stride() + trunk.outputs()] = paces[r];
    }
    return outputs;
  }

  /** The logits of the classes [N, K]; while they are learnt there is no pace yet. */
  private NDArray atPace(NDManager manager, NDArray logits, Rows rows) {
    NDArray ofClasses = logits.get("..., :" + classes);
    if (!pace.fitted()) {
      return ofClasses;
    }
    float[] outputs = withPace(logits, rows);
    float[] biases = new float[rows.size() * classes];
    for (int r = 0; r < rows.size(); r++) {
      System.arraycopy(new Row(outputs, rows, r).biases, 0, biases, r * classes, classes);
    }
    return ofClasses.add(manager.create(biases, new Shape(rows.size(), classes)));
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
    private final float[] biases = new float[classes];
    private final float[] shiftLogits = new float[SHIFTS];
    private final float[] shiftWeights = new float[SHIFTS];
    private final long[] segments = new long[SHIFTS];

    Row(float[] outputs, Rows rows, int row) {
      this.outputs = outputs;
      this.at = row * stride();
      outcomes.of(rows.ints(), row * intWidth() + trunk.ids());
      sums = outcomes.ahead().sums(outputs, at + crossingsAt);
      float[] shares = new float[classes * crossings.segments()];
      outcomes.fill(shares, 0);
      for (int k = 0; k < classes; k++) {
        weights[k] = (float) Crossings.logWeight(shares, k * crossings.segments(), sums);
      }
      float logPace = outputs[at + trunk.outputs()];
      if (logPace != 0) {
        double[] p = new double[classes];
        new Choice(classes).probabilities(outputs, at, classes, weights, 1, p);
        WeekPace weekPace = new WeekPace(classes, outcomes.firstWeek());
        weekPace.of(outcomes.starts()).bias(p, logPace, biases);
        for (int k = 0; k < classes; k++) {
          weights[k] += biases[k];
        }
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
    pace.prepare(sample);
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

  /**
   * Fits the {@link Pace}, and the shifts once more, so that each is expected as often as it came.
   */
  @Override
  public void settle(NDManager manager, Sample sample) {
    for (int round = 0; round < SETTLING_ROUNDS; round++) {
      Settling settling = new Settling();
      Tiles.Use tile =
          (outputs, rows, first) -> {
            for (int r = 0; r < rows.size(); r++) {
              settling.add(outputs, rows, r);
            }
          };
      sample.inParts(SETTLED_ROWS, rows -> Tiles.run(this, manager, rows, tile));
      settling.fit();
    }
  }

  /** What came, and what was expected. */
  private final class Settling {
    private final Pace.Tally visits = pace.new Tally();
    private final double[] came = new double[GROUPS * SHIFTS];
    private final double[] expected = new double[GROUPS * SHIFTS];
    private final Choice choice = new Choice(classes);
    private final WeekPace weekPace =
        new WeekPace(classes, new WeekOutcomes(weeks, anchors).firstWeek());
    private final double[] p = new double[classes];
    private final double[] shifts = new double[SHIFTS];

    void add(float[] outputs, Rows rows, int r) {
      Row look = new Row(outputs, rows, r);
      choice.probabilities(outputs, look.at, classes, look.weights, 1, p);
      int outcome = rows.ints()[r * intWidth() + trunk.ids() + 3];
      int k = outcome == END ? -1 : look.outcomes.classOf(outcome);
      double passed = weekPace.of(look.outcomes.starts()).expected(p, k);
      visits.add(rows, r, outcome != END, passed);
      if (k >= look.outcomes.firstWeek()) {
        addShift(look, outcome - look.outcomes.today());
      }
    }

    private void addShift(Row look, int gap) {
      int week = WeekClasses.week(gap);
      look.shifts(week);
      choice.probabilities(look.shiftLogits, 0, SHIFTS, look.shiftWeights, 1, shifts);
      int at = group(week) * SHIFTS;
      for (int s = 0; s < SHIFTS; s++) {
        expected[at + s] += shifts[s];
      }
      came[at + WeekClasses.shift(gap)]++;
    }

    void fit() {
      visits.fit();
      float[] biases = trunk.bias();
      for (int i = 0; i < came.length; i++) {
        biases[classes + i] += (float) Math.log((came[i] + PRIOR) / (expected[i] + PRIOR));
      }
      trunk.setBias(biases);
    }
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
        shifts[group(week) * SHIFTS + WeekClasses.shift(gap)]++;
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

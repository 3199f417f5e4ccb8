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
import org.pan.model.memory.Subject;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * The day as a week and a shift from it: the gap rounded to whole weeks, then how many days it is
 * off, -3 to 3, from logits relative to the last event's weekday and, where there is a calendar,
 * absolute ones. Declared dates and the last days of observation are outcomes of their own; what
 * lies beyond the end of observation counts as the end. Strong where visits are scheduled in weeks.
 */
public final class WeekAndWeekday implements DayHead {

  private static final int SHIFTS = 7;
  private static final int GROUPS = 3;
  private static final int STAY_CLASS = 0;
  private static final int END_CLASS = 1;

  /**
   * Days before the end of observation that are outcomes of their own: the end itself, 1, 2 to 3, 4
   * to 7.
   */
  private static final int[][] BEFORE_END = {{0, 0}, {1, 1}, {2, 3}, {4, 7}};

  private static final int MAY_STAY = 1;
  private static final int MAY_REMAIN = 2;

  private static final int FIXED = 4;

  private final Parameters parameters;
  private final Trunk trunk;
  private final MemoryLayout layout;
  private final WeekClasses weeks;
  private final OpenTimes times;
  private final int inputs;
  private final int anchors;
  private final int ranges;
  private final int classes;

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
    this.ranges = anchors + BEFORE_END.length;
    this.classes = 2 + ranges + weeks.size();
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            classes + (GROUPS + 1) * SHIFTS,
            backbone,
            new Trunk.Table("recent", layout.codes() + 1, layout.codes() > 64 ? 16 : 4, 2));
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
    int at = row * intWidth();
    ints[at++] = memory.recent(0);
    ints[at++] = memory.recent(1);
    ints[at++] = today;
    ints[at++] = open.later() ? times.lastDay(memory) : today;
    ints[at++] = (open.stay() ? MAY_STAY : 0) | (remain ? MAY_REMAIN : 0);
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
    float[] allowed = new float[n * classes];
    float[] target = new float[n * classes];
    float[] shiftAllowed = new float[n * SHIFTS];
    float[] shiftTarget = new float[n * SHIFTS];
    long[] shiftIndex = new long[n * SHIFTS * 2];
    float[] constant = new float[n];
    float[] landed = new float[n];
    Possible possible = new Possible();
    Arrays.fill(target, SetLikelihood.OUT);
    for (int r = 0; r < n; r++) {
      possible.of(rows.ints(), r);
      possible.fill(allowed, r * classes);
      int outcome = rows.ints()[r * intWidth() + trunk.ids() + 3];
      int week = 1;
      if (outcome == STAY) {
        target[r * classes + STAY_CLASS] = 0;
        allowed[r * classes + STAY_CLASS] = 0;
      } else if (outcome == END) {
        possible.fillEnd(target, r * classes);
      } else {
        int range = possible.range(outcome);
        int gap = outcome - possible.today;
        if (range >= 0) {
          target[r * classes + 2 + range] = 0;
          allowed[r * classes + 2 + range] = 0;
          constant[r] = (float) Math.log(Math.max(1, possible.rangeDays[range]));
        } else {
          week = WeekClasses.week(gap);
          int k = weeks.classOf(week);
          target[r * classes + 2 + ranges + k] = 0;
          allowed[r * classes + 2 + ranges + k] = 0;
          constant[r] = (float) Math.log(Math.max(1, possible.weeksIn(k)));
          landed[r] = 1;
          Arrays.fill(shiftTarget, r * SHIFTS, (r + 1) * SHIFTS, SetLikelihood.OUT);
          possible.fillShifts(week, shiftAllowed, r * SHIFTS);
          int shift = Math.max(0, Math.min(6, gap - 7 * week + 3));
          shiftTarget[r * SHIFTS + shift] = 0;
          shiftAllowed[r * SHIFTS + shift] = 0;
        }
      }
      fillShiftIndex(possible.today, week, shiftIndex, r * SHIFTS, n * SHIFTS);
    }
    NDArray nll =
        SetLikelihood.nll(
            result.logits().get("..., :" + classes),
            manager.create(target, new Shape(n, classes)),
            manager.create(allowed, new Shape(n, classes)));
    NDArray all = result.logits().get("..., " + classes + ":"); // [N, (G+1)*7]
    NDArray index = manager.create(shiftIndex, new Shape(2L * n, SHIFTS));
    NDArray shifts = all.gather(index.get(":" + n), 1);
    if (layout.calendar()) {
      shifts = shifts.add(all.gather(index.get(n + ":"), 1));
    }
    NDArray shiftNll =
        SetLikelihood.nll(
            shifts,
            manager.create(shiftTarget, new Shape(n, SHIFTS)),
            manager.create(shiftAllowed, new Shape(n, SHIFTS)));
    nll =
        nll.add(shiftNll.mul(manager.create(landed, new Shape(n))))
            .add(manager.create(constant, new Shape(n)));
    return new Nats(nll, result.carried(), null);
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
    Trunk.Result result = trunk.forward(manager, rows, 1, state, false);
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
    Possible possible = new Possible();
    possible.of(rows.ints(), row);
    float[] weights = new float[classes];
    possible.fill(weights, 0);
    int at = row * trunk.outputs();
    int k = choice.draw(outputs, at, classes, weights, temperature, topP, uniform);
    if (k == STAY_CLASS) {
      return STAY;
    }
    if (k == END_CLASS || k < 0) {
      return END;
    }
    if (k < 2 + ranges) {
      return possible.dayInRange(k - 2, uniformInside);
    }
    int weekClass = k - 2 - ranges;
    if (possible.beyond(weekClass)) {
      return END;
    }
    int inside = possible.weeksIn(weekClass);
    int week = possible.weekIn(weekClass, (int) (uniformInside * inside));
    double rest = uniformInside * inside - (int) (uniformInside * inside);
    float[] logits = new float[SHIFTS];
    float[] shiftWeights = new float[SHIFTS];
    shiftLogits(outputs, at + classes, possible.today, week, logits);
    possible.fillShifts(week, shiftWeights, 0);
    int shift = choice.draw(logits, 0, SHIFTS, shiftWeights, temperature, topP, rest);
    return shift < 0 ? END : possible.today + 7 * week + shift - 3;
  }

  private void shiftLogits(float[] outputs, int at, int today, int week, float[] logits) {
    int weekday = Days.weekday(today);
    for (int s = 0; s < SHIFTS; s++) {
      logits[s] = outputs[at + group(week) * SHIFTS + s];
      if (layout.calendar()) {
        logits[s] += outputs[at + GROUPS * SHIFTS + Math.floorMod(weekday + s - 3, 7)];
      }
    }
  }

  @Override
  public double[] probabilities(float[] outputs, Rows rows, int row, int lastDay) {
    Possible possible = new Possible();
    possible.of(rows.ints(), row);
    Choice choice = new Choice(classes);
    float[] weights = new float[classes];
    possible.fill(weights, 0);
    double[] p = new double[classes];
    int at = row * trunk.outputs();
    choice.probabilities(outputs, at, classes, weights, 1, p);
    double[] days = new double[Math.max(0, lastDay - possible.today + 1) + 2];
    days[0] = p[STAY_CLASS];
    days[1] = p[END_CLASS];
    for (int k = 0; k < weeks.size(); k++) {
      double mass = p[2 + ranges + k];
      if (possible.beyond(k)) {
        days[1] += mass;
        continue;
      }
      int inside = possible.weeksIn(k);
      for (int j = 0; j < inside; j++) {
        int week = possible.weekIn(k, j);
        float[] logits = new float[SHIFTS];
        float[] shiftWeights = new float[SHIFTS];
        double[] shift = new double[SHIFTS];
        shiftLogits(outputs, at + classes, possible.today, week, logits);
        possible.fillShifts(week, shiftWeights, 0);
        choice.probabilities(logits, 0, SHIFTS, shiftWeights, 1, shift);
        for (int s = 0; s < SHIFTS; s++) {
          int gap = 7 * week + s - 3;
          if (gap >= 0 && 2 + gap < days.length) {
            days[2 + gap] += mass / inside * shift[s];
          }
        }
      }
    }
    for (int range = 0; range < ranges; range++) {
      for (int i = 0; i < possible.rangeDays[range]; i++) {
        int gap = possible.dayInRange(range, (i + .5) / possible.rangeDays[range]) - possible.today;
        if (2 + gap < days.length) {
          days[2 + gap] += p[2 + range] / possible.rangeDays[range];
        }
      }
    }
    return days;
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
    Possible possible = new Possible();
    for (int r = 0; r < sample.size(); r++) {
      share[
          outcomeClass(
              sample.ints()[r * intWidth() + trunk.ids() + 3], possible.of(sample.ints(), r))]++;
    }
    double total = Arrays.stream(share).sum();
    for (int k = 0; k < classes; k++) {
      share[k] /= total;
    }
    return share;
  }

  private int outcomeClass(int outcome, Possible possible) {
    if (outcome == STAY) {
      return STAY_CLASS;
    }
    if (outcome == END) {
      return END_CLASS;
    }
    int range = possible.range(outcome);
    return range >= 0
        ? 2 + range
        : 2 + ranges + weeks.classOf(WeekClasses.week(outcome - possible.today));
  }

  @Override
  public double baseline(Rows rows) {
    double[] share = shares(rows);
    double[] shifts = new double[GROUPS * SHIFTS];
    Arrays.fill(shifts, .1);
    double[] perGroup = new double[GROUPS];
    double nats = 0;
    Possible possible = new Possible();
    for (int r = 0; r < rows.size(); r++) {
      int outcome = rows.ints()[r * intWidth() + trunk.ids() + 3];
      int k = outcomeClass(outcome, possible.of(rows.ints(), r));
      nats -= Math.log(share[k]);
      if (k >= 2 + ranges) {
        int gap = outcome - possible.today;
        int week = WeekClasses.week(gap);
        shifts[group(week) * SHIFTS + Math.max(0, Math.min(6, gap - 7 * week + 3))]++;
        perGroup[group(week)]++;
        nats += Math.log(Math.max(1, possible.weeksIn(k - 2 - ranges)));
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

  /** Which outcomes are possible for a row, and over how many days or weeks each spreads. */
  private final class Possible {
    int today;
    private int endGap;
    private int least;
    private boolean mayStay;
    private final int[] low = new int[ranges];
    private final int[] high = new int[ranges];
    final int[] rangeDays = new int[ranges];
    private final int[] taken = new int[ranges * 8];
    private int takenCount;
    private final int[] blocked = new int[ranges * 8 + 1];
    private int blockedCount;

    Possible of(int[] ints, int row) {
      int at = row * intWidth() + trunk.ids();
      today = ints[at];
      int end = ints[at + 1];
      int flags = ints[at + 2];
      endGap = end == Subject.NO_DAY ? Integer.MAX_VALUE : Math.max(0, end - today);
      least = (flags & MAY_REMAIN) != 0 ? 0 : 1;
      mayStay = (flags & MAY_STAY) != 0;
      for (int a = 0; a < anchors; a++) {
        int anchor = ints[at + FIXED + a];
        low[a] = anchor == Subject.NO_DAY ? 1 : anchor - today;
        high[a] = anchor == Subject.NO_DAY ? 0 : anchor - today;
      }
      for (int b = 0; b < BEFORE_END.length; b++) {
        boolean known = end != Subject.NO_DAY;
        low[anchors + b] = known ? endGap - BEFORE_END[b][1] : 1;
        high[anchors + b] = known ? endGap - BEFORE_END[b][0] : 0;
      }
      takeDays();
      blockWeeks();
      return this;
    }

    /** Lists the days that belong to a range: the first range that holds a day has it. */
    private void takeDays() {
      takenCount = 0;
      for (int r = 0; r < ranges; r++) {
        int before = takenCount;
        for (int gap = low[r]; gap <= high[r]; gap++) {
          if (gap >= 1 && gap <= endGap && !isTaken(gap)) {
            taken[takenCount++] = gap;
          }
        }
        rangeDays[r] = takenCount - before;
      }
    }

    private boolean isTaken(int gap) {
      for (int t = 0; t < takenCount; t++) {
        if (taken[t] == gap) {
          return true;
        }
      }
      return false;
    }

    /** Lists the weeks all of whose days belong to ranges. */
    private void blockWeeks() {
      blockedCount = 0;
      if (daysIn(0) == 0) {
        blocked[blockedCount++] = 0;
      }
      for (int t = 0; t < takenCount; t++) {
        int week = WeekClasses.week(taken[t]);
        boolean listed = false;
        for (int b = 0; b < blockedCount; b++) {
          listed |= blocked[b] == week;
        }
        if (!listed && daysIn(week) == 0) {
          blocked[blockedCount++] = week;
        }
      }
    }

    private int daysIn(int week) {
      int from = Math.max(least, 7 * week - 3);
      int to = Math.min(endGap, 7 * week + 3);
      int days = 0;
      for (int gap = from; gap <= to; gap++) {
        days += isTaken(gap) ? 0 : 1;
      }
      return days;
    }

    /** The range that holds a day, or -1. */
    int range(int day) {
      int gap = day - today;
      int t = 0;
      for (int r = 0; r < ranges; r++) {
        for (int i = 0; i < rangeDays[r]; i++, t++) {
          if (taken[t] == gap) {
            return r;
          }
        }
      }
      return -1;
    }

    int dayInRange(int range, double uniform) {
      int t = 0;
      for (int r = 0; r < range; r++) {
        t += rangeDays[r];
      }
      return today + taken[t + Math.min(rangeDays[range] - 1, (int) (uniform * rangeDays[range]))];
    }

    boolean beyond(int k) {
      return endGap != Integer.MAX_VALUE && 7L * weeks.first()[k] - 3 > endGap;
    }

    private int lastWeek(int k) {
      int last = weeks.first()[k + 1] - 1;
      return endGap == Integer.MAX_VALUE ? last : Math.min(last, WeekClasses.week(endGap));
    }

    /** The number of weeks of a class on which there is a day to land. */
    int weeksIn(int k) {
      int first = weeks.first()[k];
      int last = lastWeek(k);
      int n = last - first + 1;
      for (int b = 0; b < blockedCount; b++) {
        if (blocked[b] >= first && blocked[b] <= last) {
          n--;
        }
      }
      return n;
    }

    int weekIn(int k, int index) {
      int left = index;
      for (int week = weeks.first()[k]; week <= lastWeek(k); week++) {
        boolean is = true;
        for (int b = 0; b < blockedCount; b++) {
          is &= blocked[b] != week;
        }
        if (is && left-- == 0) {
          return week;
        }
      }
      return lastWeek(k);
    }

    void fill(float[] weights, int at) {
      Arrays.fill(weights, at, at + classes, 0f);
      weights[at + STAY_CLASS] = mayStay ? 0 : SetLikelihood.OUT;
      for (int r = 0; r < ranges; r++) {
        weights[at + 2 + r] = rangeDays[r] > 0 ? 0 : SetLikelihood.OUT;
      }
      for (int b = 0; b < blockedCount; b++) {
        int k = weeks.classOf(blocked[b]);
        if (!beyond(k) && weeksIn(k) <= 0) {
          weights[at + 2 + ranges + k] = SetLikelihood.OUT;
        }
      }
    }

    void fillEnd(float[] weights, int at) {
      weights[at + END_CLASS] = 0;
      for (int k = weeks.size() - 1; k >= 0 && beyond(k); k--) {
        weights[at + 2 + ranges + k] = 0;
      }
    }

    void fillShifts(int week, float[] weights, int at) {
      for (int s = 0; s < SHIFTS; s++) {
        int gap = 7 * week + s - 3;
        weights[at + s] = gap < least || gap > endGap || isTaken(gap) ? SetLikelihood.OUT : 0;
      }
    }
  }
}

package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pan.model.Openings;
import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.memory.Groups;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.memory.Subject;
import org.pan.model.network.Constant;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * The day as a discrete-time hazard that depends on where the event lands: the rate of the next
 * event on day d is exp(a(gap class) + b(weekday of d) + S[group][d]), with a and b from the
 * network and S the {@link Seasons}. The next event lands on d with probability exp(-sum of the
 * rates before d) (1 - exp(-rate of d)); surviving to the end of observation is the end. Sums over
 * wide gap classes are prefix sums of exp(S) by weekday, so that the likelihood is exact and cheap.
 * Declared dates and the last days of observation have rates of their own beside that.
 */
public final class LandingHazard implements DayHead {

  private static final int SINGLE = 36;
  private static final int[] WIDE = {
    36, 40, 46, 54, 65, 80, 110, 150, 200, 260, 330, 400, 500, 700, 900, 1200, Integer.MAX_VALUE
  };
  private static final int WIDES = WIDE.length - 1;
  private static final int CLASSES = SINGLE + WIDES;
  private static final int CHOICES = 3;
  private static final int WEEKDAYS_AT = CHOICES + CLASSES;
  private static final int RANGES_AT = WEEKDAYS_AT + 7;
  private static final int MAY_STAY = 1;
  private static final int MAY_REMAIN = 2;
  private static final int FIXED = 5;

  /** Least share of a day that counts as left of it. */
  private static final double LEAST = 1e-3;

  private final Parameters parameters;
  private final Trunk trunk;
  private final Groups groups;
  private final Seasons seasons;
  private final OpenTimes times;
  private final int lastDay;
  private final int dates;
  private final int ranges;
  private final int inputs;
  private double @Nullable [] hostRates;

  /**
   * @param times which times of a day are open
   */
  public LandingHazard(
      Parameters parameters,
      MemoryLayout layout,
      int inputs,
      Groups groups,
      OpenTimes times,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.inputs = inputs;
    this.groups = groups;
    this.times = times;
    this.lastDay = layout.lastDay();
    this.dates = layout.anchors().length;
    this.ranges = new DayRanges(dates).count();
    this.seasons =
        new Seasons(parameters, groups, layout.firstDay(), layout.lastDay(), layout.calendar());
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            RANGES_AT + ranges,
            backbone,
            new Trunk.Table("recent", layout.codes() + 1, layout.codes() > 64 ? 16 : 4, 2));
  }

  @Override
  public String name() {
    return "when";
  }

  /**
   * The inputs, the share of the last event's day that is still to come, and the log of the rate to
   * be expected of the subject.
   */
  @Override
  public int floatWidth() {
    return inputs + 2;
  }

  @Override
  public int intWidth() {
    return trunk.ids() + FIXED + dates;
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
    int today = times.today(memory);
    double left = open.today() ? times.share(memory, today) : 0;
    rows.floats()[row * floatWidth() + inputs] = left > 0 ? (float) Math.max(LEAST, left) : 0;
    rows.floats()[row * floatWidth() + inputs + 1] = (float) memory.logIntensity();
    int[] ints = rows.ints();
    int at = row * intWidth();
    ints[at++] = memory.recent(0);
    ints[at++] = memory.recent(1);
    ints[at++] = today;
    ints[at++] = open.later() ? times.lastDay(memory) : today;
    ints[at++] = (open.stay() ? MAY_STAY : 0) | (left > 0 ? MAY_REMAIN : 0);
    ints[at++] = END;
    ints[at++] = groups.of(memory.subject().staticClasses());
    System.arraycopy(memory.subject().anchors(), 0, ints, at, dates);
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
    Passed passed = new Passed(rows);
    NDArray rates = seasons.rates(manager); // [G, W, 7]
    NDArray sums =
        NDArrays.concat(
            new NDList(rates.getManager().zeros(new Shape(groups.count(), 1, 7)), rates.cumSum(1)),
            1);
    NDArray logRates =
        atMost6(
            result
                .logits()
                .get("..., " + CHOICES + ":" + WEEKDAYS_AT)
                .add(manager.create(passed.intensity, new Shape(n, 1)))); // [N, C]
    NDArray weekdays = result.logits().get("..., " + WEEKDAYS_AT + ":" + RANGES_AT); // [N, 7]

    NDArray single = gather(rates, manager, passed.singleIndex, n, SINGLE); // [N, 36]
    NDArray singleWeekday =
        weekdays.gather(manager.create(passed.singleWeekday, new Shape(n, SINGLE)), 1);
    NDArray hazard = logRates.get("..., :" + SINGLE).add(singleWeekday).exp().mul(single);
    NDArray total =
        hazard.mul(manager.create(passed.singleShare, new Shape(n, SINGLE))).sum(new int[] {1});

    NDArray prefix =
        gather(sums, manager, passed.edgeIndex, n, (WIDES + 1) * 7).reshape(n, WIDES + 1, 7);
    NDArray mass = prefix.get(":, 1:, :").sub(prefix.get(":, :" + WIDES + ", :")); // [N, 16, 7]
    NDArray perClass = mass.mul(weekdays.exp().expandDims(1)).sum(new int[] {2}); // [N, 16]
    total = total.add(logRates.get("..., " + SINGLE + ":").exp().mul(perClass).sum(new int[] {1}));

    NDArray rangeRates = atMost6(result.logits().get("..., " + RANGES_AT + ":")).exp(); // [N, R]
    total =
        total.add(
            rangeRates
                .mul(manager.create(passed.rangeDays, new Shape(n, ranges)))
                .sum(new int[] {1}));

    NDArray landing =
        logRates
            .gather(manager.create(passed.landingClass, new Shape(n, 1)), 1)
            .add(weekdays.gather(manager.create(passed.landingWeekday, new Shape(n, 1)), 1))
            .squeeze(1)
            .add(gather(rates, manager, passed.landingIndex, n, 1).squeeze(1).log())
            .add(manager.create(passed.landingLogShare, new Shape(n)));
    NDArray special =
        rangeRates
            .mul(manager.create(passed.rangeLanding, new Shape(n, ranges)))
            .sum(new int[] {1})
            .add(Constant.beside(landing, 1e-20))
            .log();
    NDArray landed =
        logOneMinusExp(
            SetLikelihood.logSumExp(landing.expandDims(1).concat(special.expandDims(1), 1)));

    NDArray choice =
        result
            .logits()
            .get("..., :" + CHOICES)
            .add(manager.create(passed.choiceMask, new Shape(n, CHOICES)))
            .logSoftmax(1);
    NDArray stay = choice.get("..., 0");
    NDArray later = choice.get("..., 1");
    NDArray end =
        SetLikelihood.logSumExp(later.sub(total).expandDims(1).concat(choice.get("..., 2:3"), 1));
    NDArray logP =
        stay.mul(manager.create(passed.isStay, new Shape(n)))
            .add(end.mul(manager.create(passed.isEnd, new Shape(n))))
            .add(later.sub(total).add(landed).mul(manager.create(passed.isLater, new Shape(n))));
    return new Nats(logP.neg(), result.carried(), seasons.penalty(manager));
  }

  private static NDArray gather(NDArray from, NDManager manager, long[] index, int n, int width) {
    return from.flatten().gather(manager.create(index), 0).reshape(n, width);
  }

  private static NDArray atMost6(NDArray x) {
    return x.minimum(Constant.beside(x, 6));
  }

  /** log(1 - exp(-exp(x))), by its series where exp(x) is small. */
  private static NDArray logOneMinusExp(NDArray x) {
    NDArray rate = atMost6(x).exp();
    NDArray series =
        x.sub(rate.mul(Constant.beside(x, .5)))
            .add(rate.square().mul(Constant.beside(x, 1.0 / 24)));
    NDArray direct = rate.maximum(Constant.beside(x, .02)).neg().exp().neg().add(1).log();
    NDArray small = rate.lt(.05).toType(ai.djl.ndarray.types.DataType.FLOAT32, false);
    return series.minimum(Constant.beside(x, 0)).mul(small).add(direct.mul(small.neg().add(1)));
  }

  /**
   * What the rows of a batch pass over and land on, as indices into the tables of rates and their
   * sums.
   */
  private final class Passed {
    final long[] singleIndex;
    final long[] singleWeekday;
    final float[] singleShare;
    final long[] edgeIndex;
    final long[] landingIndex;
    final long[] landingClass;
    final long[] landingWeekday;
    final float[] landingLogShare;
    final float[] intensity;
    final float[] rangeDays;
    final float[] rangeLanding;
    final float[] choiceMask;
    final float[] isStay;
    final float[] isEnd;
    final float[] isLater;
    private final DayRanges days = new DayRanges(dates);

    Passed(Rows rows) {
      int n = rows.size();
      singleIndex = new long[n * SINGLE];
      singleWeekday = new long[n * SINGLE];
      singleShare = new float[n * SINGLE];
      edgeIndex = new long[n * (WIDES + 1) * 7];
      landingIndex = new long[n];
      landingClass = new long[n];
      landingWeekday = new long[n];
      landingLogShare = new float[n];
      intensity = new float[n];
      rangeDays = new float[n * ranges];
      rangeLanding = new float[n * ranges];
      choiceMask = new float[n * CHOICES];
      isStay = new float[n];
      isEnd = new float[n];
      isLater = new float[n];
      for (int r = 0; r < n; r++) {
        fill(rows, r);
      }
    }

    private void fill(Rows rows, int r) {
      int at = r * intWidth() + trunk.ids();
      int today = rows.ints()[at];
      int endDay = rows.ints()[at + 1];
      int flags = rows.ints()[at + 2];
      int outcome = rows.ints()[at + 3];
      int group = rows.ints()[at + 4];
      double left = rows.floats()[r * floatWidth() + inputs];
      int limit = limit(outcome, endDay);
      intensity[r] = rows.floats()[r * floatWidth() + inputs + 1];
      fillChoices(r, flags, endDay, outcome);
      for (int c = 0; c < SINGLE; c++) {
        int day = today + c;
        singleIndex[r * SINGLE + c] = rateIndex(group, day);
        singleWeekday[r * SINGLE + c] = Days.weekday(day);
        singleShare[r * SINGLE + c] =
            outcome == STAY || day >= limit
                ? 0
                : c == 0 ? (flags & MAY_REMAIN) != 0 ? (float) left : 0 : 1;
      }
      for (int c = 0; c <= WIDES; c++) {
        long edge =
            outcome == STAY ? today : Math.min(limit, Math.max(today, (long) today + WIDE[c]));
        int day = (int) Math.min(limit, Math.max(edge, Math.min(limit, today + SINGLE)));
        for (int w = 0; w < 7; w++) {
          edgeIndex[(r * (WIDES + 1) + c) * 7 + w] = sumIndex(group, day, w);
        }
      }
      if (outcome != STAY && outcome != END) {
        int gap = outcome - today;
        landingIndex[r] = rateIndex(group, outcome);
        landingClass[r] = gapClass(gap);
        landingWeekday[r] = Days.weekday(outcome);
        landingLogShare[r] = gap == 0 ? (float) Math.log(Math.max(1e-3, left)) : 0;
      } else {
        landingIndex[r] = rateIndex(group, today);
      }
      days.of(rows.ints(), at + FIXED, today, endDay);
      for (int range = 0; range < ranges; range++) {
        int i = r * ranges + range;
        rangeDays[i] = outcome == STAY ? 0 : days.daysIn(range, 1, limit - today);
        rangeLanding[i] =
            isLater[r] == 1 && outcome > today && days.holds(range, outcome - today) ? 1 : 0;
      }
    }

    private void fillChoices(int r, int flags, int endDay, int outcome) {
      choiceMask[r * CHOICES] = (flags & MAY_STAY) != 0 || outcome == STAY ? 0 : SetLikelihood.OUT;
      choiceMask[r * CHOICES + 2] = endDay == Subject.NO_DAY ? 0 : SetLikelihood.OUT;
      isStay[r] = outcome == STAY ? 1 : 0;
      isEnd[r] = outcome == END ? 1 : 0;
      isLater[r] = outcome != STAY && outcome != END ? 1 : 0;
    }
  }

  /**
   * The first day that is not passed over. Where the end of observation is not known, the records
   * as a whole end with the last day of any.
   */
  private int limit(int outcome, int endDay) {
    if (outcome == STAY || outcome == END) {
      return endDay == Subject.NO_DAY ? lastDay + 1 : Math.min(seasons.endDay(), endDay + 1);
    }
    return outcome;
  }

  private static int gapClass(int gap) {
    if (gap < SINGLE) {
      return Math.max(0, gap);
    }
    int c = 0;
    while (c + 1 < WIDES && WIDE[c + 1] <= gap) {
      c++;
    }
    return SINGLE + c;
  }

  private int rateIndex(int group, int day) {
    int d = Math.max(0, Math.min(7 * seasons.weeks() - 1, day - seasons.firstDay()));
    return group * 7 * seasons.weeks() + d;
  }

  /** Place of the sum of the rates of one weekday over the days before a day. */
  private int sumIndex(int group, int day, int weekday) {
    int week = Math.floorDiv(day - seasons.firstDay() - weekday + 6, 7);
    return (group * (seasons.weeks() + 1) + Math.max(0, Math.min(seasons.weeks(), week))) * 7
        + weekday;
  }

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.forward(manager, rows, 1, state, false);
    if (hostRates == null) {
      float[] rates = seasons.rates(manager).toFloatArray();
      hostRates = new double[rates.length];
      for (int i = 0; i < rates.length; i++) {
        hostRates[i] = rates[i];
      }
    }
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
    int at = row * trunk.outputs();
    int to = row * intWidth() + trunk.ids();
    int endDay = rows.ints()[to + 1];
    float[] mask = {
      (rows.ints()[to + 2] & MAY_STAY) != 0 ? 0 : SetLikelihood.OUT,
      0,
      endDay == Subject.NO_DAY ? 0 : SetLikelihood.OUT
    };
    int first = choice.draw(outputs, at, CHOICES, mask, temperature, 1, uniform);
    if (first == 0) {
      return STAY;
    }
    if (first == 2) {
      return END;
    }
    Walk walk = new Walk(outputs, rows, row);
    return temperature == 1 && topP >= 1
        ? walk.land(-Math.log1p(-uniformInside))
        : walk.landTempered(temperature, topP, uniformInside);
  }

  /** Goes over the days after an event, one by one, with their rates. */
  private final class Walk {
    private final float[] outputs;
    private final int at;
    private final int today;
    private final int limit;
    private final int group;
    private final double[] weekday = new double[7];
    private final double[] rates;
    private int day;
    private final double left;
    private final double intensity;
    private final DayRanges days = new DayRanges(dates);
    private final double[] rangeRates = new double[ranges];

    Walk(float[] outputs, Rows rows, int row) {
      this.outputs = outputs;
      this.at = row * trunk.outputs() + CHOICES;
      int to = row * intWidth() + trunk.ids();
      today = rows.ints()[to];
      limit = limit(END, rows.ints()[to + 1]);
      group = rows.ints()[to + 4];
      left =
          (rows.ints()[to + 2] & MAY_REMAIN) != 0 ? rows.floats()[row * floatWidth() + inputs] : 0;
      rates =
          java.util.Objects.requireNonNull(
              hostRates, "Outputs are computed before anything is drawn.");
      intensity = rows.floats()[row * floatWidth() + inputs + 1];
      for (int w = 0; w < 7; w++) {
        weekday[w] = Math.exp(outputs[at + CLASSES + w]);
      }
      days.of(rows.ints(), to + FIXED, today, rows.ints()[to + 1]);
      for (int range = 0; range < ranges; range++) {
        rangeRates[range] = Math.exp(Math.min(6, outputs[at + RANGES_AT - CHOICES + range]));
      }
      day = today - 1;
    }

    /** The rate of the next day, or -1 at the end of observation. */
    double next() {
      day++;
      if (day >= limit) {
        return -1;
      }
      int gap = day - today;
      if (gap == 0 && left == 0) {
        return 0;
      }
      double rate =
          classRate(gapClass(gap)) * weekday[Days.weekday(day)] * rates[rateIndex(group, day)];
      return gap == 0 ? rate * left : rate + special(gap);
    }

    private double special(int gap) {
      double rate = 0;
      for (int range = 0; range < ranges; range++) {
        rate += days.holds(range, gap) ? rangeRates[range] : 0;
      }
      return rate;
    }

    private int cachedClass = -1;
    private double cachedRate;

    private double classRate(int c) {
      if (c != cachedClass) {
        cachedClass = c;
        cachedRate = Math.exp(Math.min(6, outputs[at + c] + intensity));
      }
      return cachedRate;
    }

    int land(double exposure) {
      double left = exposure;
      while (true) {
        double rate = next();
        if (rate < 0) {
          return END;
        }
        left -= rate;
        if (left < 0) {
          return day;
        }
      }
    }

    int landTempered(double temperature, double topP, double uniform) {
      float[] logs = new float[Math.max(1, limit - today + 1)];
      double survived = 0;
      int n = 0;
      for (double rate = next(); rate >= 0; rate = next()) {
        logs[n++] =
            rate == 0 ? SetLikelihood.OUT : (float) (-survived + Math.log(-Math.expm1(-rate)));
        survived += rate;
      }
      logs[n++] = (float) -survived;
      int k = new Choice(n).draw(logs, 0, n, null, temperature, topP, uniform);
      return k == n - 1 || k < 0 ? END : today + k;
    }
  }

  @Override
  public double[] probabilities(float[] outputs, Rows rows, int row, int lastDay) {
    int to = row * intWidth() + trunk.ids();
    float[] mask = {
      (rows.ints()[to + 2] & MAY_STAY) != 0 ? 0 : SetLikelihood.OUT,
      0,
      rows.ints()[to + 1] == Subject.NO_DAY ? 0 : SetLikelihood.OUT
    };
    double[] first = new double[CHOICES];
    new Choice(CHOICES).probabilities(outputs, row * trunk.outputs(), CHOICES, mask, 1, first);
    int today = rows.ints()[to];
    double[] p = new double[Math.max(0, lastDay - today + 1) + 2];
    p[0] = first[0];
    Walk walk = new Walk(outputs, rows, row);
    double survival = first[1];
    for (double rate = walk.next(); rate >= 0; rate = walk.next()) {
      double landing = survival * -Math.expm1(-rate);
      if (2 + walk.day - today < p.length) {
        p[2 + walk.day - today] = landing;
      }
      survival -= landing;
    }
    p[1] = first[2] + survival;
    return p;
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    seasons.weighPrior(rows);
    double[] choices = {.5, .5, .5};
    double[] events = new double[CLASSES];
    double[] days = new double[CLASSES];
    Arrays.fill(events, .1);
    Arrays.fill(days, .1);
    int span = 7 * seasons.weeks();
    double[][] landed = new double[groups.count()][span];
    double[][] exposed = new double[groups.count()][span + 1];
    double[] onRange = new double[ranges];
    double[] rangeDays = new double[ranges];
    for (int r = 0; r < sample.size(); r++) {
      count(sample, r, choices, events, days, landed, exposed);
      countRanges(sample, r, onRange, rangeDays);
    }
    for (double[] group : exposed) {
      for (int d = 1; d < group.length; d++) {
        group[d] += group[d - 1];
      }
    }
    float[] bias = new float[trunk.outputs()];
    double total = choices[0] + choices[1] + choices[2];
    for (int c = 0; c < CHOICES; c++) {
      bias[c] = (float) Math.log(choices[c] / total);
    }
    for (int c = 0; c < CLASSES; c++) {
      bias[CHOICES + c] = (float) Math.log(events[c] / days[c]);
    }
    for (int range = 0; range < ranges; range++) {
      bias[RANGES_AT + range] = (float) Math.log((onRange[range] + .02) / (rangeDays[range] + 20));
    }
    trunk.setBias(bias);
    seasons.startFrom(landed, exposed);
    hostRates = null;
  }

  private void count(
      Rows sample,
      int r,
      double[] choices,
      double[] events,
      double[] days,
      double[][] landed,
      double[][] exposed) {
    int at = r * intWidth() + trunk.ids();
    int today = sample.ints()[at];
    int endDay = sample.ints()[at + 1];
    int outcome = sample.ints()[at + 3];
    int group = sample.ints()[at + 4];
    if (outcome == STAY) {
      choices[0]++;
      return;
    }
    if (outcome == END && endDay == Subject.NO_DAY) {
      choices[2]++;
      return;
    }
    choices[1]++;
    double rate = Math.exp(sample.floats()[r * floatWidth() + inputs + 1]);
    int limit = limit(outcome, endDay);
    int from = today + ((sample.ints()[at + 2] & MAY_REMAIN) != 0 ? 0 : 1);
    for (int day = from; day < Math.min(limit, today + SINGLE); day++) {
      days[day - today] += rate;
    }
    for (int c = 0; c < WIDES; c++) {
      long low = (long) today + WIDE[c];
      long high = Math.min(limit, (long) today + WIDE[c + 1]);
      days[SINGLE + c] += rate * Math.max(0, high - low);
    }
    int last = Math.max(0, Math.min(7 * seasons.weeks(), limit - seasons.firstDay()));
    int begin = Math.max(0, Math.min(last, from - seasons.firstDay()));
    exposed[group][begin]++;
    exposed[group][last]--;
    if (outcome != END) {
      events[gapClass(outcome - today)]++;
      days[gapClass(outcome - today)] += rate;
      landed[group][rateIndex(0, outcome)]++;
    }
  }

  /** Half of the events on a special day count as its own. */
  private void countRanges(Rows sample, int r, double[] events, double[] passed) {
    int at = r * intWidth() + trunk.ids();
    int today = sample.ints()[at];
    int endDay = sample.ints()[at + 1];
    int outcome = sample.ints()[at + 3];
    if (outcome == STAY) {
      return;
    }
    DayRanges days = new DayRanges(dates).of(sample.ints(), at + FIXED, today, endDay);
    for (int range = 0; range < ranges; range++) {
      passed[range] += days.daysIn(range, 1, limit(outcome, endDay) - today);
      if (outcome != END && outcome > today && days.holds(range, outcome - today)) {
        events[range] += .5;
        passed[range]++;
      }
    }
  }

  /** Choice and gap class by their frequencies, the day at an even rate inside its class. */
  @Override
  public double baseline(Rows rows) {
    double[] choices = {.5, .5, .5};
    double[] classes = new double[CLASSES + 1];
    Arrays.fill(classes, .1);
    double later = .1 * (CLASSES + 1);
    double width = 0;
    for (int r = 0; r < rows.size(); r++) {
      int at = r * intWidth() + trunk.ids();
      int outcome = rows.ints()[at + 3];
      boolean open = rows.ints()[at + 1] == Subject.NO_DAY;
      choices[outcome == STAY ? 0 : outcome == END && open ? 2 : 1]++;
      if (outcome == END && !open) {
        classes[CLASSES]++;
        later++;
      } else if (outcome != STAY && outcome != END) {
        int c = gapClass(outcome - rows.ints()[at]);
        classes[c]++;
        later++;
        width +=
            c < SINGLE
                ? 0
                : Math.log(c == CLASSES - 1 ? 400 : WIDE[c - SINGLE + 1] - WIDE[c - SINGLE]);
      }
    }
    double total = Arrays.stream(choices).sum();
    double nats = width;
    for (double n : choices) {
      nats -= n * Math.log(n / total);
    }
    for (double n : classes) {
      nats -= n * Math.log(n / later);
    }
    return nats / Math.max(1, rows.size());
  }

  /** Forgets the rates kept for drawing, after the parameters have changed. */
  public void refresh() {
    hostRates = null;
  }
}

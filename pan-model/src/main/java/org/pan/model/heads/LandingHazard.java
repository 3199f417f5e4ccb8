package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pan.model.Openings;
import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.memory.Eras;
import org.pan.model.memory.Groups;
import org.pan.model.memory.Memory;
import org.pan.model.memory.MemoryLayout;
import org.pan.model.network.Constant;
import org.pan.model.network.Parameters;
import org.pan.model.network.Trunk;

/**
 * The day as a discrete-time hazard that depends on where the event lands: the rate of the next
 * event on day d is exp(a(gap class) + b(weekday of d) + e(era of d) + S[group][d]), with a, b and
 * e from the network, b of near days other than b of far ones, and S the {@link Seasons}. The next
 * event lands on d with probability exp(-sum of the rates before d) (1 - exp(-rate of d));
 * surviving to the end of observation is the end. Sums over wide gap classes are prefix sums of
 * exp(S) by weekday, so that the likelihood is exact and cheap. Declared dates, days on which a
 * code is due, and the last days of observation have rates of their own beside that.
 */
public final class LandingHazard implements DayHead {

  /** Whether events go on until the end of observation, or end before where it is not known. */
  static final int CHOICES = 2;

  static final int GOES_ON = 0;
  static final int ENDS = 1;

  static final int CLASSES_AT = CHOICES;

  /** See {@link #weekday}. */
  static final int WEEKDAYS = 14;

  static final int WEEKDAYS_AT = CLASSES_AT + GapClasses.COUNT;
  static final int RANGES_AT = WEEKDAYS_AT + WEEKDAYS;

  private static final int SINGLE = GapClasses.SINGLE;

  /**
   * Fewer than there mostly are would add their chance to that of the patients: with 60,000 of
   * 134,000 rows twice as much.
   */
  private static final int SETTLED_ROWS = 1_000_000;

  /**
   * Rows that bring the weekdays near first: rates that change also change who is still to land.
   */
  private static final int NEARED_ROWS = 60_000;

  private static final int PACED_ROWS = 200_000;
  private static final int PACING_ROUNDS = 2;

  private final Parameters parameters;
  private final Trunk trunk;
  private final Groups groups;
  private final Seasons seasons;
  private final OpenTimes times;
  private final Eras eras;
  private final int ranges;
  private final LandingRow layout;
  private final Pace pace;
  private final Habits habits;
  private double @Nullable [] hostRates;

  /**
   * @param times which times of a day are open
   */
  public LandingHazard(
      Parameters parameters,
      MemoryLayout memory,
      int inputs,
      Groups groups,
      OpenTimes times,
      Trunk.BackboneFactory backbone) {
    this.parameters = parameters;
    this.groups = groups;
    this.times = times;
    this.eras = memory.eras();
    int dates = memory.anchors().length + memory.recurrences().count();
    this.ranges = new DayRanges(dates).count();
    this.seasons =
        new Seasons(parameters, groups, memory.firstDay(), memory.lastDay(), memory.calendar());
    this.trunk =
        new Trunk(
            parameters,
            inputs,
            RANGES_AT + ranges + (eras.count() > 1 ? eras.count() : 0),
            backbone,
            LastCodes.table(memory));
    this.layout = new LandingRow(inputs, trunk.ids(), dates, memory.lastDay(), seasons);
    this.pace = new Pace(parameters, inputs + 1);
    this.habits = new Habits(parameters, inputs + 1 + Pace.WIDTH, WEEKDAYS / 7);
  }

  /**
   * The place of a day's weekday: those of the near days, which have a class each, come before
   * those of the days beyond, for what follows up and what is planned keep different weekdays.
   *
   * @param gap days since the last event
   */
  static int weekday(int day, int gap) {
    return Days.weekday(day) + (gap < SINGLE ? 0 : 7);
  }

  @Override
  public String name() {
    return "when";
  }

  @Override
  public int floatWidth() {
    return layout.floatWidth();
  }

  @Override
  public int intWidth() {
    return layout.intWidth();
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
    layout.write(memory, open, times, groups, rows, row);
  }

  @Override
  public void target(int outcome, Rows rows, int row) {
    layout.target(outcome, rows, row);
  }

  @Override
  public Nats nll(
      NDManager manager, Rows rows, int steps, @Nullable NDArray state, boolean training) {
    Trunk.Result result = trunk.forward(manager, rows, steps, state, training);
    NDArray logits = result.logits();
    int n = rows.size();
    LandingBatch batch = new LandingBatch(rows, layout, eras);
    NDArray rates = seasons.rates(manager); // [G, W, 7]
    NDArray logRates =
        logits
            .get("..., " + CLASSES_AT + ":" + WEEKDAYS_AT)
            .add(manager.create(intensities(rows), new Shape(n, 1))); // [N, C]
    NDArray weekdays =
        logits
            .get("..., " + WEEKDAYS_AT + ":" + RANGES_AT)
            .add(habits.of(manager, rows, new int[n])); // [N, 14]
    NDArray rangeRates =
        atMost6(logits.get("..., " + RANGES_AT + ":" + (RANGES_AT + ranges))).exp(); // [N, R]
    NDArray total =
        passedSingly(manager, batch, logits, rates, logRates, weekdays)
            .add(passedInPieces(manager, batch, logits, rates, logRates, weekdays))
            .add(
                rangeRates
                    .mul(manager.create(batch.rangeDays, new Shape(n, ranges)))
                    .sum(new int[] {1}));

    NDArray landing =
        atMost6(
                logRates
                    .gather(manager.create(batch.landingClass, new Shape(n, 1)), 1)
                    .add(era(manager, logits, batch.landingEra, n, 1)))
            .add(weekdays.gather(manager.create(batch.landingWeekday, new Shape(n, 1)), 1))
            .squeeze(1)
            .add(gather(rates, manager, batch.landingIndex, n, 1).squeeze(1).log())
            .add(manager.create(batch.landingLogShare, new Shape(n)));
    NDArray special =
        rangeRates
            .mul(manager.create(batch.rangeLanding, new Shape(n, ranges)))
            .sum(new int[] {1})
            .add(Constant.beside(landing, 1e-20))
            .log();
    NDArray landed =
        logOneMinusExp(
            SetLikelihood.logSumExp(landing.expandDims(1).concat(special.expandDims(1), 1)));

    NDArray choice =
        logits
            .get("..., :" + CHOICES)
            .add(manager.create(batch.choiceMask, new Shape(n, CHOICES)))
            .logSoftmax(1);
    NDArray later = choice.get("..., " + GOES_ON);
    NDArray end =
        SetLikelihood.logSumExp(
            later.sub(total).expandDims(1).concat(choice.get("..., %d:".formatted(ENDS)), 1));
    NDArray logP =
        end.mul(manager.create(batch.isEnd, new Shape(n)))
            .add(later.sub(total).add(landed).mul(manager.create(batch.isLater, new Shape(n))));
    return new Nats(logP.neg(), result.carried(), seasons.penalty(manager));
  }

  /** The rates of the first days, each on its own, summed as far as they are passed [N]. */
  private NDArray passedSingly(
      NDManager manager,
      LandingBatch batch,
      NDArray logits,
      NDArray rates,
      NDArray logRates,
      NDArray weekdays) {
    int n = batch.isEnd.length;
    NDArray single = gather(rates, manager, batch.singleIndex, n, SINGLE); // [N, 36]
    NDArray weekday = weekdays.gather(manager.create(batch.singleWeekday, new Shape(n, SINGLE)), 1);
    return atMost6(
            logRates.get("..., :" + SINGLE).add(era(manager, logits, batch.singleEra, n, SINGLE)))
        .add(weekday)
        .exp()
        .mul(single)
        .mul(manager.create(batch.singleShare, new Shape(n, SINGLE)))
        .sum(new int[] {1});
  }

  /** The rates of the days after, piece by piece, summed as far as they are passed [N]. */
  private NDArray passedInPieces(
      NDManager manager,
      LandingBatch batch,
      NDArray logits,
      NDArray rates,
      NDArray logRates,
      NDArray weekdays) {
    int n = batch.isEnd.length;
    int pieces = batch.pieces;
    NDArray sums =
        NDArrays.concat(
            new NDList(rates.getManager().zeros(new Shape(groups.count(), 1, 7)), rates.cumSum(1)),
            1);
    NDArray prefix =
        gather(sums, manager, batch.edgeIndex, n, (pieces + 1) * 7).reshape(n, pieces + 1, 7);
    NDArray mass = prefix.get(":, 1:, :").sub(prefix.get(":, :" + pieces + ", :")); // [N, P, 7]
    NDArray perPiece =
        mass.mul(weekdays.get("..., 7:").exp().expandDims(1)).sum(new int[] {2}); // [N, P]
    NDArray log =
        logRates
            .gather(manager.create(batch.pieceClass, new Shape(n, pieces)), 1)
            .add(era(manager, logits, batch.pieceEra, n, pieces));
    return atMost6(log).exp().mul(perPiece).sum(new int[] {1});
  }

  /** The network's log-rates of eras, or 0 where there is but one. */
  private NDArray era(NDManager manager, NDArray logits, long[] index, int n, int width) {
    if (eras.count() == 1) {
      return Constant.beside(logits, 0);
    }
    return logits
        .get("..., " + (RANGES_AT + ranges) + ":")
        .gather(manager.create(index, new Shape(n, width)), 1);
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

  @Override
  public Outputs outputs(NDManager manager, Rows rows, @Nullable NDArray state) {
    Trunk.Result result = trunk.infer(manager, rows, state);
    if (hostRates == null) {
      float[] rates = seasons.rates(manager).toFloatArray();
      hostRates = new double[rates.length];
      for (int i = 0; i < rates.length; i++) {
        hostRates[i] = rates[i];
      }
    }
    float[] outputs = result.logits().toFloatArray();
    float[] intensities = intensities(rows);
    for (int r = 0; r < rows.size(); r++) {
      for (int c = 0; c < GapClasses.COUNT; c++) {
        outputs[r * trunk.outputs() + CLASSES_AT + c] += intensities[r];
      }
    }
    habits.add(rows, new int[rows.size()], outputs, trunk.outputs(), WEEKDAYS_AT);
    return new Outputs(outputs, result.carried());
  }

  /** The log of the rate to be expected of each row's subject, at its pace. */
  private float[] intensities(Rows rows) {
    float[] all = pace.logs(rows);
    for (int r = 0; r < rows.size(); r++) {
      all[r] += layout.intensity(rows, r);
    }
    return all;
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
    int first =
        choice.draw(
            outputs, row * trunk.outputs(), CHOICES, mask(rows, row), temperature, 1, uniform);
    if (first == ENDS) {
      return END;
    }
    LandingWalk walk = walk(outputs, rows, row);
    return temperature == 1 && topP >= 1
        ? walk.land(-Math.log1p(-uniformInside))
        : walk.landTempered(temperature, topP, uniformInside);
  }

  private float[] mask(Rows rows, int row) {
    return new float[] {0, layout.openEnd(rows, row) ? 0 : SetLikelihood.OUT};
  }

  private LandingWalk walk(float[] outputs, Rows rows, int row) {
    double[] rates =
        Objects.requireNonNull(hostRates, "Outputs are computed before anything is drawn.");
    return new LandingWalk(outputs, row * trunk.outputs(), rows, row, layout, eras, seasons, rates);
  }

  @Override
  public double[] probabilities(float[] outputs, Rows rows, int row, int lastDay) {
    double[] first = new double[CHOICES];
    new Choice(CHOICES)
        .probabilities(outputs, row * trunk.outputs(), CHOICES, mask(rows, row), 1, first);
    int today = layout.today(rows, row);
    double[] p = new double[Math.max(0, lastDay - today + 1) + 1];
    LandingWalk walk = walk(outputs, rows, row);
    double survival = first[GOES_ON];
    for (double rate = walk.next(); rate >= 0; rate = walk.next()) {
      double landing = survival * -Math.expm1(-rate);
      if (1 + walk.day() - today < p.length) {
        p[1 + walk.day() - today] = landing;
      }
      survival -= landing;
    }
    p[0] = first[ENDS] + survival;
    return p;
  }

  @Override
  public void prepare(Rows sample, long rows) {
    trunk.standardise(sample);
    pace.prepare(sample);
    seasons.weighPrior(rows);
    LandingStart start = new LandingStart(sample, layout, seasons, eras, groups.count());
    trunk.setBias(start.bias(trunk.outputs()));
    start.startSeasons();
    refresh();
  }

  /**
   * Fits the pace, and then the weekdays once more, to the sums of the probabilities of landing on
   * each day that was passed or landed on (a martingale's compensator, Aalen 1978): what is one too
   * many on Mondays of all patients is more so in those who come on Mondays.
   */
  @Override
  public void settle(NDManager manager, Sample sample) {
    for (int round = 0; round < PACING_ROUNDS; round++) {
      Pace.Tally tally = pace.new Tally();
      throughDays(manager, sample, PACED_ROWS, tally::add);
      tally.fit();
    }
    if (seasons.calendar()) {
      settleWeekdays(manager, sample, NEARED_ROWS);
      settleWeekdays(manager, sample, SETTLED_ROWS);
    }
  }

  private void settleWeekdays(NDManager manager, Sample sample, int most) {
    double[][] landed = new double[groups.count()][7];
    double[][] expected = new double[groups.count()][7];
    throughDays(
        manager,
        sample,
        most,
        (rows, r, lands, byWeekday) -> {
          int group = layout.group(rows, r);
          for (int w = 0; w < 7; w++) {
            expected[group][w] += byWeekday[w];
          }
          if (lands) {
            landed[group][Days.weekday(layout.outcome(rows, r))]++;
          }
        });
    seasons.settleWeekdays(landed, expected);
    refresh();
  }

  /** Takes of a row the sums of the probabilities of landing on what was passed, by weekday. */
  @FunctionalInterface
  private interface DayUse {
    void of(Rows rows, int row, boolean lands, double[] expected);
  }

  private void throughDays(NDManager manager, Sample sample, int most, DayUse use) {
    double[] expected = new double[7];
    Tiles.Use tile =
        (outputs, rows, first) -> {
          for (int r = 0; r < rows.size(); r++) {
            boolean lands = layout.lands(rows, r);
            if (lands || !layout.openEnd(rows, r)) {
              Arrays.fill(expected, 0);
              LandingWalk walk = walk(outputs, rows, r);
              int limit = layout.limit(rows, r);
              for (double rate = walk.next();
                  rate >= 0 && walk.day() <= limit;
                  rate = walk.next()) {
                expected[Days.weekday(walk.day())] -= Math.expm1(-rate);
              }
              use.of(rows, r, lands, expected);
            }
          }
        };
    sample.inParts(most, rows -> Tiles.run(this, manager, rows, tile));
  }

  @Override
  public double baseline(Rows rows) {
    return LandingStart.baseline(rows, layout);
  }

  /** Forgets the rates kept for drawing, after the parameters have changed. */
  public void refresh() {
    hostRates = null;
  }
}

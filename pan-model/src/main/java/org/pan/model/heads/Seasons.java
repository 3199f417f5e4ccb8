package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.pan.model.memory.Days;
import org.pan.model.memory.Groups;
import org.pan.model.network.Constant;
import org.pan.model.network.Parameters;

/**
 * The calendar of the landing hazard: for each static group and day a log-rate that adds an effect
 * of the weekday, of the week of the year and of the week of the record, each shrunken towards zero
 * by a Gaussian prior.
 */
final class Seasons {

  private static final int WEEKDAYS = 7;
  private static final int WEEKS_OF_YEAR = 53;
  private static final double WEEKDAY_SD = .3;
  private static final double YEAR_SD = .2;
  private static final double RECORD_SD = .08;

  /** Landings that speak for the weekdays as learnt, of each effect. */
  private static final double SETTLING_PRIOR = 20;

  private static final int SETTLING_ROUNDS = 20;

  /** Weeks the table goes on after the record, without an effect of the week of the record. */
  private static final int WEEKS_AFTER = 5 * 53;

  private final Parameters parameters;
  private final Groups groups;
  private final int firstWeek;
  private final int recordWeeks;
  private final int weeks;
  private final boolean calendar;
  private final float[][] effects;
  private final double[] spreads;
  private final NDArray weekday;
  private final NDArray year;
  private final NDArray record;
  private double priorWeight;

  /**
   * @param calendar whether weekday and week of the year mean something
   */
  Seasons(Parameters parameters, Groups groups, int firstDay, int lastDay, boolean calendar) {
    this.parameters = parameters;
    this.groups = groups;
    this.calendar = calendar;
    this.effects = groups.effects();
    this.spreads = groups.spreads();
    this.firstWeek = Days.week(firstDay) - 1;
    this.recordWeeks = Days.week(lastDay) - firstWeek + 1;
    this.weeks = recordWeeks + WEEKS_AFTER;
    this.weekday = parameters.constant("season.weekday", 0, spreads.length, WEEKDAYS);
    this.year = parameters.constant("season.year", 0, spreads.length, WEEKS_OF_YEAR);
    this.record = parameters.constant("season.record", 0, recordWeeks);
  }

  int weeks() {
    return weeks;
  }

  /** Whether weekday and week of the year mean something. */
  boolean calendar() {
    return calendar;
  }

  /** First day of the table, a Monday. */
  int firstDay() {
    return firstWeek * 7 - 3;
  }

  /** The day after the table's last. */
  int endDay() {
    return firstDay() + 7 * weeks;
  }

  /** Place of a group's day in {@link #rates}; days beyond the table count as its last. */
  int rateIndex(int group, int day) {
    int d = Math.max(0, Math.min(7 * weeks - 1, day - firstDay()));
    return group * 7 * weeks + d;
  }

  /**
   * Place of the sum of a group's rates of one weekday over the days before a day, in a table of
   * one week more.
   */
  int sumIndex(int group, int day, int weekday) {
    int week = Math.floorDiv(day - firstDay() - weekday + 6, 7);
    return (group * (weeks + 1) + Math.max(0, Math.min(weeks, week))) * 7 + weekday;
  }

  void weighPrior(long rows) {
    priorWeight = 1.0 / Math.max(1, rows);
  }

  /** Relative rates of all days [G, W, 7]. */
  NDArray rates(NDManager manager) {
    int count = groups.count();
    NDArray log = within(manager, record.reshape(1, recordWeeks, 1));
    log = NDArrays.concat(new NDList(log, manager.zeros(new Shape(1, WEEKS_AFTER, 1))), 1);
    log = log.broadcast(count, weeks, WEEKDAYS);
    if (calendar) {
      NDArray design = manager.create(effects); // [G, R]
      NDArray index = manager.create(weekOfYear(), new Shape(count, (long) weeks * WEEKDAYS));
      NDArray seasonal = design.matMul(year).gather(index, 1).reshape(count, weeks, WEEKDAYS);
      log = log.add(design.matMul(weekday).reshape(count, 1, WEEKDAYS)).add(seasonal);
    }
    return log.clip(-4, 4).exp();
  }

  /**
   * Hands over what was computed from a parameter: the engine lets it, and all that follows from
   * it, live as long as the parameter does.
   */
  private static NDArray within(NDManager manager, NDArray array) {
    array.attach(manager);
    return array;
  }

  private long[] weekOfYear() {
    int n = weeks * WEEKDAYS;
    long[] index = new long[groups.count() * n];
    for (int d = 0; d < n; d++) {
      index[d] = Days.weekOfYear(firstDay() + d);
    }
    for (int g = 1; g < groups.count(); g++) {
      System.arraycopy(index, 0, index, g * n, n);
    }
    return index;
  }

  /** Negative log-prior a row, up to a constant. */
  NDArray penalty(NDManager manager) {
    NDArray sum = scaled(within(manager, record.square()).sum(), .5 / (RECORD_SD * RECORD_SD));
    if (calendar) {
      float[] precision = new float[spreads.length];
      for (int e = 0; e < precision.length; e++) {
        precision[e] = (float) (1 / (spreads[e] * spreads[e]));
      }
      NDArray weight = manager.create(precision, new Shape(precision.length, 1));
      NDArray weekdays = within(manager, weekday.square()).mul(weight).sum();
      NDArray years = within(manager, year.square()).mul(weight).sum();
      sum =
          sum.add(scaled(weekdays, .5 / (WEEKDAY_SD * WEEKDAY_SD)))
              .add(scaled(years, .5 / (YEAR_SD * YEAR_SD)));
    }
    return scaled(sum, priorWeight);
  }

  private static NDArray scaled(NDArray x, double factor) {
    return x.mul(Constant.beside(x, factor));
  }

  /**
   * Starts the effects from counts, shrunken, one kind after the other until they agree.
   *
   * @param landed [G][day from firstDay()] events
   * @param exposed [G][day] rows that could have landed there
   */
  void startFrom(double[][] landed, double[][] exposed) {
    SeasonCounts counts =
        new SeasonCounts(landed, exposed, effects, spreads, firstDay(), recordWeeks, calendar);
    counts.fit(WEEKDAY_SD, YEAR_SD, RECORD_SD);
    if (calendar) {
      parameters.set("season.weekday", counts.weekday());
      parameters.set("season.year", counts.year());
    }
    parameters.set("season.record", counts.record());
  }

  /**
   * Scales the weekdays of all groups, effect by effect until they agree, so that each has the
   * share of the expected landings that it has of those that came.
   *
   * @param landed [G][weekday] landings
   * @param expected [G][weekday] landings expected
   */
  void settleWeekdays(double[][] landed, double[][] expected) {
    float[] log = weekday.toFloatArray();
    for (int round = 0; round < SETTLING_ROUNDS; round++) {
      for (int e = 0; e < spreads.length; e++) {
        double[] factors = factors(sum(landed, e), sum(expected, e));
        for (int w = 0; w < WEEKDAYS; w++) {
          log[e * WEEKDAYS + w] += (float) Math.log(factors[w]);
          for (int g = 0; g < expected.length; g++) {
            expected[g][w] *= effects[g][e] > 0 ? factors[w] : 1;
          }
        }
      }
    }
    parameters.set("season.weekday", log);
  }

  /** What the groups that have an effect have together. */
  private double[] sum(double[][] byGroup, int effect) {
    double[] sum = new double[WEEKDAYS];
    for (int g = 0; g < byGroup.length; g++) {
      for (int w = 0; w < WEEKDAYS; w++) {
        sum[w] += effects[g][effect] > 0 ? byGroup[g][w] : 0;
      }
    }
    return sum;
  }

  private static double[] factors(double[] landed, double[] expected) {
    double level =
        (Arrays.stream(landed).sum() + SETTLING_PRIOR)
            / (Arrays.stream(expected).sum() + SETTLING_PRIOR);
    double[] factors = new double[WEEKDAYS];
    for (int w = 0; w < WEEKDAYS; w++) {
      factors[w] = (landed[w] + SETTLING_PRIOR) / (expected[w] * level + SETTLING_PRIOR);
    }
    return factors;
  }
}

package org.pan.sequences.testing;

import org.pan.sequences.TimeMode;

/**
 * The rate of spontaneous visits by day, but for frailty: base x weekday x favourite weekday x week
 * of year. A patient's weekly pattern (the favourite, and in relative time the weekday of day zero)
 * is one of a few, equally likely ones.
 *
 * <p>Days count from {@link #origin()}.
 */
final class VisitRates {

  /** 2015-01-01, a Thursday. */
  static final int FIRST_DAY = 16_436;

  /**
   * Starts of observation lie at most this many days before day zero; whole weeks, so that day zero
   * can be any day.
   */
  static final int BEFORE_DAY_ZERO = 28;

  private final ClinicSettings settings;
  private final int phases;
  private final int favourites;
  private final double[][][] sumBefore;

  VisitRates(ClinicSettings settings) {
    this.settings = settings;
    boolean relative = settings.timeMode() == TimeMode.RELATIVE;
    this.phases = relative && settings.rate().weekdayStrength() != 0 ? 7 : 1;
    this.favourites = settings.rate().favouriteBoost() != 1 ? 7 : 1;
    int days =
        settings.window().maxDays()
            + (relative ? BEFORE_DAY_ZERO : settings.window().startSpreadDays());
    this.sumBefore = new double[Group.values().length][patterns()][days + 1];
    for (Group group : Group.values()) {
      for (int pattern = 0; pattern < patterns(); pattern++) {
        double[] sums = sumBefore[group.index()][pattern];
        for (int day = 0; day < days; day++) {
          sums[day + 1] = sums[day] + compute(group, pattern, day);
        }
      }
    }
  }

  /** The day from which days count: since 1970-01-01 or day zero. */
  int origin() {
    return settings.timeMode() == TimeMode.RELATIVE ? -BEFORE_DAY_ZERO : FIRST_DAY;
  }

  /** Days for which there are rates. */
  int days() {
    return sumBefore[0][0].length - 1;
  }

  /** The number of weekly patterns. */
  int patterns() {
    return phases * favourites;
  }

  double rate(Group group, int pattern, int day) {
    double[] sums = sumBefore[group.index()][pattern];
    return sums[day + 1] - sums[day];
  }

  /** The summed rate of the days {@code from <= day < to}. */
  double sum(Group group, int pattern, int from, int to) {
    double[] sums = sumBefore[group.index()][pattern];
    return sums[to] - sums[from];
  }

  private double compute(Group group, int pattern, int day) {
    ClinicSettings.Rate rate = settings.rate();
    int epochDay = origin() + day;
    int weekday = weekday(pattern, day);
    double season =
        settings.timeMode() == TimeMode.RELATIVE
            ? 1
            : group.seasonFactor(Days.weekOfYear(epochDay));
    return rate.visitsPerYear()
        / 365.25
        * group.rateFactor()
        * Math.pow(group.weekdayFactor(weekday), rate.weekdayStrength())
        * Math.pow(season, rate.seasonStrength())
        * (weekday == pattern % favourites && favourites > 1 ? rate.favouriteBoost() : 1);
  }

  private int weekday(int pattern, int day) {
    int epochDay = origin() + day;
    return settings.timeMode() == TimeMode.RELATIVE
        ? Math.floorMod(epochDay + pattern / favourites, 7)
        : Days.weekday(epochDay);
  }
}

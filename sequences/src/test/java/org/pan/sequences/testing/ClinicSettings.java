package org.pan.sequences.testing;

import org.pan.sequences.Resolution;
import org.pan.sequences.TimeMode;

/**
 * What can be changed in the law of a {@link Clinic}.
 *
 * @param timeMode with a calendar, or in days since a day zero that hides it
 * @param resolution of event times; {@link Resolution#DAY} where time is relative: there is no time
 *     of day
 * @param window when patients are observed
 * @param rate how often they come
 * @param ownLevels whether each patient has an own level of each measured code
 */
public record ClinicSettings(
    TimeMode timeMode, Resolution resolution, Window window, Rate rate, boolean ownLevels) {

  /** With a calendar, in minutes; two to four years; all that is latent; no revisits. */
  public static final ClinicSettings DEFAULT =
      new ClinicSettings(
          TimeMode.ABSOLUTE,
          Resolution.MINUTE,
          new Window(84, 730, 1460),
          new Rate(8, 1, 1, 0.6, 3, 0, 0),
          true);

  /**
   * When patients are observed.
   *
   * @param startSpreadDays number of days, from 2015-01-01, over which starts are uniform
   * @param minDays shortest observation
   * @param maxDays longest observation; lengths are uniform
   */
  public record Window(int startSpreadDays, int minDays, int maxDays) {
    public Window {
      if (startSpreadDays < 1 || minDays < 1 || maxDays < minDays) {
        throw new IllegalArgumentException("The clinic needs days on which to observe.");
      }
    }
  }

  /**
   * How often patients come.
   *
   * @param visitsPerYear roughly the visits a year of a patient with frailty 1, without revisits
   * @param weekdayStrength exponent of the weekday profiles; 0 makes all weekdays alike
   * @param seasonStrength exponent of the week-of-year profiles; 0 makes all weeks alike
   * @param frailtySd standard deviation of the log of a patient's frailty, which multiplies the
   *     rate and has mean 1
   * @param favouriteBoost factor of the rate on a patient's favourite weekday; 1 for no favourite
   * @param revisitAfterWeek probability that a visit leads to one 7 days later
   * @param revisitAfterFourWeeks probability that a visit leads to one 28 days later
   */
  public record Rate(
      double visitsPerYear,
      double weekdayStrength,
      double seasonStrength,
      double frailtySd,
      double favouriteBoost,
      double revisitAfterWeek,
      double revisitAfterFourWeeks) {
    public Rate {
      if (!(visitsPerYear > 0) || !(frailtySd >= 0) || !(favouriteBoost > 0)) {
        throw new IllegalArgumentException("A clinic's rate, spread and factor are positive.");
      }
      if (!isProbability(revisitAfterWeek) || !isProbability(revisitAfterFourWeeks)) {
        throw new IllegalArgumentException("Revisits have probabilities in [0, 1).");
      }
    }

    private static boolean isProbability(double value) {
      return value >= 0 && value < 1;
    }

    boolean hasRevisits() {
      return revisitAfterWeek > 0 || revisitAfterFourWeeks > 0;
    }
  }

  public ClinicSettings {
    if ((timeMode == TimeMode.RELATIVE) != (resolution == Resolution.DAY)) {
      throw new IllegalArgumentException(
          "Relative time goes with days, absolute with finer units.");
    }
    if (resolution == Resolution.MICROSECOND) {
      throw new IllegalArgumentException("The clinic's clock shows seconds at best.");
    }
    if (timeMode == TimeMode.RELATIVE && rate.seasonStrength() != 0) {
      throw new IllegalArgumentException("There are no seasons in relative time.");
    }
  }

  /**
   * The same in relative time. There are no seasons; the week survives, but where in it day zero
   * lies is latent (unless all weekdays are alike). Codes and values are those of noon.
   */
  public ClinicSettings relative() {
    Rate flat =
        new Rate(
            rate.visitsPerYear,
            rate.weekdayStrength,
            0,
            rate.frailtySd,
            rate.favouriteBoost,
            rate.revisitAfterWeek,
            rate.revisitAfterFourWeeks);
    return new ClinicSettings(TimeMode.RELATIVE, Resolution.DAY, window, flat, ownLevels);
  }

  /**
   * The same where nothing of a patient is latent; in relative time all weekdays are alike then.
   */
  public ClinicSettings withoutLatents() {
    Rate known =
        new Rate(
            rate.visitsPerYear,
            timeMode == TimeMode.RELATIVE ? 0 : rate.weekdayStrength,
            rate.seasonStrength,
            0,
            1,
            rate.revisitAfterWeek,
            rate.revisitAfterFourWeeks);
    return new ClinicSettings(timeMode, resolution, window, known, false);
  }

  /** The same with scheduled revisits, which come in the morning. */
  public ClinicSettings withRevisits(double afterWeek, double afterFourWeeks) {
    return with(
        new Rate(
            rate.visitsPerYear,
            rate.weekdayStrength,
            rate.seasonStrength,
            rate.frailtySd,
            rate.favouriteBoost,
            afterWeek,
            afterFourWeeks));
  }

  /** The same with other rates. */
  public ClinicSettings with(Rate newRate) {
    return new ClinicSettings(timeMode, resolution, window, newRate, ownLevels);
  }

  /** The same with other observation windows. */
  public ClinicSettings with(Window newWindow) {
    return new ClinicSettings(timeMode, resolution, newWindow, rate, ownLevels);
  }
}

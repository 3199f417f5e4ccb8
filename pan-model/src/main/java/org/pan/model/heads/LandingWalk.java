package org.pan.model.heads;

import org.pan.model.Rows;
import org.pan.model.memory.Eras;

/** Goes over the days after an event, one by one, with their rates. */
final class LandingWalk {

  private final float[] outputs;
  private final int at;
  private final Eras eras;
  private final Seasons seasons;
  private final double[] rates;
  private final int group;
  private final int today;
  private final int limit;
  private final double left;
  private final double[] weekday = new double[LandingHazard.WEEKDAYS];
  private final DayRanges days;
  private final double[] rangeRates;
  private int day;
  private int cachedClass = -1;
  private int cachedEra = -1;
  private double cachedRate;

  /**
   * @param outputs of the head, those of the row from {@code at} on
   * @param rates the seasons' rates of all groups and days
   */
  LandingWalk(
      float[] outputs,
      int at,
      Rows rows,
      int row,
      LandingRow layout,
      Eras eras,
      Seasons seasons,
      double[] rates) {
    this.outputs = outputs;
    this.at = at;
    this.eras = eras;
    this.seasons = seasons;
    this.rates = rates;
    group = layout.group(rows, row);
    today = layout.today(rows, row);
    limit = layout.endLimit(rows, row);
    left = layout.left(rows, row);
    for (int w = 0; w < weekday.length; w++) {
      weekday[w] = Math.exp(outputs[at + LandingHazard.WEEKDAYS_AT + w]);
    }
    days = layout.ranges(rows, row, new DayRanges(layout.dates()));
    rangeRates = new double[days.count()];
    for (int range = 0; range < rangeRates.length; range++) {
      rangeRates[range] = Math.exp(Math.min(6, outputs[at + LandingHazard.RANGES_AT + range]));
    }
    day = today - 1;
  }

  int day() {
    return day;
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
        classRate(GapClasses.of(gap), eras.of(day))
            * weekday[LandingHazard.weekday(day, gap)]
            * rates[seasons.rateIndex(group, day)];
    return gap == 0 ? rate * left : rate + special(gap);
  }

  private double special(int gap) {
    double rate = 0;
    for (int range = 0; range < rangeRates.length; range++) {
      rate += days.holds(range, gap) ? rangeRates[range] : 0;
    }
    return rate;
  }

  private double classRate(int c, int era) {
    if (c != cachedClass || era != cachedEra) {
      cachedClass = c;
      cachedEra = era;
      double log = outputs[at + LandingHazard.CLASSES_AT + c];
      if (eras.count() > 1) {
        log += outputs[at + LandingHazard.RANGES_AT + rangeRates.length + era];
      }
      cachedRate = Math.exp(Math.min(6, log));
    }
    return cachedRate;
  }

  /** The day on which the exposure is used up; {@link DayHead#END} where it never is. */
  int land(double exposure) {
    double left = exposure;
    for (double rate = next(); rate >= 0; rate = next()) {
      left -= rate;
      if (left < 0) {
        return day;
      }
    }
    return DayHead.END;
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
    return k == n - 1 || k < 0 ? DayHead.END : today + k;
  }
}

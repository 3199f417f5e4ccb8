package org.pan.model.heads;

import org.pan.model.memory.Days;

/**
 * Effects of weekday, week of the year and week of the record from counts, by iterative
 * proportional fitting with a prior: each effect is the log ratio of what landed to what the others
 * lead to expect.
 */
final class SeasonCounts {

  private static final int WEEKDAYS = 7;
  private static final int WEEKS_OF_YEAR = 53;
  private static final int ROUNDS = 3;

  private final double[][] landed;
  private final double[][] exposed;
  private final float[][] effects;
  private final double[] spreads;
  private final int recordWeeks;
  private final boolean calendar;
  private final int[] weekOfYear;
  private final double[] rate;
  private final float[] weekday;
  private final float[] year;
  private final float[] record;

  SeasonCounts(
      double[][] landed,
      double[][] exposed,
      float[][] effects,
      double[] spreads,
      int firstDay,
      int recordWeeks,
      boolean calendar) {
    this.landed = landed;
    this.exposed = exposed;
    this.effects = effects;
    this.spreads = spreads;
    this.recordWeeks = recordWeeks;
    this.calendar = calendar;
    this.weekday = new float[spreads.length * WEEKDAYS];
    this.year = new float[spreads.length * WEEKS_OF_YEAR];
    this.record = new float[recordWeeks];
    this.weekOfYear = new int[recordWeeks * WEEKDAYS];
    for (int d = 0; calendar && d < weekOfYear.length; d++) {
      weekOfYear[d] = Days.weekOfYear(firstDay + d);
    }
    this.rate = new double[landed.length];
    for (int g = 0; g < rate.length; g++) {
      rate[g] = rate(landed[g], exposed[g]);
    }
  }

  private static double rate(double[] landed, double[] exposed) {
    double events = 0;
    double days = 0;
    for (int d = 0; d < landed.length; d++) {
      events += landed[d];
      days += exposed[d];
    }
    return days == 0 ? 0 : events / days;
  }

  float[] weekday() {
    return weekday;
  }

  float[] year() {
    return year;
  }

  float[] record() {
    return record;
  }

  void fit(double weekdaySd, double yearSd, double recordSd) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int e = 0; calendar && e < spreads.length; e++) {
        update(weekday, e, WEEKDAYS, spreads[e] * weekdaySd, false);
        update(year, e, WEEKS_OF_YEAR, spreads[e] * yearSd, true);
      }
      updateRecord(recordSd);
    }
  }

  private void update(float[] effect, int row, int size, double sd, boolean byYear) {
    double[] count = new double[size];
    double[] expected = new double[size];
    for (int g = 0; g < landed.length; g++) {
      if (effects[g][row] == 0) {
        continue;
      }
      for (int d = 0; d < weekOfYear.length; d++) {
        if (exposed[g][d] > 0) {
          int i = byYear ? weekOfYear[d] : d % WEEKDAYS;
          count[i] += landed[g][d];
          expected[i] += exposed[g][d] * rate[g] * Math.exp(log(g, d) - effect[row * size + i]);
        }
      }
    }
    double prior = 1 / (sd * sd);
    for (int i = 0; i < size; i++) {
      effect[row * size + i] = (float) Math.log((count[i] + prior) / (expected[i] + prior));
    }
  }

  private void updateRecord(double sd) {
    double prior = 1 / (sd * sd);
    for (int week = 0; week < recordWeeks; week++) {
      double count = prior;
      double expected = prior;
      for (int g = 0; g < landed.length; g++) {
        for (int d = week * WEEKDAYS; d < (week + 1) * WEEKDAYS; d++) {
          if (exposed[g][d] > 0) {
            count += landed[g][d];
            expected += exposed[g][d] * rate[g] * Math.exp(log(g, d) - record[week]);
          }
        }
      }
      record[week] = (float) Math.log(count / expected);
    }
  }

  private double log(int group, int day) {
    double sum = record[day / WEEKDAYS];
    for (int e = 0; calendar && e < spreads.length; e++) {
      if (effects[group][e] != 0) {
        sum += weekday[e * WEEKDAYS + day % WEEKDAYS] + year[e * WEEKS_OF_YEAR + weekOfYear[day]];
      }
    }
    return sum;
  }
}

package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.pan.evaluation.internal.CalendarDay;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.learn.FeatureTable;

/**
 * A row of features for each patient: how many events on how many days over what span, the gaps,
 * and for the 40 most frequent real codes how often, and the mean, spread, last and mean change of
 * their numbers; with a calendar, shares of weekends, nights and winters.
 */
public final class PatientFeatures {

  private static final int CODES = 40;
  private static final int TIMING = 8;
  private static final int CALENDAR = 4;
  private static final int NUMBERS = 4;

  private final Cohort cohort;
  private final List<Integer> codes;
  private final int[] ranks;
  private final boolean[] numbered;
  private final boolean calendar;
  private final List<String> names = new ArrayList<>();
  private final int[] firstColumn;

  private PatientFeatures(
      Cohort cohort, List<Integer> frequentCodes, boolean[] numbered, boolean calendar) {
    this.cohort = cohort;
    this.codes = frequentCodes.stream().limit(CODES).toList();
    this.numbered = numbered;
    this.calendar = calendar;
    this.ranks = new int[cohort.codes().size()];
    this.firstColumn = new int[codes.size()];
    Arrays.fill(ranks, -1);
    for (int rank = 0; rank < codes.size(); rank++) {
      ranks[codes.get(rank)] = rank;
    }
    name();
  }

  /**
   * The features of all patients of a cohort.
   *
   * @param frequentCodes codes, the most frequent real ones first
   * @param numbered by code whether it has numbers
   * @param calendar whether all sets have a calendar
   */
  public static FeatureTable of(
      Cohort cohort, List<Integer> frequentCodes, boolean[] numbered, boolean calendar) {
    return new PatientFeatures(cohort, frequentCodes, numbered, calendar).table();
  }

  /** By code whether one of these cohorts has numbers for it. */
  public static boolean[] numbered(List<Cohort> cohorts) {
    boolean[] numbered = new boolean[cohorts.get(0).codes().size()];
    for (Cohort cohort : cohorts) {
      for (int e = 0; e < cohort.events(); e++) {
        numbered[cohort.code(e)] |= !Double.isNaN(cohort.number(e));
      }
    }
    return numbered;
  }

  private void name() {
    names.addAll(
        List.of(
            "number of events",
            "first day",
            "days from first to last event",
            "days with events",
            "median gap",
            "spread of gaps",
            "share of gaps of whole weeks",
            "share of gaps of one day"));
    if (calendar) {
      names.addAll(
          List.of("share at weekends", "spread of the hour", "share at night", "share in winter"));
    }
    for (int rank = 0; rank < codes.size(); rank++) {
      String code = cohort.codes().name(codes.get(rank));
      firstColumn[rank] = names.size();
      names.add("number of " + code);
      if (numbered[codes.get(rank)]) {
        names.addAll(
            List.of(
                "mean of " + code, "spread of " + code, "last " + code, "mean change of " + code));
      }
    }
  }

  private FeatureTable table() {
    int width = names.size();
    float[] values = new float[cohort.subjects() * width];
    Arrays.fill(values, Float.NaN);
    for (int s = 0; s < cohort.subjects(); s++) {
      timing(s, values, s * width);
      if (calendar) {
        calendar(s, values, s * width + TIMING);
      }
      codes(s, values, s * width);
    }
    return new FeatureTable(List.copyOf(names), values, cohort.subjects());
  }

  private void timing(int s, float[] row, int at) {
    int from = cohort.from(s);
    int to = cohort.to(s);
    row[at] = to - from;
    if (from == to) {
      return;
    }
    double[] gaps = new double[to - from - 1];
    int positive = 0;
    int weeks = 0;
    int ones = 0;
    for (int i = 0; i < gaps.length; i++) {
      int gap = cohort.day(from + i + 1) - cohort.day(from + i);
      gaps[i] = gap;
      positive += gap > 0 ? 1 : 0;
      weeks += gap > 0 && gap % 7 == 0 ? 1 : 0;
      ones += gap == 1 ? 1 : 0;
    }
    // Where there is a calendar the first day would only say when observation began.
    row[at + 1] = calendar ? 0 : cohort.day(from);
    row[at + 2] = cohort.day(to - 1) - cohort.day(from);
    row[at + 3] = positive + 1;
    row[at + 4] = (float) median(gaps);
    row[at + 5] = spread(gaps);
    row[at + 6] = positive == 0 ? Float.NaN : (float) weeks / positive;
    row[at + 7] = positive == 0 ? Float.NaN : (float) ones / positive;
  }

  private void calendar(int s, float[] row, int at) {
    int n = cohort.to(s) - cohort.from(s);
    double[] hours = new double[n];
    double[] sums = new double[CALENDAR];
    for (int e = cohort.from(s); e < cohort.to(s); e++) {
      int hour = cohort.hour(e);
      hours[e - cohort.from(s)] = hour;
      int month = CalendarDay.month(cohort.day(e));
      sums[0] += CalendarDay.weekday(cohort.day(e)) >= 5 ? 1 : 0;
      sums[2] += hour < 7 ? 1 : 0;
      sums[3] += month == 12 || month <= 2 ? 1 : 0;
    }
    if (n > 0) {
      row[at] = (float) (sums[0] / n);
      row[at + 1] = spread(hours);
      row[at + 2] = (float) (sums[2] / n);
      row[at + 3] = (float) (sums[3] / n);
    }
  }

  private void codes(int s, float[] row, int at) {
    int[] counts = new int[codes.size()];
    double[][] numbers = new double[codes.size()][];
    int[] known = new int[codes.size()];
    for (int e = cohort.from(s); e < cohort.to(s); e++) {
      int rank = ranks[cohort.code(e)];
      if (rank >= 0) {
        counts[rank]++;
        if (!Double.isNaN(cohort.number(e))) {
          double[] own = numbers[rank] == null ? new double[4] : numbers[rank];
          numbers[rank] = own.length == known[rank] ? Arrays.copyOf(own, 2 * own.length) : own;
          numbers[rank][known[rank]++] = cohort.number(e);
        }
      }
    }
    for (int rank = 0; rank < counts.length; rank++) {
      int column = at + firstColumn[rank];
      row[column] = counts[rank];
      if (known[rank] > 0) {
        float[] summary = summary(Arrays.copyOf(numbers[rank], known[rank]));
        System.arraycopy(summary, 0, row, column + 1, NUMBERS);
      }
    }
  }

  private static float[] summary(double[] numbers) {
    double change = 0;
    for (int i = 1; i < numbers.length; i++) {
      change += Math.abs(numbers[i] - numbers[i - 1]);
    }
    return new float[] {
      (float) StatUtils.mean(numbers),
      spread(numbers),
      (float) numbers[numbers.length - 1],
      numbers.length < 2 ? Float.NaN : (float) (change / (numbers.length - 1))
    };
  }

  private static float spread(double[] x) {
    return x.length < 2 ? Float.NaN : (float) Math.sqrt(StatUtils.variance(x));
  }

  private static double median(double[] x) {
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
  }
}

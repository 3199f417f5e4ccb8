package org.pan.evaluation.internal.utility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.CalendarDay;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.learn.FeatureTable;

/**
 * When a patient had events up to the index day, and not which: events, days with events, days
 * since the first, the last gap, median and spread of gaps, share of gaps of whole weeks, days with
 * events in the last 30, 90 and 365 days; with a calendar, whether the index day is at a weekend,
 * and its place in the year.
 */
final class TimingFeatures {

  private static final int[] WINDOWS = {30, 90, 365};
  private static final List<String> NAMES =
      List.of(
          "events",
          "days with events",
          "days since first event",
          "last gap",
          "median gap",
          "spread of gaps",
          "share of gaps of whole weeks",
          "days with events in the last 30 days",
          "days with events in the last 90 days",
          "days with events in the last 365 days");
  private static final List<String> CALENDAR = List.of("weekend", "year, cosine", "year, sine");

  private TimingFeatures() {}

  static FeatureTable of(IndexDates index) {
    boolean calendar = index.cohort().hasCalendar();
    List<String> names = new ArrayList<>(NAMES);
    names.addAll(CALENDAR);
    int width = names.size();
    float[] values = new float[index.rows() * width];
    for (int row = 0; row < index.rows(); row++) {
      timing(index, row, values, row * width);
      if (calendar) {
        calendar(index.cohort().day(index.events()[row]), values, row * width + NAMES.size());
      }
    }
    return new FeatureTable(List.copyOf(names), values, index.rows());
  }

  private static void timing(IndexDates index, int row, float[] values, int at) {
    Cohort cohort = index.cohort();
    int from = cohort.from(index.subjects()[row]);
    int last = index.events()[row];
    int[] days = IntStream.rangeClosed(from, last).map(cohort::day).distinct().toArray();
    int today = cohort.day(last);
    double[] gaps = new double[days.length - 1];
    int weeks = 0;
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = days[i + 1] - days[i];
      weeks += gaps[i] % 7 == 0 ? 1 : 0;
    }
    values[at] = (float) Math.log1p(last - from + 1);
    values[at + 1] = (float) Math.log1p(days.length);
    values[at + 2] = (float) Math.log1p(today - days[0]);
    boolean any = gaps.length > 0;
    values[at + 3] = any ? (float) Math.log1p(gaps[gaps.length - 1]) : Float.NaN;
    values[at + 6] = any ? (float) weeks / gaps.length : Float.NaN;
    Arrays.sort(gaps);
    values[at + 4] = any ? (float) Math.log1p(gaps[gaps.length / 2]) : Float.NaN;
    values[at + 5] = any ? (float) Math.log1p(gaps[gaps.length - 1] - gaps[0]) : Float.NaN;
    for (int w = 0; w < WINDOWS.length; w++) {
      int window = WINDOWS[w];
      int recent = (int) Arrays.stream(days).filter(day -> day > today - window).count();
      values[at + 7 + w] = (float) Math.log1p(recent);
    }
  }

  private static void calendar(int day, float[] values, int at) {
    double angle = 2 * Math.PI * CalendarDay.dayOfYear(day) / 365.25;
    values[at] = CalendarDay.weekday(day) >= 5 ? 1 : 0;
    values[at + 1] = (float) Math.cos(angle);
    values[at + 2] = (float) Math.sin(angle);
  }
}

package org.pan.model.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.stat.StatUtils;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Finds the days of relative time on which far more subjects have an event than on the days beside
 * them: day zero, and what a study plans, or takes, from there, such as the measurement of a year
 * before. A visit on one is no matter of the gap before it.
 */
public final class CommonDaysFit {

  /** Days found beside day zero, at most. */
  private static final int MOST = 6;

  /** Subjects with an event on the day, at least. */
  private static final int LEAST = 20;

  /**
   * By how many standard deviations of chance a day stands out: of 100,000 days with one subject
   * each, none has 20.
   */
  private static final double DEVIATIONS = 8;

  private static final int BESIDE = 14;

  private CommonDaysFit() {}

  /** A day, and by how many standard deviations it stands out. */
  private record Peak(int day, double deviations) {}

  /** The days in their order, day zero always. */
  public static int[] fit(List<EncodedTimeline> timelines) {
    Map<Integer, Integer> subjects = new TreeMap<>();
    for (EncodedTimeline t : timelines) {
      Arrays.stream(t.time())
          .mapToInt(Days::of)
          .distinct()
          .forEach(day -> subjects.merge(day, 1, Integer::sum));
    }
    List<Peak> peaks = new ArrayList<>();
    subjects.forEach(
        (day, count) -> {
          double expected = expected(subjects, day);
          double deviations = (count - expected) / Math.sqrt(Math.max(1, expected));
          if (day != 0 && count >= LEAST && deviations >= DEVIATIONS) {
            peaks.add(new Peak(day, deviations));
          }
        });
    peaks.sort(Comparator.comparingDouble(Peak::deviations).reversed());
    List<Integer> days = new ArrayList<>(List.of(0));
    peaks.stream().limit(MOST).forEach(peak -> days.add(peak.day()));
    return days.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** As many as on the days beside it, or on those of the same weekday where those have more. */
  private static double expected(Map<Integer, Integer> subjects, int day) {
    double[] beside = new double[2 * BESIDE];
    double[] weeks = new double[6];
    for (int i = 1; i <= BESIDE; i++) {
      beside[2 * i - 2] = subjects.getOrDefault(day - i, 0);
      beside[2 * i - 1] = subjects.getOrDefault(day + i, 0);
    }
    for (int w = 1; w <= 3; w++) {
      weeks[2 * w - 2] = subjects.getOrDefault(day - 7 * w, 0);
      weeks[2 * w - 1] = subjects.getOrDefault(day + 7 * w, 0);
    }
    return Math.max(StatUtils.percentile(beside, 50), StatUtils.percentile(weeks, 50));
  }
}

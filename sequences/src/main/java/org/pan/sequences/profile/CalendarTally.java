package org.pan.sequences.profile;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Counts visits by second of the day and by day. */
final class CalendarTally {

  private static final List<String> WEEKDAYS =
      List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  private static final int YEAR = 365;
  private static final int SECONDS = 86_400;

  /**
   * This share of visits at either end is left out of the span: single odd dates would stretch it.
   */
  private static final double OUTER = 0.001;

  private final Map<Long, long[]> days = new HashMap<>();
  private final long[] seconds = new long[SECONDS];

  /** Adds a visit; the first of a subject's day counts for the day. */
  void add(long timeMicros, boolean newDay) {
    long inDay = Math.floorMod(timeMicros, GapTally.DAY_MICROS);
    seconds[(int) (inDay / 1_000_000)]++;
    if (newDay) {
      days.computeIfAbsent(Math.floorDiv(timeMicros, GapTally.DAY_MICROS), day -> new long[1])[0]++;
    }
  }

  /** Visits at this second of the day. */
  long at(int second) {
    return seconds[second];
  }

  /** Visits in all. */
  long visits() {
    return Arrays.stream(seconds).sum();
  }

  /** The calendar's rhythms, null without visits. */
  @Nullable CalendarProfile profile(boolean timed) {
    if (days.isEmpty()) {
      return null;
    }
    NavigableMap<Long, Long> counts = new TreeMap<>();
    days.forEach((day, count) -> counts.put(day, count[0]));
    long first = quantile(counts, OUTER);
    long last = quantile(counts, 1 - OUTER);
    double[] daily =
        IntStream.rangeClosed(0, (int) (last - first))
            .mapToDouble(i -> counts.getOrDefault(first + i, 0L))
            .toArray();
    double[] level = detrended(daily);
    boolean weeks = daily.length >= 60;
    boolean years = daily.length >= 2 * YEAR;
    return new CalendarProfile(
        YearMonth.from(LocalDate.ofEpochDay(first)).toString(),
        YearMonth.from(LocalDate.ofEpochDay(last)).toString(),
        Objects.requireNonNull(weekdays(counts)),
        timed ? hours() : null,
        daily.length >= YEAR ? months(first, daily) : null,
        weeks ? autocorrelation(level, 7) : Double.NaN,
        weeks ? (autocorrelation(level, 6) + autocorrelation(level, 8)) / 2 : Double.NaN,
        years ? autocorrelation(level, 364) : Double.NaN,
        years ? autocorrelation(level, 182) : Double.NaN);
  }

  private static long quantile(NavigableMap<Long, Long> counts, double share) {
    long total = counts.values().stream().mapToLong(n -> n).sum();
    long sum = 0;
    for (Map.Entry<Long, Long> day : counts.entrySet()) {
      sum += day.getValue();
      if (sum > share * total) {
        return day.getKey();
      }
    }
    return counts.lastKey();
  }

  private static @Nullable Strength weekdays(NavigableMap<Long, Long> days) {
    long[] counts = new long[7];
    days.forEach((day, n) -> counts[LocalDate.ofEpochDay(day).getDayOfWeek().getValue() - 1] += n);
    return Strength.of(WEEKDAYS, counts, flat(7));
  }

  private @Nullable Strength hours() {
    long[] counts = new long[24];
    for (int s = 0; s < SECONDS; s++) {
      counts[s / 3_600] += seconds[s];
    }
    List<String> labels = IntStream.range(0, 24).mapToObj(h -> String.format("%02d h", h)).toList();
    return Strength.of(labels, counts, flat(24));
  }

  /** Over the last whole years, against the months' lengths. */
  private static @Nullable Strength months(long first, double[] daily) {
    int whole = daily.length / YEAR * YEAR;
    long[] counts = new long[12];
    double[] expected = new double[12];
    for (int i = daily.length - whole; i < daily.length; i++) {
      int month = LocalDate.ofEpochDay(first + i).getMonthValue() - 1;
      counts[month] += Math.round(daily[i]);
      expected[month] += 1.0 / whole;
    }
    return Strength.of(MONTHS, counts, expected);
  }

  private static double[] flat(int n) {
    double[] flat = new double[n];
    Arrays.fill(flat, 1.0 / n);
    return flat;
  }

  /** What remains of daily counts after the mean of the year around each day. */
  private static double[] detrended(double[] daily) {
    double[] sums = new double[daily.length + 1];
    for (int i = 0; i < daily.length; i++) {
      sums[i + 1] = sums[i] + daily[i];
    }
    double[] rest = new double[daily.length];
    for (int i = 0; i < daily.length; i++) {
      int from = Math.max(0, i - YEAR / 2);
      int to = Math.min(daily.length, i + YEAR / 2 + 1);
      rest[i] = daily[i] - (sums[to] - sums[from]) / (to - from);
    }
    return rest;
  }

  private static double autocorrelation(double[] x, int lag) {
    double variance = 0;
    double together = 0;
    for (int i = 0; i < x.length; i++) {
      variance += x[i] * x[i];
      together += i >= lag ? x[i] * x[i - lag] : 0;
    }
    return variance == 0 ? Double.NaN : together / variance;
  }
}

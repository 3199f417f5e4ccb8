package org.pan.sequences.testing;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/**
 * The rhythm of a set of timelines: in which weeks, weekdays and hours visits lie, how many there
 * are on each day, and how visits of one subject follow each other. A visit is a distinct time of a
 * subject.
 */
public final class Rhythm {

  /** What visits are counted by; all but the gaps need a calendar. */
  public enum Axis {
    /** Monday first. */
    WEEKDAY(7),
    HOUR(24),
    /** Weeks of seven days from 1 January. */
    WEEK_OF_YEAR(53),
    /** Weekday times 24 plus hour. */
    WEEKDAY_BY_HOUR(168);

    private final int cells;

    Axis(int cells) {
      this.cells = cells;
    }

    /** The number of cells. */
    public int cells() {
      return cells;
    }

    /** The cell of a time in microseconds. */
    public int cell(long timeMicros) {
      int day = Days.of(timeMicros);
      int hour = (int) (Math.floorMod(timeMicros, Days.MICROS) * 24 / Days.MICROS);
      return switch (this) {
        case WEEKDAY -> Days.weekday(day);
        case HOUR -> hour;
        case WEEK_OF_YEAR -> Days.weekOfYear(day);
        case WEEKDAY_BY_HOUR -> Days.weekday(day) * 24 + hour;
      };
    }
  }

  /** The longest distance of days that is counted. */
  public static final int MAX_DISTANCE = 400;

  private static final String ALL = "";

  private final Map<String, Map<Axis, long[]>> counts = new LinkedHashMap<>();
  private final TreeMap<Integer, Long> daily = new TreeMap<>();
  private final long[] gaps = new long[MAX_DISTANCE + 1];
  private final long[] returns = new long[MAX_DISTANCE + 1];
  private final long[] chances = new long[MAX_DISTANCE + 1];

  private Rhythm() {}

  /**
   * Measures timelines, and those of each category of a static field apart. The stream is consumed.
   */
  public static Rhythm of(Stream<Timeline> timelines, String field) {
    Rhythm rhythm = new Rhythm();
    rhythm.counts.put(ALL, emptyCounts());
    for (Iterator<Timeline> i = timelines.iterator(); i.hasNext(); ) {
      rhythm.add(i.next(), field);
    }
    return rhythm;
  }

  private static Map<Axis, long[]> emptyCounts() {
    Map<Axis, long[]> tables = new EnumMap<>(Axis.class);
    for (Axis axis : Axis.values()) {
      tables.put(axis, new long[axis.cells()]);
    }
    return tables;
  }

  private void add(Timeline timeline, String field) {
    Map<Axis, long[]> all = Objects.requireNonNull(counts.get(ALL));
    Map<Axis, long[]> own =
        timeline.statics().get(field) instanceof StaticValue.Category category
            ? counts.computeIfAbsent(category.name(), name -> emptyCounts())
            : emptyCounts();
    Set<Integer> days = new TreeSet<>();
    long last = Long.MIN_VALUE;
    for (Event event : timeline.events()) {
      if (event.timeMicros() != last) {
        last = event.timeMicros();
        for (Axis axis : Axis.values()) {
          int cell = axis.cell(last);
          Objects.requireNonNull(all.get(axis))[cell]++;
          Objects.requireNonNull(own.get(axis))[cell]++;
        }
        daily.merge(Days.of(last), 1L, Long::sum);
        days.add(Days.of(last));
      }
    }
    addDistances(days.stream().mapToInt(Integer::intValue).toArray(), timeline);
  }

  private void addDistances(int[] days, Timeline timeline) {
    int end =
        timeline.end().isPresent()
            ? Days.of(timeline.end().getAsLong())
            : days.length == 0 ? 0 : days[days.length - 1];
    for (int i = 0; i < days.length; i++) {
      for (int j = i + 1; j < days.length && days[j] - days[i] <= MAX_DISTANCE; j++) {
        returns[days[j] - days[i]]++;
      }
      if (i > 0) {
        gaps[Math.min(MAX_DISTANCE, days[i] - days[i - 1])]++;
      }
      for (int distance = 1; distance <= Math.min(MAX_DISTANCE, end - days[i]); distance++) {
        chances[distance]++;
      }
    }
  }

  /** The number of visits. */
  public long visits() {
    return Arrays.stream(counts(Axis.WEEKDAY)).sum();
  }

  /** Visits by cell. */
  public long[] counts(Axis axis) {
    return counts(axis, ALL);
  }

  /** Visits by cell of the subjects of a category. */
  public long[] counts(Axis axis, String category) {
    Map<Axis, long[]> tables = counts.get(category);
    long[] table = tables == null ? null : tables.get(axis);
    return table == null ? new long[axis.cells()] : table.clone();
  }

  /** The share of visits by cell. */
  public double[] shares(Axis axis) {
    return shares(counts(axis));
  }

  /** The share of visits by cell of the subjects of a category. */
  public double[] shares(Axis axis, String category) {
    return shares(counts(axis, category));
  }

  /** The number of visits on each of the days {@code from <= day < to} since 1970-01-01. */
  public double[] dailyCounts(int from, int to) {
    double[] series = new double[to - from];
    daily.subMap(from, to).forEach((day, count) -> series[day - from] = count);
    return series;
  }

  /**
   * The share of each distance in days from one day with visits to the subject's next; the last
   * holds all longer.
   */
  public double[] gapShares() {
    return shares(gaps);
  }

  /** The share of gaps by their remainder modulo 7. */
  public double[] gapModulo7Shares() {
    long[] remainders = new long[7];
    for (int gap = 1; gap < MAX_DISTANCE; gap++) {
      remainders[gap % 7] += gaps[gap];
    }
    return shares(remainders);
  }

  /**
   * By distance in days, how often a subject that had a visit has one again then (if still
   * observed).
   */
  public double[] returnRates() {
    double[] rates = new double[returns.length];
    for (int distance = 1; distance < rates.length; distance++) {
      rates[distance] = chances[distance] == 0 ? 0 : returns[distance] / (double) chances[distance];
    }
    return rates;
  }

  /** Counts over their sum. */
  public static double[] shares(long[] counts) {
    double sum = Math.max(1, Arrays.stream(counts).sum());
    return Arrays.stream(counts).mapToDouble(count -> count / sum).toArray();
  }

  /** Half the summed absolute difference of two tables of shares: 0 for equal, 1 for disjoint. */
  public static double totalVariation(double[] p, double[] q) {
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += Math.abs(p[i] - q[i]);
    }
    return sum / 2;
  }

  /**
   * The series less its centred moving average over an odd number of days, without half a window at
   * either end.
   */
  public static double[] detrended(double[] series, int window) {
    int half = window / 2;
    double[] rest = new double[Math.max(0, series.length - 2 * half)];
    for (int i = 0; i < rest.length; i++) {
      double mean = Arrays.stream(series, i, i + 2 * half + 1).average().orElseThrow();
      rest[i] = series[i + half] - mean;
    }
    return rest;
  }

  /** The correlation of a series with itself some days later. */
  public static double autocorrelation(double[] series, int lag) {
    double mean = Arrays.stream(series).average().orElse(0);
    double variance = 0;
    double covariance = 0;
    for (int i = 0; i < series.length; i++) {
      variance += (series[i] - mean) * (series[i] - mean);
      if (i >= lag) {
        covariance += (series[i] - mean) * (series[i - lag] - mean);
      }
    }
    int pairs = series.length - lag;
    return covariance / pairs / (variance / series.length);
  }

  /**
   * How probable counts at least this far from the expected shares are by chance (Pearson's
   * chi-square test). Cells with fewer than five expected are taken together.
   */
  public static double chiSquareProbability(long[] counts, double[] expectedShares) {
    double total = Arrays.stream(counts).sum();
    double statistic = 0;
    double rareCount = 0;
    double rareExpected = 0;
    int cells = 0;
    for (int i = 0; i < counts.length; i++) {
      double expected = total * expectedShares[i];
      if (expected < 5) {
        rareCount += counts[i];
        rareExpected += expected;
      } else {
        statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        cells++;
      }
    }
    if (rareExpected > 0) {
      statistic += (rareCount - rareExpected) * (rareCount - rareExpected) / rareExpected;
      cells++;
    } else if (rareCount > 0) {
      return 0;
    }
    return 1 - new ChiSquaredDistribution(null, cells - 1).cumulativeProbability(statistic);
  }
}

package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/**
 * The training subjects' static fields and windows: categories counted, numbers and times of a
 * random sample of subjects.
 */
final class StaticSample {

  /** Beyond so many categories a field is as good as an id; new ones count as rare. */
  private static final int MAX_CATEGORIES = 100_000;

  static final long UNKNOWN = EncodedTimeline.UNKNOWN;

  private final List<StaticField> fields;
  private final int capacity;
  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Map<String, Long>> categories = new ArrayList<>();
  private final long[] overflow;

  /** By field and sampled subject: a number, or a date's microseconds as {@link #times}. */
  private double[][] numbers;

  private long[][] times;
  private int rows;
  private long subjects;

  StaticSample(List<StaticField> fields, int capacity) {
    this.fields = fields;
    this.capacity = capacity;
    fields.forEach(field -> categories.add(new HashMap<>()));
    overflow = new long[fields.size()];
    numbers = new double[fields.size()][16];
    times = new long[fields.size() + 2][16];
  }

  void add(Timeline timeline) {
    for (int f = 0; f < fields.size(); f++) {
      if (timeline.statics().get(fields.get(f).name()) instanceof StaticValue.Category category) {
        count(f, category.name());
      }
    }
    int row = subjects < capacity ? (int) subjects : slot();
    subjects++;
    if (row >= 0) {
      rows = Math.max(rows, row + 1);
      keep(timeline, row);
    }
  }

  private int slot() {
    long slot = random.nextLong(subjects + 1);
    return slot < capacity ? (int) slot : -1;
  }

  private void count(int field, String category) {
    Map<String, Long> counts = categories.get(field);
    if (counts.size() < MAX_CATEGORIES || counts.containsKey(category)) {
      counts.merge(category, 1L, Long::sum);
    } else {
      overflow[field]++;
    }
  }

  private void keep(Timeline timeline, int row) {
    if (row >= times[0].length) {
      int length = Math.min(capacity, 2 * times[0].length);
      numbers = Arrays.stream(numbers).map(x -> Arrays.copyOf(x, length)).toArray(double[][]::new);
      times = Arrays.stream(times).map(x -> Arrays.copyOf(x, length)).toArray(long[][]::new);
    }
    int n = fields.size();
    for (int f = 0; f < n; f++) {
      StaticValue value = timeline.statics().get(fields.get(f).name());
      numbers[f][row] = number(value);
      times[f][row] = value instanceof StaticValue.Date date ? date.timeMicros() : UNKNOWN;
    }
    times[n][row] = timeline.start().orElse(UNKNOWN);
    times[n + 1][row] = timeline.end().orElse(UNKNOWN);
  }

  private static double number(@Nullable StaticValue value) {
    return value instanceof StaticValue.Number number && Double.isFinite(number.value())
        ? number.value()
        : Double.NaN;
  }

  long subjects() {
    return subjects;
  }

  /** Subjects by category of this field. */
  Map<String, Long> categories(int field) {
    return categories.get(field);
  }

  /** Subjects whose category was not counted. */
  long overflow(int field) {
    return overflow[field];
  }

  /** The sampled subjects' numbers, NaN where missing. */
  double[] numbers(int field) {
    return Arrays.copyOf(numbers[field], rows);
  }

  /** The sampled subjects' times of a date field, {@link #UNKNOWN} where missing. */
  long[] times(int field) {
    return Arrays.copyOf(times[field], rows);
  }

  long[] starts() {
    return times(fields.size());
  }

  long[] ends() {
    return times(fields.size() + 1);
  }

  /** Days from start to end, NaN where one is missing. */
  double[] lengths() {
    long[] start = starts();
    long[] end = ends();
    return IntStream.range(0, rows)
        .mapToDouble(
            i ->
                start[i] == UNKNOWN || end[i] == UNKNOWN
                    ? Double.NaN
                    : DateParts.day(end[i]) - DateParts.day(start[i]))
        .toArray();
  }
}

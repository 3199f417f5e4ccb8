package org.pan.sampling;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pan.model.memory.Days;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/**
 * What of one patient's futures comes how often within some days of the last day of the past. A
 * code counts once a future, whether or not the past has had it.
 */
public final class Forecast {

  /** The normal quantile of intervals that hold the truth 95 times in 100. */
  private static final double Z = 1.959964;

  private final int from;
  private final List<Integer> within;
  private final Map<String, int[]> codes = new TreeMap<>();
  private final Map<StaticField, int[]> endings = new HashMap<>();
  private int futures;

  private record StaticField(String field, String value) {}

  /**
   * A probability as a share of futures.
   *
   * @param probability the share
   * @param low lower end of Wilson's 95 % interval: what so few futures leave open, not what the
   *     model does not know
   * @param high its upper end
   */
  public record Chance(double probability, double low, double high) {
    static Chance of(int count, int of) {
      double p = count / (double) of;
      double scale = 1 + Z * Z / of;
      double centre = (p + Z * Z / (2.0 * of)) / scale;
      double half = Z / scale * Math.sqrt(p * (1 - p) / of + Z * Z / (4.0 * of * of));
      return new Chance(p, count == 0 ? 0 : centre - half, count == of ? 1 : centre + half);
    }
  }

  /**
   * @param from last day of the past
   * @param within days from then
   */
  public Forecast(int from, List<Integer> within) {
    this.from = from;
    this.within = List.copyOf(within);
  }

  /** The last day of the past. */
  public int from() {
    return from;
  }

  /** Counts a future. */
  public void add(Timeline future) {
    futures++;
    Map<String, Integer> first = new HashMap<>();
    for (Event event : future.events()) {
      int days = Days.of(event.timeMicros()) - from;
      if (days > 0) {
        first.putIfAbsent(event.code(), days);
      }
    }
    first.forEach((code, days) -> count(codes.computeIfAbsent(code, key -> none()), days));
    if (future.end().isPresent()) {
      int days = Days.of(future.end().getAsLong()) - from;
      future
          .statics()
          .forEach(
              (field, value) ->
                  count(
                      endings.computeIfAbsent(new StaticField(field, text(value)), key -> none()),
                      days));
    }
  }

  private int[] none() {
    return new int[within.size()];
  }

  private void count(int[] counts, int days) {
    for (int w = 0; w < counts.length; w++) {
      counts[w] += days <= within.get(w) ? 1 : 0;
    }
  }

  private static String text(StaticValue value) {
    if (value instanceof StaticValue.Category category) {
      return category.name();
    }
    double x = value instanceof StaticValue.Number number ? number.value() : Double.NaN;
    return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
  }

  /** The codes that any future shows, in order. */
  public Set<String> codes() {
    return Collections.unmodifiableSet(codes.keySet());
  }

  /** The probability that a code comes within so many days. */
  public Chance code(String code, int days) {
    return chance(codes.get(code), days);
  }

  /** The probability that observation ends within so many days with that static value. */
  public Chance ending(String field, String value, int days) {
    return chance(endings.get(new StaticField(field, value)), days);
  }

  private Chance chance(int @org.jspecify.annotations.Nullable [] counts, int days) {
    return Chance.of(counts == null ? 0 : counts[within.indexOf(days)], futures);
  }
}

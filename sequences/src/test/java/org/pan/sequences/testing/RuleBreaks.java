package org.pan.sequences.testing;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/** What the constraints say, written anew from raw timelines, one pair of events at a time. */
@NullMarked
public final class RuleBreaks {

  private static final long DAY = 86_400_000_000L;

  private RuleBreaks() {}

  private static List<Event> with(Timeline t, String code) {
    return t.events().stream().filter(e -> e.code().equals(code)).toList();
  }

  public static boolean breaksOnce(Timeline t, String code) {
    return with(t, code).size() > 1;
  }

  public static boolean canBreakOnce(Timeline t, String code) {
    List<Event> own = with(t, code);
    return !own.isEmpty()
        && t.events().stream().anyMatch(e -> e.timeMicros() > own.get(0).timeMicros());
  }

  public static boolean breaksAfter(Timeline t, String code, String other) {
    return with(t, code).stream()
        .anyMatch(e -> with(t, other).stream().anyMatch(o -> o.timeMicros() < e.timeMicros()));
  }

  public static boolean canBreakAfter(Timeline t, String code, String other) {
    return with(t, code).stream()
        .anyMatch(e -> with(t, other).stream().anyMatch(o -> o.timeMicros() != e.timeMicros()));
  }

  public static boolean breaksWith(Timeline t, String code, String field, String value) {
    return !with(t, code).isEmpty() && has(t, field, value);
  }

  public static boolean has(Timeline t, String field, String value) {
    return Objects.equals(t.statics().get(field), new StaticValue.Category(value));
  }

  private static int first(Timeline t, Set<String> codes) {
    List<Event> events = t.events();
    return IntStream.range(0, events.size())
        .filter(i -> codes.contains(events.get(i).code()))
        .findFirst()
        .orElse(events.size());
  }

  /** Whether the code comes before one of those it needs. */
  public static boolean breaksNeeds(Timeline t, String code, Set<String> needed) {
    return first(t, Set.of(code)) < first(t, needed);
  }

  /** To how many records it would, if it came as readily before as after. */
  public static double canBreakNeeds(List<Timeline> ts, String code, Set<String> needed) {
    double events = 0;
    double eventsBefore = 0;
    int firsts = 0;
    for (Timeline t : ts) {
      int own = first(t, Set.of(code));
      int other = first(t, needed);
      int end = t.events().size();
      int until = Math.min(own + 1, end);
      eventsBefore += Math.min(until, Math.min(other + 1, end));
      events += Math.max(0, until - Math.min(other + 1, end));
      firsts += other < own && own < end ? 1 : 0;
    }
    return firsts / events * eventsBefore;
  }

  /** Days between one day with the code and the next. */
  public static List<Integer> gaps(Timeline t, String code) {
    List<Long> days =
        with(t, code).stream().map(e -> Math.floorDiv(e.timeMicros(), DAY)).distinct().toList();
    return IntStream.range(1, days.size())
        .mapToObj(i -> (int) (days.get(i) - days.get(i - 1)))
        .toList();
  }
}

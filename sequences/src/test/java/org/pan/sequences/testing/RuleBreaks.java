package org.pan.sequences.testing;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
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

  /** The codes at times later than the first with a code. */
  public static List<String> sequels(Timeline t, String code) {
    return t.events().stream()
        .filter(e -> with(t, code).stream().anyMatch(o -> o.timeMicros() < e.timeMicros()))
        .map(Event::code)
        .toList();
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

  /** How often it would, if it came as readily, event by event, before as after. */
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

  /** Numbers of the visits, which are the times that differ, of some of a record's events. */
  private static int visit(Timeline t, int event) {
    return (int)
        t.events().subList(0, event + 1).stream().mapToLong(Event::timeMicros).distinct().count();
  }

  private static int lastBefore(Timeline t, int event, Set<String> codes) {
    int last = event - 1;
    while (last >= 0 && !codes.contains(t.events().get(last).code())) {
      last--;
    }
    return last;
  }

  /** Whether at an event the code has come and lapsed: more than a visit ago, renewed by none. */
  private static boolean lapsed(Timeline t, int event, String code, Set<String> needed) {
    int last = lastBefore(t, event, Set.of(code));
    return last >= 0
        && lastBefore(t, event, needed) <= last
        && visit(t, last) < visit(t, event) - 1;
  }

  private static IntStream again(Timeline t, String code) {
    return IntStream.range(0, t.events().size()).filter(i -> lastBefore(t, i, Set.of(code)) >= 0);
  }

  private static boolean isAt(Timeline t, int event, String code) {
    return t.events().get(event).code().equals(code);
  }

  /** Whether the code comes again when it has lapsed. */
  public static boolean breaksAgain(Timeline t, String code, Set<String> needed) {
    return again(t, code).anyMatch(i -> isAt(t, i, code) && lapsed(t, i, code, needed));
  }

  /** How often it would, if it came in as many visits then as while it goes on. */
  public static double canBreakAgain(List<Timeline> ts, String code, Set<String> needed) {
    double came = 0;
    double on = 0;
    double over = 0;
    for (Timeline t : ts) {
      came += again(t, code).filter(i -> isAt(t, i, code) && !lapsed(t, i, code, needed)).count();
      int[] first = again(t, code).filter(i -> i > 0 && visit(t, i) > visit(t, i - 1)).toArray();
      for (int i : first) {
        boolean isOver = lapsed(t, i, code, needed);
        over += isOver ? 1 : 0;
        on += isOver ? 0 : 1;
      }
    }
    return came / on * over;
  }

  /** How often the code comes on each day on which it does. */
  public static List<Integer> daily(Timeline t, String code) {
    List<Long> all = days(t, code);
    return all.stream().distinct().map(day -> Collections.frequency(all, day)).toList();
  }

  /** The day of each event with the code. */
  private static List<Long> days(Timeline t, String code) {
    return with(t, code).stream().map(e -> Math.floorDiv(e.timeMicros(), DAY)).toList();
  }

  /** Days between one day with the code and the next. */
  public static List<Integer> gaps(Timeline t, String code) {
    List<Long> days = days(t, code).stream().distinct().toList();
    return IntStream.range(1, days.size())
        .mapToObj(i -> (int) (days.get(i) - days.get(i - 1)))
        .toList();
  }

  /** By time with another code, whether the code comes at it. */
  public static List<Boolean> together(Timeline t, String code, String other) {
    return companions(t, code, other, Long.MIN_VALUE);
  }

  /** The same of times later than the first with both. */
  public static List<Boolean> kept(Timeline t, String code, String other) {
    OptionalLong both =
        with(t, code).stream()
            .mapToLong(Event::timeMicros)
            .filter(time -> with(t, other).stream().anyMatch(e -> e.timeMicros() == time))
            .findFirst();
    return both.isEmpty() ? List.of() : companions(t, code, other, both.getAsLong());
  }

  /** The same of times before which the last with the other was with both. */
  public static List<Boolean> lasting(Timeline t, String code, String other) {
    List<Boolean> all = together(t, code, other);
    return IntStream.range(1, all.size()).filter(i -> all.get(i - 1)).mapToObj(all::get).toList();
  }

  private static List<Boolean> companions(Timeline t, String code, String other, long after) {
    return with(t, other).stream()
        .map(Event::timeMicros)
        .distinct()
        .filter(time -> time > after)
        .map(time -> with(t, code).stream().anyMatch(e -> e.timeMicros() == time))
        .toList();
  }
}

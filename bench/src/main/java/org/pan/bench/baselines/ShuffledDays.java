package org.pan.bench.baselines;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Timeline;

/**
 * Real patients drawn with replacement, the days of each of their weeks in random order and the
 * hours of each day turned by a random number of minutes: all is real but the rhythm. What rates it
 * like the patients themselves does not see the calendar.
 *
 * <p>Weeks are those of the calendar, or of seven days from day zero, which stays where it is. No
 * day leaves the observation window. Events at midnight, which tell no hour, stay there.
 */
public final class ShuffledDays {

  private static final int WEEK = 7;
  private static final long DAY_MICROS = Resolution.DAY.micros();
  private static final int DAY_MINUTES = 24 * 60;

  /** 1970-01-01 was a Thursday: weeks that begin on Mondays begin on day -3. */
  private static final long A_MONDAY = -3;

  private final Patients real;

  ShuffledDays(Patients real) {
    this.real = real;
  }

  /** Patients 1 to count; each depends on the seed and its own number only. */
  Stream<Timeline> sample(long count, long seed) {
    return LongStream.rangeClosed(1, count)
        .mapToObj(number -> shuffled(number, Draws.random(seed, number)));
  }

  private Timeline shuffled(long number, SplittableRandom random) {
    Timeline original = real.timelines().get(random.nextInt(real.timelines().size()));
    return new Timeline(
        String.valueOf(number),
        original.statics(),
        original.start(),
        original.end(),
        original.events().isEmpty() ? List.of() : moved(original, random));
  }

  private List<Event> moved(Timeline original, SplittableRandom random) {
    List<Event> events = original.events();
    long first = day(original.start().orElse(events.get(0).timeMicros()));
    long last = day(original.end().orElse(events.get(events.size() - 1).timeMicros()));
    Map<Long, Long> days = new HashMap<>();
    Map<Long, Integer> turns = new HashMap<>();
    List<Event> moved = new ArrayList<>();
    for (Event event : events) {
      long day = day(event.timeMicros());
      if (!days.containsKey(day) && day >= first && day <= last) {
        shuffleWeek(day, first, last, random, days);
      }
      int turn = turns.computeIfAbsent(day, d -> random.nextInt(DAY_MINUTES));
      long time =
          days.getOrDefault(day, day) * DAY_MICROS
              + turned(event.timeMicros() - day * DAY_MICROS, turn);
      moved.add(new Event(time, event.code(), event.number(), event.text()));
    }
    // Stable: events of one time stay in their order.
    moved.sort(Comparator.comparingLong(Event::timeMicros));
    return moved;
  }

  /** Gives each day of a day's week its new place, among those of the week in the window. */
  private void shuffleWeek(
      long day, long first, long last, SplittableRandom random, Map<Long, Long> days) {
    List<Long> from = week(day).filter(d -> d >= first && d <= last).boxed().toList();
    List<Long> to = new ArrayList<>(from);
    for (int i = to.size() - 1; i > 0; i--) {
      Collections.swap(to, i, random.nextInt(i + 1));
    }
    for (int i = 0; i < from.size(); i++) {
      days.put(from.get(i), to.get(i));
    }
  }

  private LongStream week(long day) {
    return switch (real.schema().timeMode()) {
      case ABSOLUTE -> seven(day - Math.floorMod(day - A_MONDAY, WEEK));
      case RELATIVE -> {
        if (day == 0) {
          yield LongStream.of(0);
        }
        yield seven(day > 0 ? day - (day - 1) % WEEK : day - Math.floorMod(day, WEEK));
      }
    };
  }

  private static LongStream seven(long first) {
    return LongStream.range(first, first + WEEK);
  }

  private long turned(long timeOfDay, int minutes) {
    if (real.schema().resolution() == Resolution.DAY || timeOfDay == 0) {
      return timeOfDay;
    }
    return (timeOfDay + minutes * Resolution.MINUTE.micros()) % DAY_MICROS;
  }

  private static long day(long micros) {
    return Math.floorDiv(micros, DAY_MICROS);
  }
}

package org.pan.model.testing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * Made-up records in which everything occurs: windows that are known or not, a declared date,
 * visits that cluster on whole weeks, several visits a day, times of day that are always the same
 * and others, codes without numbers, with few, many and continuous ones, numbers that are missing
 * or repeat.
 */
public final class MixedWorld {

  public static final long DAY = Resolution.DAY.micros();

  private static final long MINUTE = Resolution.MINUTE.micros();

  private MixedWorld() {}

  /** The schema; with a calendar it is timed to the minute, else to the day. */
  public static Schema schema(TimeMode mode) {
    boolean absolute = mode == TimeMode.ABSOLUTE;
    return new Schema(
        mode,
        absolute ? Resolution.MINUTE : Resolution.DAY,
        absolute ? "TIMESTAMP" : "INTEGER",
        "DOUBLE",
        List.of(
            new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR"),
            new StaticField("age", StaticField.Kind.NUMBER, "INTEGER"),
            new StaticField("enrolled", StaticField.Kind.DATE, "DATE")));
  }

  /** Subjects of whom a fifth has no known start and another fifth no known end. */
  public static List<Timeline> timelines(TimeMode mode, int count, long seed) {
    List<Timeline> timelines = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int s = 0; s < count; s++) {
      timelines.add(timeline(mode, Integer.toString(s + 1), random.split()));
    }
    return timelines;
  }

  /**
   * With a calendar, hardly any but the first event before a date, and a review every 45 days from
   * then on.
   */
  public static List<Timeline> timelinesWithEras(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long opening = 16_250 * DAY;
    return timelines(TimeMode.ABSOLUTE, count, seed).stream()
        .map(
            t ->
                new Timeline(
                    t.subject(),
                    t.statics(),
                    t.start(),
                    t.end(),
                    Stream.concat(
                            t.events().stream()
                                .filter(
                                    e ->
                                        e.timeMicros() >= opening
                                            || e.equals(t.events().get(0))
                                            || random.nextInt(8) == 0),
                            reviews(t, opening))
                        .sorted(Comparator.comparingLong(Event::timeMicros))
                        .toList()))
        .toList();
  }

  private static Stream<Event> reviews(Timeline t, long opening) {
    long first = t.events().isEmpty() ? 0 : t.events().get(0).timeMicros();
    long last = t.events().isEmpty() ? 0 : t.events().get(t.events().size() - 1).timeMicros();
    return Stream.iterate(Math.max(first, opening), time -> time < last, time -> time + 45 * DAY)
        .map(time -> Event.of(time, "REVIEW"));
  }

  private static Timeline timeline(TimeMode mode, String subject, SplittableRandom random) {
    boolean absolute = mode == TimeMode.ABSOLUTE;
    int first = absolute ? 16_000 + random.nextInt(200) : -random.nextInt(90);
    int last = first + 5 + random.nextInt(300);
    Map<String, StaticValue> statics = new LinkedHashMap<>();
    if (random.nextInt(10) > 0) {
      statics.put("sex", new StaticValue.Category(random.nextBoolean() ? "F" : "M"));
    }
    if (random.nextInt(10) > 0) {
      statics.put("age", new StaticValue.Number(20 + random.nextInt(60)));
    }
    if (random.nextInt(10) > 0) {
      long enrolled = (long) first + random.nextInt(last - first + 30);
      statics.put("enrolled", new StaticValue.Date(enrolled * DAY));
    }
    long start = first * DAY + (absolute ? random.nextInt(1440) * MINUTE : 0);
    long end = last * DAY + (absolute ? random.nextInt(1440) * MINUTE : 0);
    List<Event> events = new ArrayList<>();
    long time = absolute ? first * DAY + timeOfDay(random) : first * DAY;
    time = Math.max(time, start);
    while (time <= end) {
      visit(time, random, events);
      time = next(time, absolute, random);
    }
    return new Timeline(
        subject,
        statics,
        random.nextInt(5) == 0 ? OptionalLong.empty() : OptionalLong.of(start),
        random.nextInt(5) == 0 ? OptionalLong.empty() : OptionalLong.of(end),
        events);
  }

  private static long next(long time, boolean absolute, SplittableRandom random) {
    int kind = random.nextInt(10);
    if (absolute && kind < 2 && Math.floorMod(time, DAY) < DAY - 3 * MINUTE) {
      long left = DAY - Math.floorMod(time, DAY) - MINUTE;
      return time + MINUTE + random.nextLong(left / MINUTE) * MINUTE;
    }
    long day = Math.floorDiv(time, DAY) + (kind < 6 ? 7 * (1 + random.nextInt(6)) : 1);
    day += kind == 9 ? random.nextInt(60) : 0;
    return day * DAY + (absolute ? timeOfDay(random) : 0);
  }

  private static long timeOfDay(SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> 8 * 60 * MINUTE;
      case 3, 4 -> 12 * 60 * MINUTE;
      case 5 -> DAY - MINUTE;
      default -> (7 * 60 + random.nextInt(12 * 60)) * MINUTE;
    };
  }

  private static void visit(long time, SplittableRandom random, List<Event> events) {
    Map<String, List<Event>> byCode = new TreeMap<>();
    int codes = 1 + random.nextInt(3);
    double shared = Math.rint(366 + 8 * random.nextGaussian()) / 10;
    for (int c = 0; c < codes; c++) {
      Event event = event(time, random, shared);
      byCode.computeIfAbsent(event.code(), code -> new ArrayList<>()).add(event);
    }
    byCode.values().forEach(events::addAll);
  }

  private static Event event(long time, SplittableRandom random, double shared) {
    return switch (random.nextInt(7)) {
      case 0 -> Event.of(time, "ADMISSION");
      case 1 ->
          random.nextInt(4) == 0 ? Event.of(time, "FLAG") : Event.of(time, "FLAG", bit(random));
      case 2 -> Event.of(time, "CRP", Math.exp(random.nextGaussian()));
      case 3 -> Event.of(time, "GRADE", random.nextInt(5));
      case 4 -> Event.of(time, "TEMPERATURE", shared);
      case 5 -> Event.of(time, "TEMPERATURE_EAR", random.nextInt(3) == 0 ? shared + .5 : shared);
      default -> Event.of(time, "WEIGHT", 70 + random.nextInt(40));
    };
  }

  private static int bit(SplittableRandom random) {
    return random.nextInt(2);
  }
}

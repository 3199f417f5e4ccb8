package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/**
 * Records in which codes wait for others: DRUG for the DISEASE that half of all get, CARE, each day
 * of a stay, for the ADMISSION; the DISCHARGE that ends a stay is followed by no CARE until the
 * next. VISIT comes at any time. No two events of a record are of one day.
 */
@NullMarked
public final class WardWorld {

  public static final Schema SCHEMA =
      Schemas.days(new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR"));

  private static final int DAYS = 1_400;

  private WardWorld() {}

  public static List<Timeline> timelines(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      timelines.add(timeline(Integer.toString(s), random));
    }
    return timelines;
  }

  private static Timeline timeline(String subject, SplittableRandom random) {
    boolean woman = random.nextBoolean();
    int disease = random.nextBoolean() ? random.nextInt(DAYS / 2) : DAYS;
    boolean frail = random.nextInt(3) > 0;
    boolean diseased = false;
    List<Event> events = new ArrayList<>();
    int day = random.nextInt(40);
    while (day < DAYS - 20) {
      if (day >= disease && !diseased) {
        diseased = true;
        add(events, day, "DISEASE");
      } else if (diseased && random.nextInt(3) == 0) {
        add(events, day, "DRUG");
      } else if (frail && random.nextInt(6) == 0) {
        day = addStay(events, day, random);
      } else {
        add(events, day, "VISIT");
      }
      day += 1 + random.nextInt(80);
    }
    return new Timeline(
        subject,
        Map.of("sex", new StaticValue.Category(woman ? "F" : "M")),
        OptionalLong.of(0),
        OptionalLong.of(DAYS * Resolution.DAY.micros()),
        events);
  }

  private static int addStay(List<Event> events, int admission, SplittableRandom random) {
    int day = admission;
    add(events, day++, "ADMISSION");
    do {
      add(events, day++, "CARE");
    } while (random.nextInt(4) > 0 && day < admission + 15);
    add(events, day, "DISCHARGE");
    return day;
  }

  private static void add(List<Event> events, int day, String code) {
    events.add(Event.of(day * Resolution.DAY.micros(), code));
  }
}

package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;

/**
 * Records in which codes wait for others: DRUG for the DISEASE that half of all get, CARE, each day
 * of a stay, for the ADMISSION; the DISCHARGE that ends a stay is followed by no CARE until the
 * next. VISIT comes at any time. No two events of a record are of one day.
 */
@NullMarked
public final class WardWorld {

  public static final Schema SCHEMA = DailyWorld.SCHEMA;

  private static final int DAYS = 1_400;

  private WardWorld() {}

  public static List<Timeline> timelines(int count, long seed) {
    return DailyWorld.timelines(count, seed, WardWorld::timeline);
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
        DailyWorld.add(events, day, "DISEASE");
      } else if (diseased && random.nextInt(3) == 0) {
        DailyWorld.add(events, day, "DRUG");
      } else if (frail && random.nextInt(6) == 0) {
        day = addStay(events, day, random);
      } else {
        DailyWorld.add(events, day, "VISIT");
      }
      day += 1 + random.nextInt(80);
    }
    return DailyWorld.timeline(subject, woman, DAYS, events);
  }

  private static int addStay(List<Event> events, int admission, SplittableRandom random) {
    int day = admission;
    DailyWorld.add(events, day++, "ADMISSION");
    do {
      DailyWorld.add(events, day++, "CARE");
    } while (random.nextInt(4) > 0 && day < admission + 15);
    DailyWorld.add(events, day, "DISCHARGE");
    return day;
  }
}

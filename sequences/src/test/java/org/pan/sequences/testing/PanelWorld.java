package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;

/**
 * Days of which half have a VISIT, the others a CALL or an ANSWER. With a VISIT always comes a
 * WEIGHT, with a DIASTOLIC pressure, in every second one, the SYSTOLIC, and with that the other.
 * Half of all get a disease: GLUCOSE and an XRAY come with their first VISIT from then on and with
 * every one after it, and so does a THERAPY until it ends, which it does at one of fifty.
 */
@NullMarked
public final class PanelWorld {

  public static final Schema SCHEMA = DailyWorld.SCHEMA;

  private static final int DAYS = 400;

  private PanelWorld() {}

  public static List<Timeline> timelines(int count, long seed) {
    return DailyWorld.timelines(count, seed, PanelWorld::timeline);
  }

  private static Timeline timeline(String subject, SplittableRandom random) {
    boolean woman = random.nextBoolean();
    int disease = random.nextBoolean() ? random.nextInt(DAYS / 2) : DAYS;
    List<Event> events = new ArrayList<>();
    boolean treated = true;
    for (int day = random.nextInt(30); day < DAYS; day += 1 + random.nextInt(60)) {
      if (random.nextBoolean()) {
        treated &= day < disease || random.nextInt(50) > 0;
        addVisit(events, day, day >= disease, treated, random);
      } else {
        DailyWorld.add(events, day, random.nextBoolean() ? "CALL" : "ANSWER");
      }
    }
    return DailyWorld.timeline(subject, woman, DAYS, events);
  }

  private static void addVisit(
      List<Event> events, int day, boolean diseased, boolean treated, SplittableRandom random) {
    boolean pressure = random.nextBoolean();
    if (pressure) {
      DailyWorld.add(events, day, "DIASTOLIC");
    }
    if (diseased) {
      DailyWorld.add(events, day, "GLUCOSE");
    }
    if (pressure) {
      DailyWorld.add(events, day, "SYSTOLIC");
    }
    if (diseased && treated) {
      DailyWorld.add(events, day, "THERAPY");
    }
    DailyWorld.add(events, day, "VISIT");
    DailyWorld.add(events, day, "WEIGHT");
    if (diseased) {
      DailyWorld.add(events, day, "XRAY");
    }
  }
}

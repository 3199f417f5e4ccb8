package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;

/**
 * Days with rounds at any hour between six and eighteen, some hours apart: a MEAL at each of three,
 * WASH at two of them at most, the DRUG at one. No two events of a record are at one time.
 */
@NullMarked
public final class RoundsWorld {

  public static final Schema SCHEMA = Schemas.relative(Resolution.MINUTE, DailyWorld.SEX);

  private static final long MINUTE = Resolution.MINUTE.micros();

  private RoundsWorld() {}

  public static List<Timeline> timelines(int count, long seed) {
    return DailyWorld.timelines(count, seed, RoundsWorld::timeline);
  }

  private static Timeline timeline(String subject, SplittableRandom random) {
    boolean woman = random.nextBoolean();
    List<Event> events = new ArrayList<>();
    for (int day = random.nextInt(30); day < 200; day += 1 + random.nextInt(30)) {
      int drug = random.nextInt(3);
      int unwashed = random.nextInt(3);
      for (int round = 0; round < 3; round++) {
        long time = (24L * 60 * day + 60L * (6 + 4 * round) + random.nextInt(180)) * MINUTE;
        events.add(Event.of(time, "MEAL"));
        if (round != unwashed && random.nextBoolean()) {
          events.add(Event.of(time + MINUTE, "WASH"));
        }
        if (round == drug) {
          events.add(Event.of(time + 2 * MINUTE, "DRUG"));
        }
      }
    }
    return DailyWorld.timeline(subject, woman, 200, events);
  }
}

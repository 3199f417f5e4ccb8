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
 * Records with rules: BIRTH to women alone and 250 days apart, APPENDIX at most once, nothing but
 * VISIT and BIRTH after TRANSFER, VISIT at any time.
 */
@NullMarked
public final class RuledWorld {

  public static final Schema SCHEMA = DailyWorld.SCHEMA;

  private RuledWorld() {}

  public static List<Timeline> timelines(int count, long seed) {
    return DailyWorld.timelines(count, seed, RuledWorld::timeline);
  }

  /** The same, but that TRANSFER ends each record. */
  public static List<Timeline> ended(List<Timeline> timelines) {
    return timelines.stream().map(RuledWorld::ended).toList();
  }

  private static Timeline ended(Timeline t) {
    long last =
        t.events().stream()
            .filter(e -> e.code().equals("TRANSFER"))
            .mapToLong(Event::timeMicros)
            .findFirst()
            .orElse(Long.MAX_VALUE);
    List<Event> events = t.events().stream().filter(e -> e.timeMicros() <= last).toList();
    return new Timeline(t.subject(), t.statics(), t.start(), t.end(), events);
  }

  /** The same, but that after TRANSFER there is a REPORT or two, some days later, or none. */
  public static List<Timeline> reported(List<Timeline> timelines) {
    return timelines.stream().map(RuledWorld::reported).toList();
  }

  private static Timeline reported(Timeline t) {
    Timeline ended = ended(t);
    List<Event> events = new ArrayList<>(ended.events());
    Event last = events.get(events.size() - 1);
    int reports = last.code().equals("TRANSFER") ? Integer.parseInt(t.subject()) % 3 : 0;
    for (int r = 1; r <= reports; r++) {
      events.add(Event.of(last.timeMicros() + 7L * r * Resolution.DAY.micros(), "REPORT"));
    }
    return new Timeline(t.subject(), t.statics(), t.start(), t.end(), events);
  }

  private static Timeline timeline(String subject, SplittableRandom random) {
    boolean woman = random.nextBoolean();
    int appendix = random.nextInt(3) > 0 ? random.nextInt(20) : -1;
    int transfer = 10 + random.nextInt(30);
    int lastBirth = -1000;
    List<Event> events = new ArrayList<>();
    for (int step = 0; step < 40; step++) {
      int day = 31 * step + random.nextInt(20);
      if (step == appendix && appendix <= transfer) {
        DailyWorld.add(events, day, "APPENDIX");
      }
      if (woman && day - lastBirth >= 250 && random.nextInt(5) == 0) {
        DailyWorld.add(events, day, "BIRTH");
        lastBirth = day;
      }
      if (step < transfer && random.nextInt(4) == 0) {
        DailyWorld.add(events, day, "LAB");
        if (random.nextInt(3) == 0) {
          DailyWorld.add(events, day, "LAB");
        }
      }
      if (step == transfer) {
        DailyWorld.add(events, day, "TRANSFER");
      }
      if (random.nextInt(3) == 0) {
        DailyWorld.add(events, day, "VISIT");
      }
    }
    return DailyWorld.timeline(subject, woman, 1260, events);
  }
}

package org.pan.sequences.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.NullMarked;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;

/** Women and men observed for a number of days, with codes on some of them. */
@NullMarked
final class DailyWorld {

  static final StaticField SEX = new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR");

  static final Schema SCHEMA = Schemas.days(SEX);

  private DailyWorld() {}

  /**
   * @param record makes the one of a subject
   */
  static List<Timeline> timelines(
      int count, long seed, BiFunction<String, SplittableRandom, Timeline> record) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      timelines.add(record.apply(Integer.toString(s), random));
    }
    return timelines;
  }

  static Timeline timeline(String subject, boolean woman, int days, List<Event> events) {
    return new Timeline(
        subject,
        Map.of("sex", new StaticValue.Category(woman ? "F" : "M")),
        OptionalLong.of(0),
        OptionalLong.of(days * Resolution.DAY.micros()),
        events);
  }

  static void add(List<Event> events, int day, String code) {
    events.add(Event.of(day * Resolution.DAY.micros(), code));
  }
}

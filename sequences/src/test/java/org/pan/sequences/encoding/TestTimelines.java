package org.pan.sequences.encoding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/** Made-up timelines with every kind of static field, code, number and text. */
final class TestTimelines {

  static final long DAY = DateParts.DAY_MICROS;

  private TestTimelines() {}

  static Schema schema(TimeMode mode, Resolution resolution, StaticField... fields) {
    String type =
        mode == TimeMode.RELATIVE ? "DOUBLE" : resolution == Resolution.DAY ? "DATE" : "TIMESTAMP";
    return new Schema(mode, resolution, type, "DOUBLE", List.of(fields));
  }

  static StaticField field(String name, StaticField.Kind kind) {
    String type =
        switch (kind) {
          case CATEGORY -> "VARCHAR";
          case NUMBER -> "DOUBLE";
          case DATE -> "TIMESTAMP";
        };
    return new StaticField(name, kind, type);
  }

  static Schema fullSchema(TimeMode mode) {
    return schema(
        mode,
        Resolution.SECOND,
        field("sex", StaticField.Kind.CATEGORY),
        field("age", StaticField.Kind.NUMBER),
        field("enrolled", StaticField.Kind.DATE),
        field("birth", StaticField.Kind.DATE));
  }

  /** Random subjects for {@link #fullSchema}; enrolment falls on working days only. */
  static List<Timeline> random(int subjects, long seed) {
    Random random = new Random(seed);
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < subjects; s++) {
      timelines.add(subject(Integer.toString(s), random));
    }
    return timelines;
  }

  private static Timeline subject(String id, Random random) {
    Map<String, StaticValue> statics = new LinkedHashMap<>();
    if (random.nextInt(10) > 0) {
      statics.put("sex", new StaticValue.Category(random.nextBoolean() ? "F" : "M"));
    }
    if (random.nextInt(10) > 0) {
      statics.put("age", new StaticValue.Number(18 + random.nextInt(70)));
    }
    long enrolled = DateParts.day(2_500L + random.nextInt(50), random.nextInt(5));
    if (random.nextInt(10) > 0) {
      statics.put("enrolled", new StaticValue.Date(enrolled * DAY));
      statics.put("birth", new StaticValue.Date(random.nextInt(12_000) * DAY));
    }
    long start = enrolled * DAY + random.nextInt(86_400) * 1_000_000L;
    OptionalLong from = random.nextInt(20) == 0 ? OptionalLong.empty() : OptionalLong.of(start);
    OptionalLong to =
        random.nextInt(20) == 0 ? OptionalLong.empty() : OptionalLong.of(start + 365 * DAY);
    return new Timeline(id, statics, from, to, events(start, random));
  }

  private static List<Event> events(long start, Random random) {
    List<Event> events = new ArrayList<>();
    int n = random.nextInt(30);
    for (int i = 0; i < n; i++) {
      long time = start + random.nextInt(300) * DAY / 3;
      time -= Math.floorMod(time, 1_000_000L);
      events.add(
          switch (random.nextInt(6)) {
            case 0 -> Event.of(time, "DX//a");
            case 1 -> Event.of(time, "LAB//hb", Math.rint(random.nextGaussian() * 20 + 130) / 10);
            case 2 -> Event.of(time, "LAB//crp", Math.exp(random.nextGaussian()));
            case 3 -> new Event(time, "SMOKER", Double.NaN, random.nextBoolean() ? "yes" : "no");
            case 4 -> Event.of(time, "LAB//hb");
            default -> Event.of(time, "VISIT//" + random.nextInt(4), random.nextInt(3));
          });
    }
    events.sort(Comparator.comparingLong(Event::timeMicros));
    return events;
  }
}

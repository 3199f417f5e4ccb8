package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pan.sequences.StaticField.Kind;
import org.pan.sequences.StaticField.Origin;

/** Timelines made up at random come back from every format as they were written. */
class RandomRoundTripTest {

  private static final long DAY = 86_400_000_000L;
  private static final String[] TEXTS = {
    "", " ", "a", "A//b", "\"", "'", ",", "line\nbreak", "é漢\uD83D\uDE00", "NULL", "007", "//"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "ABSOLUTE, DATE, DAY",
    "ABSOLUTE, TIMESTAMP, MINUTE",
    "ABSOLUTE, TIMESTAMP, MICROSECOND",
    "RELATIVE, INTEGER, DAY",
    "RELATIVE, DOUBLE, SECOND",
    "RELATIVE, DOUBLE, MICROSECOND"
  })
  void madeUpTimelinesComeBack(TimeMode mode, String timeType, Resolution resolution) {
    Schema schema =
        new Schema(
            mode,
            resolution,
            timeType,
            "DOUBLE",
            List.of(
                new StaticField("group, \"x\"", Kind.CATEGORY, "VARCHAR"),
                new StaticField("level", Kind.NUMBER, "DOUBLE"),
                new StaticField("born", Kind.DATE, "DATE"),
                new StaticField("SEX", Kind.CATEGORY, "VARCHAR", Origin.CODE_PREFIX),
                new StaticField("HEIGHT//cm", Kind.NUMBER, "DOUBLE", Origin.CODE_NUMBER),
                new StaticField("NOTE", Kind.CATEGORY, "VARCHAR", Origin.CODE_TEXT),
                new StaticField("FLAG//x", Kind.CATEGORY, "VARCHAR", Origin.CODE_FLAG),
                new StaticField("MEDS_BIRTH", Kind.DATE, timeType, Origin.BIRTH)));
    Random random = new Random(42);
    List<Timeline> written = new ArrayList<>();
    for (int subject = 1; subject <= 60; subject++) {
      written.add(timeline(subject, schema, random));
    }
    for (OutputFormat format : OutputFormat.values()) {
      Path copy = folder.resolve(format.name());
      try (TimelineWriter writer = TimelineWriter.open(copy, schema, OutputOptions.of(format))) {
        written.forEach(writer::write);
        writer.finish();
      }
      try (Dataset data = Dataset.open(copy);
          Stream<Timeline> read = data.timelines()) {
        assertEquals(schema, data.schema(), format.name());
        assertEquals(written, read.toList(), format.name());
      }
    }
  }

  private static Timeline timeline(int subject, Schema schema, Random random) {
    Map<String, StaticValue> statics = new LinkedHashMap<>();
    for (StaticField field : schema.statics()) {
      if (random.nextBoolean()) {
        statics.put(field.name(), value(field, schema, random));
      }
    }
    List<Event> events = new ArrayList<>();
    for (long time : random.longs(random.nextInt(20), -30_000, 30_000).sorted().toArray()) {
      double number =
          random.nextInt(3) == 0
              ? Double.NaN
              : random.nextGaussian() * Math.pow(10, random.nextInt(20) - 6);
      String text = random.nextInt(3) == 0 ? text(random) : null;
      events.add(
          new Event(
              time * DAY + fraction(schema, random, events, time),
              "c" + text(random),
              number,
              text));
    }
    events.sort((a, b) -> Long.compare(a.timeMicros(), b.timeMicros()));
    return new Timeline(Integer.toString(subject), statics, window(random), window(random), events);
  }

  private static long fraction(Schema schema, Random random, List<Event> before, long day) {
    boolean sameTime = !before.isEmpty() && before.get(before.size() - 1).timeMicros() / DAY == day;
    long steps = DAY / schema.resolution().micros();
    return sameTime ? 0 : Math.floorMod(random.nextLong(), steps) * schema.resolution().micros();
  }

  private static StaticValue value(StaticField field, Schema schema, Random random) {
    long day = random.nextInt(40_000) - 20_000L;
    return switch (field.kind()) {
      case CATEGORY ->
          new StaticValue.Category(field.origin() == Origin.CODE_FLAG ? "true" : text(random));
      case NUMBER -> new StaticValue.Number(random.nextGaussian() * 1e6);
      case DATE ->
          new StaticValue.Date(
              day * DAY
                  + (field.origin() == Origin.BIRTH
                      ? fraction(schema, random, List.of(), day)
                      : 0));
    };
  }

  private static String text(Random random) {
    return TEXTS[random.nextInt(TEXTS.length)];
  }

  /** Whole days, which every type of a window can hold. */
  private static OptionalLong window(Random random) {
    return random.nextBoolean()
        ? OptionalLong.empty()
        : OptionalLong.of((random.nextInt(60_000) - 30_000L) * DAY);
  }
}

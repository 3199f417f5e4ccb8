package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

class EncodingRoundTripTest {

  private static final Comparator<Event> ANY_ORDER =
      Comparator.comparingLong(Event::timeMicros)
          .thenComparing(Event::code)
          .thenComparing(e -> e.text() == null ? "" : e.text())
          .thenComparingDouble(Event::number);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void randomTimelinesComeBack(TimeMode mode) {
    List<Timeline> timelines = TestTimelines.random(500, 1);
    Schema schema = TestTimelines.fullSchema(mode);
    // Without protection nothing is pulled in.
    Encoding encoding =
        Encoding.fit(schema, timelines::stream, EncodingConfig.DEFAULT.withProtectBelow(1));
    for (Timeline timeline : timelines) {
      Timeline back = encoding.decode(encoding.encode(timeline), timeline.subject());
      assertEquals(sorted(timeline.events()), sorted(back.events()));
      assertEquals(timeline.statics(), back.statics());
      assertEquals(timeline.start(), back.start());
      assertEquals(timeline.end(), back.end());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theWindowComesBackFromItsCodings(TimeMode mode) {
    List<Timeline> timelines = TestTimelines.random(500, 2);
    Encoding encoding =
        Encoding.fit(
            TestTimelines.fullSchema(mode),
            timelines::stream,
            EncodingConfig.DEFAULT.withProtectBelow(1));
    assertTrue(encoding.window().endAsLength()); // all are observed for a year
    for (Timeline timeline : timelines) {
      EncodedTimeline encoded = encoding.encode(timeline);
      assertEquals(encoded.start(), encoding.start(encoded.statics(), encoded.staticNumbers()));
      if (timeline.start().isPresent()) {
        assertEquals(encoded.end(), encoding.end(encoded.statics(), encoded.staticNumbers()));
      }
    }
  }

  @Test
  void jsonGivesTheSameEncoding() {
    List<Timeline> timelines = TestTimelines.random(500, 3);
    Encoding encoding =
        Encoding.fit(
            TestTimelines.fullSchema(TimeMode.ABSOLUTE), timelines::stream, EncodingConfig.DEFAULT);
    String json = encoding.toJson();
    Encoding read = Encoding.fromJson(json);
    assertEquals(json, read.toJson());
    assertEquals(encoding.schema(), read.schema());
    assertEquals(encoding.window(), read.window());
    assertEquals(encoding.codes().entries(), read.codes().entries());
    for (Timeline timeline : TestTimelines.random(100, 4)) {
      EncodedTimeline a = encoding.encode(timeline);
      EncodedTimeline b = read.encode(timeline);
      assertArrayEquals(a.code(), b.code());
      assertArrayEquals(a.number(), b.number());
      assertArrayEquals(a.statics(), b.statics());
      assertArrayEquals(a.staticNumbers(), b.staticNumbers());
    }
    for (int code = 0; code < encoding.codes().size(); code++) {
      NumberCoding coding = encoding.numbers(code);
      NumberCoding again = read.numbers(code);
      for (double x = -1; coding != null && again != null && x < 20; x += 0.037) {
        assertEquals(coding.quantile(x), again.quantile(x));
        assertEquals(coding.logDensityInClass(x), again.logDensityInClass(x));
      }
    }
  }

  @Test
  void jsonThatIsNoEncodingIsRefused() {
    String json =
        Encoding.fit(
                TestTimelines.fullSchema(TimeMode.ABSOLUTE),
                TestTimelines.random(60, 5)::stream,
                EncodingConfig.DEFAULT)
            .toJson();
    assertThrows(DataException.class, () -> Encoding.fromJson(json.substring(0, 500)));
    assertThrows(DataException.class, () -> Encoding.fromJson("{}"));
  }

  @Test
  void theNafldCohortComesBackInTheOrderOfItsFiles() throws IOException {
    Path data = Path.of("../examples/nafld").toAbsolutePath().normalize();
    String sql =
        """
        CREATE VIEW events AS
          SELECT id AS subject_id, days AS time, test AS code, value AS numeric_value
            FROM '%1$s/measurements.csv.gz'
          UNION ALL BY NAME
          SELECT id AS subject_id, days AS time, event AS code FROM '%1$s/diagnoses.csv.gz';
        CREATE VIEW subjects AS
          SELECT id AS subject_id, age, male, weight, height, bmi, status, futime AS observation_end
            FROM '%1$s/subjects.csv.gz';
        """
            .formatted(data);
    double kept = keptInOrder(sql, 12_233);
    assertTrue(kept > 0.99, "share of days in the files' order: " + kept);
  }

  @Test
  void manySyntheaCodesComeBackInTheOrderOfTheirFile() throws IOException {
    Path data = folder.resolve("synthea.csv.gz");
    try (var in = Encoding.class.getResourceAsStream("/org/pan/sequences/synthea-60.csv.gz")) {
      Files.copy(Objects.requireNonNull(in), data);
    }
    double kept = keptInOrder("CREATE VIEW events AS SELECT * FROM 'synthea.csv.gz'", 60);
    assertTrue(kept > 0.9, "share of times in the file's order: " + kept);
  }

  /**
   * Checks that all subjects come back and returns the share of times whose events stand in the
   * source's order.
   */
  private double keptInOrder(String sql, int subjects) throws IOException {
    Path mapping = Files.writeString(folder.resolve("mapping.sql"), sql);
    try (Dataset dataset = Dataset.open(mapping)) {
      Encoding encoding =
          Encoding.fit(dataset.schema(), dataset::timelines, EncodingConfig.DEFAULT);
      assertEquals(subjects, encoding.report().subjects());
      long[] times = new long[2];
      try (Stream<Timeline> timelines = dataset.timelines()) {
        timelines.forEach(timeline -> check(encoding, timeline, times));
      }
      return (double) times[1] / times[0];
    }
  }

  private static void check(Encoding encoding, Timeline timeline, long[] times) {
    EncodedTimeline encoded = encoding.encode(timeline);
    List<Event> back = encoding.decode(encoded, timeline.subject()).events();
    List<Event> expected = new ArrayList<>();
    for (Event event : timeline.events()) {
      expected.add(afterProtection(encoding, event));
    }
    assertEquals(sorted(expected), sorted(back));
    checkStatics(encoding, timeline, encoded);
    int start = 0;
    for (int i = 1; i <= expected.size(); i++) {
      if (i == expected.size() || encoded.time()[i] != encoded.time()[start]) {
        if (i - start > 1) {
          times[0]++;
          times[1] += codes(expected, start, i).equals(codes(back, start, i)) ? 1 : 0;
        }
        start = i;
      }
    }
  }

  /** What an event looks like after protection, worked out from the public face only. */
  private static Event afterProtection(Encoding encoding, Event event) {
    int id = encoding.codes().id(event.code(), event.text());
    Vocabulary.Entry entry = encoding.codes().entry(id);
    assertTrue(entry.group() || entry.code().equals(event.code()));
    NumberCoding coding = encoding.numbers(id);
    double number = coding == null ? Double.NaN : coding.clamp(event.number());
    if (coding != null && event.number() >= coding.low() && event.number() <= coding.high()) {
      assertEquals(event.number(), number);
    }
    return new Event(event.timeMicros(), entry.code(), number, entry.text());
  }

  private static void checkStatics(Encoding encoding, Timeline timeline, EncodedTimeline encoded) {
    Map<String, StaticValue> expected = new LinkedHashMap<>();
    timeline
        .statics()
        .forEach(
            (name, value) -> {
              StaticValue kept = afterProtection(encoding, name, value);
              if (kept != null) {
                expected.put(name, kept);
              }
            });
    assertEquals(expected, encoding.decode(encoded, "x").statics());
  }

  private static @Nullable StaticValue afterProtection(
      Encoding encoding, String name, StaticValue value) {
    StaticCoding coding =
        encoding.statics().stream().filter(c -> c.field().equals(name)).findFirst().orElseThrow();
    if (coding instanceof StaticCoding.Quantity quantity) {
      if (value instanceof StaticValue.Number number) {
        return new StaticValue.Number(quantity.numbers().clamp(number.value()));
      }
      if (value instanceof StaticValue.Date date) {
        long read = Math.floorDiv(date.timeMicros(), DateParts.DAY_MICROS);
        long day = Math.round(quantity.numbers().clamp((double) read));
        assertEquals(StaticCoding.Part.DAY, coding.part());
        return new StaticValue.Date(day * DateParts.DAY_MICROS);
      }
    }
    if (coding instanceof StaticCoding.Categories names
        && value instanceof StaticValue.Category category
        && !names.names().contains(category.name())) {
      return names.names().contains(Vocabulary.RARE)
          ? new StaticValue.Category(Vocabulary.RARE)
          : null;
    }
    return value;
  }

  private static List<String> codes(List<Event> events, int start, int end) {
    return events.subList(start, end).stream().map(Event::code).toList();
  }

  private static List<Event> sorted(List<Event> events) {
    return events.stream().sorted(ANY_ORDER).toList();
  }
}

package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.StaticCoding.Categories;
import org.pan.sequences.encoding.StaticCoding.Part;
import org.pan.sequences.encoding.StaticCoding.Quantity;

class StaticsFitTest {

  private static final long DAY = TestTimelines.DAY;

  private static Encoding fit(Schema schema, int subjects, IntFunction<Timeline> each) {
    List<Timeline> timelines = IntStream.range(0, subjects).mapToObj(each).toList();
    return Encoding.fit(schema, timelines::stream, EncodingConfig.DEFAULT);
  }

  private static Timeline with(Map<String, StaticValue> statics) {
    return new Timeline("1", statics, OptionalLong.empty(), OptionalLong.empty(), List.of());
  }

  private static Timeline window(long start, long end) {
    return new Timeline("1", Map.of(), OptionalLong.of(start), OptionalLong.of(end), List.of());
  }

  private static Schema schema(TimeMode mode, StaticField... fields) {
    return TestTimelines.schema(mode, Resolution.DAY, fields);
  }

  @Test
  void categoriesAreSortedAndRareOnesGrouped() {
    Schema schema =
        schema(TimeMode.RELATIVE, TestTimelines.field("race", StaticField.Kind.CATEGORY));
    Encoding encoding =
        fit(
            schema,
            100,
            s ->
                s % 10 == 0
                    ? with(Map.of())
                    : with(
                        Map.of(
                            "race",
                            new StaticValue.Category(s < 3 ? "zzz " + s : s < 60 ? "b" : "a"))));
    Categories coding = (Categories) encoding.statics().get(0);
    assertEquals(List.of("a", "b", "__RARE__"), coding.names());
    assertEquals(0.10, coding.probability(coding.missing()), 1e-12);
    assertEquals(0.02, coding.probability(2), 1e-12);
    assertEquals(1, encoding.report().warnings().size());
    assertFalse(encoding.toJson().contains("zzz"));
    assertEquals(
        2, encoding.encode(with(Map.of("race", new StaticValue.Category("c")))).statics()[0]);
    assertEquals(3, encoding.encode(with(Map.of())).statics()[0]);
  }

  @Test
  void anUnseenCategoryWithoutAGroupIsMissing() {
    Schema schema =
        schema(TimeMode.RELATIVE, TestTimelines.field("sex", StaticField.Kind.CATEGORY));
    Encoding encoding =
        fit(
            schema,
            100,
            s -> with(Map.of("sex", new StaticValue.Category(s % 2 == 0 ? "F" : "M"))));
    assertEquals(
        2, encoding.encode(with(Map.of("sex", new StaticValue.Category("X")))).statics()[0]);
    assertEquals(2, encoding.encode(with(Map.of("sex", new StaticValue.Number(1)))).statics()[0]);
  }

  @Test
  void theGroupOfRareNumbersAsCategoriesComesBackMissing() {
    Schema schema =
        schema(TimeMode.RELATIVE, new StaticField("site", StaticField.Kind.CATEGORY, "INTEGER"));
    Encoding encoding =
        fit(schema, 100, s -> with(Map.of("site", new StaticValue.Category(s < 2 ? "99" : "1"))));
    EncodedTimeline encoded = encoding.encode(with(Map.of("site", new StaticValue.Category("99"))));
    assertEquals(Map.of(), encoding.decode(encoded, "x").statics());
  }

  @Test
  void enrolmentOnWorkingDaysKeepsItsWeekdays() {
    Random random = new Random(1);
    Schema schema =
        schema(TimeMode.ABSOLUTE, TestTimelines.field("enrolled", StaticField.Kind.DATE));
    Encoding encoding =
        fit(
            schema,
            2_000,
            s -> {
              long day = DateParts.day(2_000 + random.nextInt(500), random.nextInt(5));
              return with(Map.of("enrolled", new StaticValue.Date(day * DAY)));
            });
    assertEquals(
        List.of("enrolled.week", "enrolled.weekday"),
        encoding.statics().stream().map(StaticCoding::name).toList());
    Categories weekday = (Categories) encoding.statics().get(1);
    assertEquals("Monday", weekday.names().get(0));
    assertEquals(0, weekday.probability(5) + weekday.probability(6));
    // 1970-01-05 was a Monday, 2024-02-29 a Thursday.
    int monday =
        encoding.encode(with(Map.of("enrolled", new StaticValue.Date(4 * DAY)))).statics()[1];
    int thursday =
        encoding.encode(with(Map.of("enrolled", new StaticValue.Date(19_782 * DAY)))).statics()[1];
    assertEquals(0, monday);
    assertEquals(3, thursday);
  }

  @Test
  void birthsOnAnyDayAreCodedByTheDay() {
    Random random = new Random(2);
    Schema schema = schema(TimeMode.ABSOLUTE, TestTimelines.field("birth", StaticField.Kind.DATE));
    Encoding encoding =
        fit(
            schema,
            2_000,
            s -> with(Map.of("birth", new StaticValue.Date(-random.nextInt(20_000) * DAY))));
    Quantity birth = (Quantity) encoding.statics().get(0);
    assertEquals(Part.DAY, birth.part());
    assertEquals("birth", birth.name());
    assertTrue(birth.numbers().size() > 50 && birth.numbers().size() < 200);
    assertEquals(1, birth.numbers().grid());
  }

  @Test
  void aTimeOfDayOfADateIsACodingOfItsOwn() {
    Schema schema =
        schema(TimeMode.RELATIVE, TestTimelines.field("admitted", StaticField.Kind.DATE));
    Encoding encoding =
        fit(
            schema,
            100,
            s ->
                with(
                    Map.of(
                        "admitted",
                        new StaticValue.Date(s % 7 * DAY + (s % 24) * 3_600_000_000L))));
    assertEquals(
        List.of("admitted", "admitted.time"),
        encoding.statics().stream().map(StaticCoding::name).toList());
    Timeline timeline =
        with(Map.of("admitted", new StaticValue.Date(3 * DAY + 7 * 3_600_000_000L)));
    assertEquals(timeline.statics(), encoding.decode(encoding.encode(timeline), "1").statics());
  }

  @Test
  void oneEndOfStudyForAllIsCodedAsADate() {
    Random random = new Random(3);
    Encoding encoding =
        fit(schema(TimeMode.ABSOLUTE), 500, s -> window(random.nextInt(1_000) * DAY, 2_000 * DAY));
    assertEquals(WindowCoding.Known.BOTH, encoding.window().known());
    assertFalse(encoding.window().endAsLength());
    assertEquals(
        1, ((Quantity) encoding.statics().get(encoding.window().end().get(0))).numbers().size());
  }

  @Test
  void oneLengthForAllIsCodedAsALength() {
    Random random = new Random(4);
    Encoding encoding =
        fit(
            schema(TimeMode.RELATIVE),
            500,
            s -> {
              long start = random.nextInt(1_000) * DAY;
              return window(start, start + 365 * DAY);
            });
    assertTrue(encoding.window().endAsLength());
    Quantity length = (Quantity) encoding.statics().get(encoding.window().end().get(0));
    assertEquals("observation_length", length.name());
    assertEquals(365, length.numbers().low());
  }

  @Test
  void whatIsKnownOfTheWindowIsSeen() {
    assertEquals(
        WindowCoding.Known.NONE,
        fit(schema(TimeMode.RELATIVE), 100, s -> with(Map.of())).window().known());
    Encoding end =
        fit(
            schema(TimeMode.RELATIVE),
            100,
            s ->
                new Timeline(
                    "1", Map.of(), OptionalLong.empty(), OptionalLong.of(s * DAY), List.of()));
    assertEquals(WindowCoding.Known.END, end.window().known());
    assertEquals(List.of(), end.window().start());
    Encoding start =
        fit(
            schema(TimeMode.RELATIVE),
            100,
            s ->
                new Timeline(
                    "1", Map.of(), OptionalLong.of(s * DAY), OptionalLong.empty(), List.of()));
    assertEquals(WindowCoding.Known.START, start.window().known());
  }

  @Test
  void aFieldOfTooFewSubjectsCountsAsMissing() {
    Schema schema =
        schema(TimeMode.RELATIVE, TestTimelines.field("score", StaticField.Kind.NUMBER));
    Encoding encoding =
        fit(schema, 100, s -> with(s < 3 ? Map.of("score", new StaticValue.Number(s)) : Map.of()));
    assertEquals(1, encoding.statics().get(0).size());
    assertEquals(0, encoding.encode(with(Map.of("score", new StaticValue.Number(1)))).statics()[0]);
    assertEquals(1, encoding.report().warnings().size());
    assertEquals(1, Encoding.fromJson(encoding.toJson()).statics().get(0).size());
  }

  @Test
  void numbersThatAreNotFiniteAreMissingOrPulledIn() {
    Schema schema = schema(TimeMode.RELATIVE, TestTimelines.field("age", StaticField.Kind.NUMBER));
    Encoding encoding =
        fit(
            schema,
            100,
            s -> with(Map.of("age", new StaticValue.Number(s == 9 ? Double.NaN : s % 30))));
    Quantity age = (Quantity) encoding.statics().get(0);
    assertEquals(0.01, age.probability(age.missing()), 1e-12);
    EncodedTimeline nan = encoding.encode(with(Map.of("age", new StaticValue.Number(Double.NaN))));
    assertEquals(age.missing(), nan.statics()[0]);
    EncodedTimeline high =
        encoding.encode(with(Map.of("age", new StaticValue.Number(Double.POSITIVE_INFINITY))));
    assertEquals(age.numbers().high(), high.staticNumbers()[0]);
  }
}

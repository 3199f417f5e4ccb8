package org.pan.sequences.encoding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.sequences.DataException;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.StaticCoding.Quantity;

class StaticConditionTest {

  private static final long DAY = TestTimelines.DAY;
  private static final LocalDate FIRST = LocalDate.of(2018, 1, 1);

  private final List<Timeline> cohort = cohort();
  private final Encoding encoding = fit(cohort);

  private static List<Timeline> cohort() {
    Random random = new Random(1);
    return IntStream.range(0, 3_000)
        .mapToObj(
            s -> {
              // Monday 2018-01-01 and later, working days only.
              long enrolled = FIRST.toEpochDay() + 7L * random.nextInt(100) + random.nextInt(5);
              return new Timeline(
                  Integer.toString(s),
                  Map.of(
                      "sex", new StaticValue.Category(random.nextBoolean() ? "F" : "M"),
                      "age", new StaticValue.Number(18 + random.nextInt(70)),
                      "enrolled", new StaticValue.Date(enrolled * DAY)),
                  OptionalLong.of(enrolled * DAY),
                  OptionalLong.of((enrolled + 200 + random.nextInt(3) * 100L) * DAY),
                  List.of());
            })
        .toList();
  }

  private static Encoding fit(List<Timeline> cohort) {
    Schema schema =
        TestTimelines.schema(
            TimeMode.ABSOLUTE,
            Resolution.DAY,
            TestTimelines.field("sex", StaticField.Kind.CATEGORY),
            TestTimelines.field("age", StaticField.Kind.NUMBER),
            TestTimelines.field("enrolled", StaticField.Kind.DATE));
    return Encoding.fit(schema, cohort::stream, EncodingConfig.DEFAULT);
  }

  private int coding(String name) {
    return encoding.statics().stream().map(StaticCoding::name).toList().indexOf(name);
  }

  /** The share of the cohort that meets a condition, by the condition's own word. */
  private double share(Map<String, String> fields) {
    StaticCondition condition = encoding.condition(fields);
    return cohort.stream()
        .map(encoding::encode)
        .mapToInt(e -> condition.holds(e.statics(), e.staticNumbers()) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private double share(Predicate<Timeline> test) {
    return cohort.stream().mapToInt(t -> test.test(t) ? 1 : 0).average().orElseThrow();
  }

  private static double age(Timeline timeline) {
    return timeline.statics().get("age") instanceof StaticValue.Number n ? n.value() : Double.NaN;
  }

  private static LocalDate date(long micros) {
    return LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
  }

  private String error(String field, String text) {
    return assertThrows(DataException.class, () -> encoding.condition(Map.of(field, text)))
        .toString();
  }

  @Test
  void theFieldsAreThoseOfTheSchemaAndTheWindow() {
    assertEquals(
        List.of(
            "sex", "age", "enrolled", "observation_start", "observation_end", "observation_length"),
        encoding.fieldNames());
  }

  @Test
  void aCategoryAdmitsItsClassOnly() {
    FieldConstraint constraint = encoding.condition(Map.of("sex", "M")).constraints().get(0);
    assertEquals(coding("sex"), constraint.coding());
    assertEquals(1, constraint.only());
  }

  @Test
  void conditionsSelectThoseOfTheCohortWhoMeetThem() {
    assertEquals(share(t -> age(t) == 57), share(Map.of("age", "57")));
    assertEquals(share(t -> age(t) >= 60 && age(t) <= 80), share(Map.of("age", "60..80")));
    assertEquals(share(t -> age(t) >= 60), share(Map.of("age", "60..")));
    assertEquals(share(t -> age(t) <= 30), share(Map.of("age", "..30")));
    assertEquals(
        share(
            t ->
                new StaticValue.Category("F").equals(t.statics().get("sex"))
                    && age(t) >= 60
                    && age(t) <= 80),
        share(Map.of("sex", "F", "age", "60 .. 80")));
  }

  @Test
  void aDateIsMetOnThatDayOnly() {
    LocalDate day = LocalDate.of(2018, 3, 1);
    double real = share(t -> date(t.start().orElseThrow()).equals(day));
    assertTrue(real > 0);
    assertEquals(real, share(Map.of("enrolled", "2018-03-01")));
    assertEquals(real, share(Map.of("observation_start", "2018-03-01")));
    StaticCondition condition = encoding.condition(Map.of("enrolled", "2018-03-01"));
    assertEquals(3, condition.constraint(coding("enrolled.weekday")).orElseThrow().only());
  }

  @Test
  void aRangeOfDatesIsMetFromItsFirstToItsLastDay() {
    LocalDate from = LocalDate.of(2018, 3, 1);
    LocalDate to = LocalDate.of(2018, 6, 12);
    double real =
        share(
            t -> {
              LocalDate date = date(t.start().orElseThrow());
              return !date.isBefore(from) && !date.isAfter(to);
            });
    assertEquals(real, share(Map.of("observation_start", "2018-03-01..2018-06-12")));
  }

  @Test
  void aGivenStartAndEndGiveTheLengthAtOnce() {
    StaticCondition condition =
        encoding.condition(
            Map.of("observation_start", "2018-03-01", "observation_end", "2018-12-26"));
    FieldConstraint length = condition.constraint(coding("observation_length")).orElseThrow();
    assertEquals(300, length.low());
    assertEquals(300, length.high());
    assertTrue(condition.givenStart(0).isEmpty());
  }

  @Test
  void aGivenEndAloneFixesTheLengthOnceTheStartIsDrawn() {
    StaticCondition condition = encoding.condition(Map.of("observation_end", "2018-12-26"));
    assertTrue(condition.constraints().isEmpty());
    FieldConstraint length =
        condition.givenStart(LocalDate.of(2018, 3, 1).toEpochDay() * DAY).get(0);
    assertEquals(coding("observation_length"), length.coding());
    assertEquals(300, length.low());
    Quantity quantity = (Quantity) encoding.statics().get(length.coding());
    assertEquals(300, quantity.numbers().value(length.only(), 0.5, length.low(), length.high()));
    double real = share(t -> date(t.end().orElseThrow()).equals(LocalDate.of(2018, 12, 26)));
    assertEquals(real, share(Map.of("observation_end", "2018-12-26")));
  }

  @Test
  void emptyTextIsNoCondition() {
    assertTrue(encoding.condition(Map.of("sex", " ", "age", "")).constraints().isEmpty());
  }

  @Test
  void whatIsNotKnownIsRefusedWithTheNearest() {
    assertTrue(error("sx", "F").contains("sex"));
    assertTrue(error("sex", "f").contains("F"));
    assertTrue(error("age", "150").contains("between 18 and 87"));
    assertTrue(error("age", "57.5").contains("steps of 1"));
    assertTrue(error("age", "old").contains("60..80"));
    assertTrue(error("age", "80..60").contains("backwards"));
    assertTrue(error("enrolled", "1.3.2018").contains("2019-03-01"));
    assertTrue(error("enrolled", "1999-01-01").contains("2018-01-01"));
  }

  @Test
  void relativeDatesAreDays() {
    Schema schema = TestTimelines.schema(TimeMode.RELATIVE, Resolution.DAY);
    List<Timeline> timelines =
        IntStream.range(0, 100)
            .mapToObj(
                s ->
                    new Timeline(
                        "" + s,
                        Map.of(),
                        OptionalLong.empty(),
                        OptionalLong.of(s % 10 * DAY),
                        List.of()))
            .toList();
    Encoding relative = Encoding.fit(schema, timelines::stream, EncodingConfig.DEFAULT);
    StaticCondition condition = relative.condition(Map.of("observation_end", "3..5"));
    FieldConstraint constraint = condition.constraints().get(0);
    for (int k = 0; k < 10; k++) {
      assertEquals(k >= 3 && k <= 5, constraint.classes()[k]);
    }
    assertFalse(constraint.classes()[10], "missing is not admitted");
  }

  @Test
  void naAsksForSubjectsInWhomTheFieldIsMissing() {
    Schema schema =
        TestTimelines.schema(
            TimeMode.ABSOLUTE,
            Resolution.DAY,
            TestTimelines.field("weight", StaticField.Kind.NUMBER),
            TestTimelines.field("country", StaticField.Kind.CATEGORY));
    List<Timeline> partly =
        IntStream.range(0, 400)
            .mapToObj(
                s ->
                    new Timeline(
                        Integer.toString(s),
                        s % 4 == 0
                            ? Map.of("country", new StaticValue.Category(s % 8 == 0 ? "NA" : "DE"))
                            : Map.of(
                                "weight", new StaticValue.Number(50 + s % 50),
                                "country", new StaticValue.Category("DE")),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of()))
            .toList();
    Encoding fitted = Encoding.fit(schema, partly::stream, EncodingConfig.DEFAULT);
    long without =
        partly.stream()
            .map(fitted::encode)
            .filter(
                e -> fitted.condition(Map.of("weight", "NA")).holds(e.statics(), e.staticNumbers()))
            .count();
    long namibia =
        partly.stream()
            .map(fitted::encode)
            .filter(
                e ->
                    fitted.condition(Map.of("country", "NA")).holds(e.statics(), e.staticNumbers()))
            .count();
    assertEquals(100, without);
    assertEquals(50, namibia);
    DataException never =
        assertThrows(DataException.class, () -> encoding.condition(Map.of("age", "NA")));
    assertEquals("Field age is never missing in the training data.", never.getMessage());
  }

  @Test
  void aRecordThatIsLongerThanAnyLearntCannotGoOn() {
    assertTrue(encoding.window().endAsLength());
    Timeline record = cohort.get(0);
    long start = record.start().orElseThrow();
    EncodedTimeline encoded = encoding.encode(record);
    StaticCondition condition = encoding.given(encoded, Set.of(), start + 390 * DAY);
    assertTrue(condition.constraint(encoding.window().end().get(0)).orElseThrow().high() >= 400);
    DataException e =
        assertThrows(
            DataException.class, () -> encoding.given(encoded, Set.of(), start + 2_000 * DAY));
    assertEquals(
        "A record has been under observation for longer than any that was learnt, which is 400 days"
            + " at most: go on from an earlier day.",
        e.getMessage());
  }
}

package org.pan.sequences.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Schemas;

class ProfileTest {

  private static final long DAY = 86_400_000_000L;
  private static final long SECOND = 1_000_000L;
  private static final int SUBJECTS = 400;

  private static final Schema SCHEMA =
      new Schema(
          TimeMode.ABSOLUTE,
          Resolution.SECOND,
          "TIMESTAMP",
          "DOUBLE",
          List.of(new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR")));

  /**
   * Visits of a clinic that is open on working days from 8 to 18 h, every one or more weeks, over
   * two years.
   */
  private static List<Timeline> clinic() {
    Random random = new Random(1);
    return IntStream.range(0, SUBJECTS).mapToObj(s -> visitor(s, random)).toList();
  }

  private static Timeline visitor(int subject, Random random) {
    LocalDate monday = LocalDate.of(2018, 1, 1);
    long day = monday.toEpochDay() + 7L * random.nextInt(52) + random.nextInt(5);
    List<Event> events = new ArrayList<>();
    for (int visit = 0; visit < 15; visit++) {
      long time = day * DAY + (8 * 3_600 + random.nextInt(10 * 3_600)) * SECOND;
      events.add(Event.of(time, "VISIT"));
      events.add(Event.of(time, "LAB//crp", Math.exp(random.nextGaussian() * 1.5)));
      events.add(Event.of(time, "VITAL//sbp", 120 + 15 * random.nextGaussian()));
      day += 7L * (1 + random.nextInt(5));
    }
    return new Timeline(
        Integer.toString(subject),
        Map.of("sex", new StaticValue.Category(subject % 4 == 0 ? "M" : "F")),
        OptionalLong.of(monday.toEpochDay() * DAY),
        OptionalLong.of((monday.toEpochDay() + 1_500) * DAY),
        events);
  }

  private static List<Timeline> eachChanged(UnaryOperator<Timeline> change) {
    return clinic().stream().map(change).toList();
  }

  private static Timeline with(Timeline timeline, List<Event> events) {
    return new Timeline(
        timeline.subject(),
        timeline.statics(),
        timeline.start(),
        timeline.end(),
        events.stream().sorted(Comparator.comparingLong(Event::timeMicros)).toList());
  }

  private static Timeline withMore(Timeline timeline, Event... more) {
    List<Event> events = new ArrayList<>(timeline.events());
    events.addAll(List.of(more));
    return with(timeline, events);
  }

  private static long subject(Timeline timeline) {
    return Long.parseLong(timeline.subject());
  }

  private static Profile profile(List<Timeline> timelines) {
    return Profile.of(SCHEMA, timelines.stream());
  }

  /** The one warning of these timelines. */
  private static String onlyWarning(List<Timeline> timelines) {
    List<String> warnings = profile(timelines).warnings();
    assertEquals(1, warnings.size(), warnings::toString);
    return warnings.get(0);
  }

  @Test
  void soundDataRaiseNoWarning() {
    assertEquals(List.of(), profile(clinic()).warnings());
  }

  @Test
  void datesWithoutTimesAreSeenWithTheirCode() {
    List<Timeline> planted =
        eachChanged(
            t -> {
              long day = Math.floorDiv(t.events().get(0).timeMicros(), DAY);
              return withMore(t, Event.of(day * DAY, "DX"));
            });
    String warning = onlyWarning(planted);
    assertTrue(warning.contains("400 visits") && warning.contains("DX 100 %"), warning);
  }

  @Test
  void hourlyTimesAreNotTakenForDates() {
    Random random = new Random(2);
    List<Timeline> planted =
        eachChanged(
            t ->
                with(
                    t,
                    t.events().stream()
                        .map(
                            e ->
                                Event.of(
                                    Math.floorDiv(e.timeMicros(), DAY) * DAY
                                        + random.nextInt(24) * (3_600 * SECOND),
                                    e.code(),
                                    e.number()))
                        .toList()));
    assertEquals(List.of(), profile(planted).warnings());
  }

  @Test
  void placeholdersAtTheLastSecondAreSeen() {
    List<Timeline> planted =
        eachChanged(
            t -> {
              long day = Math.floorDiv(t.events().get(0).timeMicros(), DAY);
              return subject(t) < 30 ? withMore(t, Event.of((day + 1) * DAY - SECOND, "VISIT")) : t;
            });
    String warning = onlyWarning(planted);
    assertTrue(warning.contains("30 visits") && warning.contains("23:59:59"), warning);
  }

  @Test
  void datesShiftedByPatientAreSeen() {
    Random random = new Random(3);
    List<Timeline> planted =
        eachChanged(
            t -> {
              long shift = random.nextInt(3_650) * DAY;
              List<Event> events =
                  t.events().stream()
                      .map(e -> Event.of(e.timeMicros() + shift, e.code(), e.number()))
                      .toList();
              return new Timeline(
                  t.subject(), t.statics(), OptionalLong.empty(), OptionalLong.empty(), events);
            });
    assertTrue(onlyWarning(planted).contains("shifted patient by patient"));
  }

  @Test
  void eventsAfterDeathAreCounted() {
    List<Timeline> planted =
        eachChanged(
            t ->
                subject(t) < 20
                    ? withMore(t, Event.of(t.events().get(36).timeMicros(), "MEDS_DEATH"))
                    : t);
    String warning = onlyWarning(planted);
    // Two visits of three events follow the 13th.
    assertTrue(
        warning.contains("120 events of 20 subjects") && warning.contains("MEDS_DEATH"), warning);
  }

  @Test
  void aDeathAtTheEndRaisesNoWarning() {
    List<Timeline> planted =
        eachChanged(
            t -> withMore(t, Event.of(t.events().get(44).timeMicros() + SECOND, "MEDS_DEATH")));
    assertEquals(List.of(), profile(planted).warnings());
  }

  @Test
  void aCodeThatComesTwiceIsNoDeath() {
    List<Timeline> planted =
        eachChanged(
            t ->
                withMore(
                    t,
                    Event.of(t.events().get(3).timeMicros(), "ASKED//fear of death"),
                    Event.of(t.events().get(6).timeMicros(), "ASKED//fear of death")));
    assertEquals(List.of(), profile(planted).warnings());
  }

  @Test
  void duplicatesAreCounted() {
    List<Timeline> planted = eachChanged(t -> subject(t) < 12 ? withMore(t, t.events().get(4)) : t);
    assertTrue(onlyWarning(planted).startsWith("12 events"));
  }

  @Test
  void theSameCodeWithAnotherValueIsNoDuplicate() {
    List<Timeline> planted =
        eachChanged(t -> withMore(t, Event.of(t.events().get(1).timeMicros(), "LAB//crp", 0.5)));
    assertEquals(List.of(), profile(planted).warnings());
  }

  @Test
  void aNumberFarOutIsNamedByItsCodeAndNotByItsValue() {
    List<Timeline> planted =
        eachChanged(
            t ->
                subject(t) == 7
                    ? withMore(t, Event.of(t.events().get(0).timeMicros(), "VITAL//sbp", 13_682))
                    : t);
    String warning = onlyWarning(planted);
    assertTrue(warning.contains("VITAL//sbp: 1 number"), warning);
    assertFalse(warning.contains("13682") || warning.contains("13,682"), warning);
    assertFalse(profile(planted).toJson().contains("13682"));
  }

  @Test
  void codesOfFewSubjectsAreCountedAndNotShown() {
    List<Timeline> planted =
        eachChanged(
            t ->
                subject(t) < 4
                    ? withMore(t, Event.of(t.events().get(0).timeMicros(), "ZEBRA//" + subject(t)))
                    : t);
    assertTrue(onlyWarning(planted).startsWith("4 codes of fewer than 5 subjects each (4 events)"));
    Profile profile = profile(planted);
    assertFalse(profile.toJson().contains("ZEBRA"));
    assertFalse(profile.toText().contains("ZEBRA"));
  }

  @Test
  void eventsOutsideOfObservationAreCounted() {
    List<Timeline> planted =
        eachChanged(
            t ->
                subject(t) < 9
                    ? withMore(
                        t,
                        Event.of(t.start().orElseThrow() - 30 * DAY + 9 * 3_600 * SECOND, "VISIT"))
                    : t);
    assertTrue(onlyWarning(planted).startsWith("9 events"));
  }

  @Test
  void countsAndSharesAreThoseOfTheData() {
    Profile profile = profile(clinic());
    assertEquals(400, profile.subjects());
    assertEquals(400 * 45, profile.events());
    assertEquals(0, profile.subjectsWithoutEvents());
    assertEquals(
        List.of(new Bar("F", 0.75), new Bar("M", 0.25)), profile.statics().get(0).categories());
    assertEquals(1, profile.window().startKnown());
    assertNotNull(profile.window().lengthDays());
    assertEquals(1_500, profile.window().lengthDays().median());
    CodeProfile sbp =
        profile.codes().stream()
            .filter(c -> c.code().equals("VITAL//sbp"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, sbp.numberShare());
    assertNotNull(sbp.numbers());
    assertEquals(120, sbp.numbers().median(), 1);
    // Of 44 gaps of a subject 30 are at one time, 14 are whole weeks.
    GapProfile gaps = profile.gaps();
    assertEquals(30.0 / 44, gaps.bars().get(0).share(), 1e-12);
    assertEquals(1, gaps.sevenShare(), 1e-12);
    assertTrue(gaps.sevenRatio() > 100);
    assertEquals(1, gaps.bars().stream().mapToDouble(Bar::share).sum(), 1e-12);
  }

  @Test
  void theCalendarsStrengthIsThatOfAClosedForm() {
    CalendarProfile calendar = profile(clinic()).calendar();
    assertNotNull(calendar);
    // Five of seven days alike: w = sqrt(5 (1/5 - 1/7)^2 7 + 2 / 7) = sqrt(2 / 5).
    assertEquals(Math.sqrt(0.4), calendar.weekday().effect(), 0.02);
    assertEquals("strong", calendar.weekday().word());
    assertTrue(calendar.weekday().pValue() < 1e-6);
    // Ten of 24 hours alike: w = sqrt(24 / 10 - 1).
    assertNotNull(calendar.hour());
    assertEquals(Math.sqrt(1.4), calendar.hour().effect(), 0.02);
    assertTrue(calendar.lag7() > 0.5 && calendar.lag6and8() < calendar.lag7() / 2);
    assertEquals("2018-01", calendar.firstMonth());
  }

  @Test
  void visitsAtRandomTimesAreFlat() {
    Random random = new Random(5);
    List<Timeline> flat =
        IntStream.range(0, 2_000)
            .mapToObj(
                s ->
                    new Timeline(
                        Integer.toString(s),
                        Map.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        IntStream.range(0, 20)
                            .mapToObj(i -> Event.of(random.nextInt(1_095 * 86_400) * SECOND, "V"))
                            .sorted(Comparator.comparingLong(Event::timeMicros))
                            .toList()))
            .toList();
    CalendarProfile calendar = profile(flat).calendar();
    assertNotNull(calendar);
    assertEquals("flat", calendar.weekday().word());
    assertNotNull(calendar.month());
    assertEquals("flat", calendar.month().word());
    assertEquals(0, calendar.lag7(), 0.1);
    assertEquals(0, calendar.lag364(), 0.1);
    assertEquals(1, profile(flat).gaps().sevenRatio(), 0.1);
    assertEquals(List.of(), profile(flat).warnings());
  }

  @Test
  void relativeTimesHaveNoCalendar() {
    Schema schema = Schemas.days();
    Profile profile = Profile.of(schema, clinic().stream());
    assertNull(profile.calendar());
    assertFalse(profile.toText().contains("Weekday"));
  }

  @Test
  void noSubjectsAndNoEventsAreProfiledToo() {
    assertEquals(0, profile(List.of()).subjects());
    assertFalse(profile(List.of()).toText().isEmpty());
    Timeline empty =
        new Timeline("1", Map.of(), OptionalLong.empty(), OptionalLong.empty(), List.of());
    assertEquals(1, profile(List.of(empty)).subjectsWithoutEvents());
    assertTrue(profile(List.of(empty)).toText().contains("1 without events"));
  }

  @Test
  void jsonHoldsWhatTheProfileHolds() throws IOException {
    Profile profile = profile(clinic());
    JsonNode json = new ObjectMapper().readTree(profile.toJson());
    assertEquals(18_000, json.get("events").asLong());
    assertEquals("F", json.get("statics").get(0).get("categories").get(0).get("label").asText());
    assertEquals(profile.gaps().sevenRatio(), json.get("gaps").get("sevenRatio").asDouble());
    assertEquals(7, json.get("calendar").get("weekday").get("bars").size());
  }

  @Test
  void theTextNamesFieldsCodesAndRhythms() {
    String text = profile(clinic()).toText();
    for (String part :
        List.of("400 subjects", "VITAL//sbp", "sex", "75 %", "Weekday  Mon █", "lag 7")) {
      assertTrue(text.contains(part), part + " is not in:\n" + text);
    }
    assertFalse(text.contains("Warnings"));
    text.lines().forEach(line -> assertTrue(line.length() <= 100, line));
  }
}

package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

/**
 * Faults planted in patients of a simulated clinic: the figures that should see one turn red, and
 * those that a fault leaves alone stay green.
 */
class FaultsTest {

  private static final long DAY = 86_400_000_000L;
  private static final int PATIENTS = 1_200;

  private static final Clinic CLINIC =
      new Clinic(
          new ClinicSettings(
              ClinicSettings.DEFAULT.timeMode(),
              ClinicSettings.DEFAULT.resolution(),
              ClinicSettings.DEFAULT.window(),
              new ClinicSettings.Rate(8, 1, 1, 0.6, 3, 0.2, 0.1),
              true));

  private static final List<String> SEXES =
      CLINIC
          .timelines(50, 1)
          .map(patient -> String.valueOf(patient.statics().get("sex")))
          .distinct()
          .sorted()
          .toList();
  private static final Dataset REAL = clinic(1);
  private static final Dataset TRAIN = clinic(2);
  private static Scores scores;

  @BeforeAll
  static void score() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    Dataset good = clinic(3);
    List<Timeline> patients = good.timelines().toList();
    sets.put("real", good);
    sets.put("shuffled", with(good, shuffledValues(patients)));
    sets.put("shifted", with(good, each(patients, new SplittableRandom(4), FaultsTest::shifted)));
    sets.put("no winter", with(good, patients.stream().map(FaultsTest::withoutWinter).toList()));
    sets.put("swapped", with(good, patients.stream().map(FaultsTest::swapped).toList()));
    scores = Evaluation.of(EvaluationConfig.DEFAULT.withReplicates(60)).score(REAL, TRAIN, sets);
  }

  private static Dataset clinic(long seed) {
    return new ListDataset(
        CLINIC.schema(), CLINIC.timelines(PATIENTS, seed).map(FaultsTest::sexed).toList());
  }

  private static Dataset with(Dataset like, List<Timeline> patients) {
    return new ListDataset(like.schema(), patients);
  }

  private static Timeline with(Timeline patient, List<Event> events) {
    return new Timeline(
        patient.subject(), patient.statics(), patient.start(), patient.end(), events);
  }

  /** Each number goes to another event of the same code, of whichever patient. */
  private static List<Timeline> shuffledValues(List<Timeline> patients) {
    Map<String, List<Double>> numbers = new HashMap<>();
    for (Timeline patient : patients) {
      for (Event e : patient.events()) {
        if (e.hasNumber()) {
          numbers.computeIfAbsent(e.code(), code -> new ArrayList<>()).add(e.number());
        }
      }
    }
    numbers.values().forEach(all -> Collections.shuffle(all, new Random(5)));
    List<Timeline> shuffled = new ArrayList<>();
    for (Timeline patient : patients) {
      List<Event> events = new ArrayList<>();
      for (Event e : patient.events()) {
        List<Double> left = numbers.getOrDefault(e.code(), List.of());
        events.add(
            e.hasNumber() ? Event.of(e.timeMicros(), e.code(), left.remove(left.size() - 1)) : e);
      }
      shuffled.add(with(patient, events));
    }
    return shuffled;
  }

  private interface Fault {
    Timeline of(Timeline patient, SplittableRandom random);
  }

  private static List<Timeline> each(
      List<Timeline> patients, SplittableRandom random, Fault fault) {
    return patients.stream().map(patient -> fault.of(patient, random)).toList();
  }

  /** All dates of a patient move by the same number of days, up to a year. */
  private static Timeline shifted(Timeline patient, SplittableRandom random) {
    long days = random.nextInt(-182, 183) * DAY;
    return with(
        patient,
        changed(patient, e -> new Event(e.timeMicros() + days, e.code(), e.number(), e.text())));
  }

  private static List<Event> changed(Timeline patient, UnaryOperator<Event> change) {
    return patient.events().stream()
        .map(change)
        .sorted(Comparator.comparingLong(Event::timeMicros))
        .toList();
  }

  private static Timeline withoutWinter(Timeline patient) {
    return with(patient, patient.events().stream().filter(e -> !isWinter(e)).toList());
  }

  private static boolean isWinter(Event e) {
    int month = LocalDate.ofEpochDay(Math.floorDiv(e.timeMicros(), DAY)).getMonthValue();
    return month == 12 || month <= 2;
  }

  /** Gives one code in three the patient's sex, as that of a pregnancy has it. */
  private static Timeline sexed(Timeline patient) {
    String sex = String.valueOf(patient.statics().get("sex"));
    return with(
        patient,
        changed(
            patient,
            e ->
                Math.floorMod(e.code().hashCode(), 3) == 0
                    ? new Event(e.timeMicros(), e.code() + sex, e.number(), e.text())
                    : e));
  }

  /** Codes of men for women, and of women for men. */
  private static Timeline swapped(Timeline patient) {
    return with(patient, changed(patient, FaultsTest::swapped));
  }

  private static Event swapped(Event e) {
    String code =
        e.code().endsWith(SEXES.get(0))
            ? e.code().replace(SEXES.get(0), SEXES.get(1))
            : e.code().replace(SEXES.get(1), SEXES.get(0));
    return new Event(e.timeMicros(), code, e.number(), e.text());
  }

  private static Set<String> red(String set) {
    return scores.figures().stream()
        .filter(figure -> figure.reading(set).stream().anyMatch(r -> r.verdict() == Verdict.RED))
        .map(figure -> figure.definition().id())
        .collect(Collectors.toSet());
  }

  private static void assertRed(String set, Set<String> expected) {
    Set<String> missed = new HashSet<>(expected);
    missed.removeAll(red(set));
    assertTrue(missed.isEmpty(), set + " is not seen by " + missed + " but by " + red(set));
  }

  private static void assertNoneRed(String set, String... prefixes) {
    for (String prefix : prefixes) {
      assertTrue(red(set).stream().noneMatch(id -> id.startsWith(prefix)), set + ": " + red(set));
    }
  }

  @Test
  void anotherRealSampleIsGreenOnNinetyFivePercentOfFigures() {
    long green = scores.count("real", Verdict.GREEN);
    long judged = green + scores.count("real", Verdict.AMBER) + scores.count("real", Verdict.RED);
    assertTrue(green >= 0.95 * judged, green + " of " + judged + " green; red " + red("real"));
    assertTrue(judged > 50, judged + " judged");
  }

  @Test
  void valuesShuffledAmongPatientsAreSeenWherePatientsHaveTheirOwn() {
    assertRed(
        "shuffled",
        Set.of(
            "fidelity.statistic-msas-mean",
            "fidelity.statistic-msas-sd",
            "fidelity.value-autocorrelation-error",
            "fidelity.c2st-patient"));
    assertNoneRed(
        "shuffled",
        "calendar.weekday",
        "calendar.population",
        "calendar.same-weekday",
        "fidelity.value-ks",
        "fidelity.code-share",
        "fidelity.gap",
        "fidelity.static");
  }

  @Test
  void shiftedDatesAreSeenByTheCalendarAlone() {
    assertRed(
        "shifted",
        Set.of(
            "calendar.weekday-tv",
            "calendar.weekday-hour-tv",
            "calendar.month-tv",
            "calendar.weekday-strength",
            "calendar.population-acf-7"));
    assertNoneRed(
        "shifted",
        "calendar.hour-tv",
        "calendar.same-weekday",
        "fidelity.code",
        "fidelity.gap",
        "fidelity.value",
        "fidelity.statistic",
        "fidelity.events",
        "fidelity.span",
        "fidelity.bigram-tv");
    String note = scores.figure("calendar.weekday-strength").orElseThrow().note();
    assertEquals("shifted reads", note.substring(0, Math.min(13, note.length())), note);
  }

  @Test
  void aMissingWinterIsSeenByTheYear() {
    assertRed(
        "no winter",
        Set.of(
            "calendar.month-tv",
            "calendar.week-of-year-tv",
            "calendar.month-strength",
            "calendar.phase-year",
            "fidelity.mean-events-ratio"));
    assertNoneRed(
        "no winter", "calendar.weekday-tv", "calendar.weekday-strength", "fidelity.static");
  }

  @Test
  void swappedSexesAreSeenWhereSexMatters() {
    // Men and women of the clinic differ in their numbers, so the classifier sees it too.
    assertRed("swapped", Set.of("fidelity.association-greatest", "fidelity.c2st-patient"));
    assertNoneRed(
        "swapped",
        "fidelity.c2st-window",
        "fidelity.code",
        "fidelity.value",
        "fidelity.gap",
        "calendar.weekday-tv");
  }
}

package org.pan.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

/**
 * Patients of a simulated clinic, one code in three of whom says the sex, and the same with a fault
 * planted in them.
 */
final class PlantedFaults {

  /** One patient in twenty is a copy. */
  static final int ONE_IN = 20;

  private static final long DAY = 86_400_000_000L;

  private static final Clinic CLINIC = new Clinic(ClinicSettings.DEFAULT.withRevisits(0.2, 0.1));

  private static final List<String> SEXES =
      CLINIC
          .timelines(50, 1)
          .map(patient -> String.valueOf(patient.statics().get("sex")))
          .distinct()
          .sorted()
          .toList();

  private PlantedFaults() {}

  /** Patients without a fault. */
  static Dataset patients(int count, long seed) {
    return of(CLINIC.timelines(count, seed).map(PlantedFaults::sexed));
  }

  private static Dataset of(Stream<Timeline> patients) {
    return new ListDataset(CLINIC.schema(), patients.toList());
  }

  private static Timeline with(Timeline patient, List<Event> events) {
    return new Timeline(
        patient.subject(), patient.statics(), patient.start(), patient.end(), events);
  }

  private static Timeline changed(Timeline patient, UnaryOperator<Event> change) {
    return with(
        patient,
        patient.events().stream()
            .map(change)
            .sorted(Comparator.comparingLong(Event::timeMicros))
            .toList());
  }

  /** Gives one code in three the patient's sex, as that of a pregnancy has it. */
  private static Timeline sexed(Timeline patient) {
    String sex = String.valueOf(patient.statics().get("sex"));
    return changed(
        patient,
        e ->
            Math.floorMod(e.code().hashCode(), 3) == 0
                ? new Event(e.timeMicros(), e.code() + sex, e.number(), e.text())
                : e);
  }

  /** Each number goes to another event of the same code, of whichever patient. */
  static Dataset valuesShuffled(Dataset good) {
    Map<String, List<Double>> numbers = new HashMap<>();
    good.timelines()
        .flatMap(patient -> patient.events().stream())
        .filter(Event::hasNumber)
        .forEach(e -> numbers.computeIfAbsent(e.code(), code -> new ArrayList<>()).add(e.number()));
    numbers.values().forEach(all -> Collections.shuffle(all, new Random(5)));
    return of(
        good.timelines()
            .map(
                patient ->
                    changed(
                        patient,
                        e -> {
                          List<Double> left = numbers.getOrDefault(e.code(), List.of());
                          return e.hasNumber()
                              ? Event.of(e.timeMicros(), e.code(), left.remove(left.size() - 1))
                              : e;
                        })));
  }

  /** All dates of a patient move by the same number of days, up to half a year. */
  static Dataset datesShifted(Dataset good) {
    SplittableRandom random = new SplittableRandom(4);
    return of(good.timelines().map(patient -> shifted(patient, random.nextInt(-182, 183) * DAY)));
  }

  private static Timeline shifted(Timeline patient, long by) {
    Timeline moved =
        changed(patient, e -> new Event(e.timeMicros() + by, e.code(), e.number(), e.text()));
    return new Timeline(
        patient.subject(),
        patient.statics(),
        OptionalLong.of(patient.start().orElseThrow() + by),
        OptionalLong.of(patient.end().orElseThrow() + by),
        moved.events());
  }

  /** No event from December to February. */
  static Dataset withoutWinter(Dataset good) {
    return of(
        good.timelines()
            .map(
                patient ->
                    with(patient, patient.events().stream().filter(e -> !isWinter(e)).toList())));
  }

  private static boolean isWinter(Event e) {
    int month = LocalDate.ofEpochDay(Math.floorDiv(e.timeMicros(), DAY)).getMonthValue();
    return month == 12 || month <= 2;
  }

  /** Codes of men for women, and of women for men. */
  static Dataset sexesSwapped(Dataset good) {
    return of(good.timelines().map(patient -> changed(patient, PlantedFaults::swapped)));
  }

  private static Event swapped(Event e) {
    String code =
        e.code().endsWith(SEXES.get(0))
            ? e.code().replace(SEXES.get(0), SEXES.get(1))
            : e.code().replace(SEXES.get(1), SEXES.get(0));
    return new Event(e.timeMicros(), code, e.number(), e.text());
  }

  /** One patient in twenty is one of the training patients. */
  static Dataset trainingPatientsCopied(Dataset good, Dataset train) {
    List<Timeline> patients = new ArrayList<>(good.timelines().toList());
    List<Timeline> copied = train.timelines().limit(patients.size() / ONE_IN).toList();
    for (int i = 0; i < copied.size(); i++) {
      Timeline patient = copied.get(i);
      patients.set(
          i,
          new Timeline(
              "copy " + i, patient.statics(), patient.start(), patient.end(), patient.events()));
    }
    return of(patients.stream());
  }
}

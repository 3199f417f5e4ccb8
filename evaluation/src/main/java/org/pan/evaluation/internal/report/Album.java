package org.pan.evaluation.internal.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Split;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;

/**
 * Some patients of a synthetic set, to look at.
 *
 * @param set the set's name
 * @param calendar whether days count from 1970, else from each patient's day zero
 * @param patients to draw
 */
public record Album(String set, boolean calendar, List<Patient> patients) {

  private static final int SHOWN = 20;
  private static final int FARTHEST_STEP = 50;
  private static final int FEWEST_EVENTS = 2;
  private static final int MOST_EVENTS = 1_000;
  private static final double DAY_MICROS = 86_400e6;

  /**
   * A patient.
   *
   * @param number place in the set, from one
   * @param fields static fields, in words
   * @param start first day of observation, if known
   * @param end last day of observation, if known
   * @param left events that are not shown, after the others
   */
  public record Patient(
      long number,
      String fields,
      @Nullable Double start,
      @Nullable Double end,
      List<String> lanes,
      List<Dot> events,
      int left) {}

  /**
   * An event.
   *
   * @param day when, with the time of day as a fraction
   * @param lane its lane's place among the patient's lanes
   * @param value what stands with the code; empty where there is nothing
   */
  public record Dot(double day, int lane, String code, String value) {}

  /** Patients at equal distances through the set, so that nobody picks the handsome ones. */
  public static Album of(String set, Dataset dataset) {
    long every =
        Math.max(1, Math.min(FARTHEST_STEP, dataset.subjectCount(Set.of(Split.values())) / SHOWN));
    List<Long> numbers = new ArrayList<>();
    List<Timeline> chosen = new ArrayList<>();
    try (Stream<Timeline> timelines = dataset.timelines()) {
      long number = 0;
      for (Iterator<Timeline> all = timelines.iterator(); all.hasNext(); ) {
        if (chosen.size() == SHOWN) {
          break;
        }
        Timeline timeline = all.next();
        number++;
        if (number > every * chosen.size() && timeline.events().size() >= FEWEST_EVENTS) {
          numbers.add(number);
          chosen.add(timeline);
        }
      }
    }
    Lanes lanes = Lanes.of(chosen);
    List<Patient> patients = new ArrayList<>();
    for (int i = 0; i < chosen.size(); i++) {
      patients.add(patient(numbers.get(i), chosen.get(i), lanes));
    }
    return new Album(set, dataset.schema().timeMode() == TimeMode.ABSOLUTE, patients);
  }

  private static Patient patient(long number, Timeline timeline, Lanes lanes) {
    List<Event> shown = timeline.events();
    shown = shown.subList(0, Math.min(MOST_EVENTS, shown.size()));
    List<String> names = lanes.names(shown);
    List<Dot> dots = new ArrayList<>();
    for (Event event : shown) {
      dots.add(
          new Dot(
              day(event.timeMicros()),
              names.indexOf(lanes.of(event.code())),
              event.code(),
              value(event)));
    }
    return new Patient(
        number,
        fields(timeline.statics()),
        day(timeline.start()),
        day(timeline.end()),
        names,
        dots,
        timeline.events().size() - shown.size());
  }

  private static @Nullable Double day(OptionalLong micros) {
    return micros.isPresent() ? (Double) day(micros.getAsLong()) : null;
  }

  /** To a minute and a half: the page need not hold more digits. */
  private static double day(long micros) {
    return Math.round(micros / DAY_MICROS * 1e3) / 1e3;
  }

  private static String value(Event event) {
    String number = event.hasNumber() ? Digits.brief(event.number()) : "";
    return event.text() == null ? number : (number + " " + event.text()).strip();
  }

  private static String fields(Map<String, StaticValue> statics) {
    return statics.entrySet().stream()
        .map(field -> field.getKey() + " " + words(field.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String words(StaticValue value) {
    if (value instanceof StaticValue.Category category) {
      return category.name();
    }
    if (value instanceof StaticValue.Number number) {
      return Digits.brief(number.value());
    }
    long micros = ((StaticValue.Date) value).timeMicros();
    return LocalDate.ofEpochDay(Math.floorDiv(micros, (long) DAY_MICROS)).toString();
  }
}

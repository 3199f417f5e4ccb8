package org.pan.sampling;

import java.util.OptionalInt;
import java.util.Set;
import org.pan.model.memory.Days;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/**
 * How real patients go on: from which day, in how many futures each. The end of observation, which
 * a record cut short does not know yet, is always drawn anew.
 *
 * @param from the last day of the past (days since 1970-01-01 or day zero); empty for each record's
 *     own: the day on which its observation ends, or where that is not known of its last event
 * @param futures drawn of each patient
 * @param unknown static fields not known on that day, such as how the record ended: drawn, given
 *     the past
 */
public record Continuation(OptionalInt from, int futures, Set<String> unknown) {

  /** One future of each patient, from where its record ends. */
  public static final Continuation DEFAULT = new Continuation(OptionalInt.empty(), 1, Set.of());

  public Continuation {
    unknown = Set.copyOf(unknown);
    if (futures < 1) {
      throw new IllegalArgumentException("At least one future is drawn of each patient.");
    }
  }

  public Continuation withFrom(int day) {
    return new Continuation(OptionalInt.of(day), futures, unknown);
  }

  public Continuation withFutures(int number) {
    return new Continuation(from, number, unknown);
  }

  public Continuation withUnknown(Set<String> fields) {
    return new Continuation(from, futures, fields);
  }

  /**
   * The last day of a record's past. Empty where the record is not under observation on the wanted
   * day, or nothing is known of it before: no start of observation and no event.
   */
  public OptionalInt lastDay(Timeline record) {
    int first = firstDay(record);
    int last =
        record.end().isPresent()
            ? Days.of(record.end().getAsLong())
            : from.isPresent() ? Integer.MAX_VALUE : lastEvent(record, first);
    int day = from.orElse(last);
    return first <= day && day <= last ? OptionalInt.of(day) : OptionalInt.empty();
  }

  private static int firstDay(Timeline record) {
    if (record.start().isPresent()) {
      return Days.of(record.start().getAsLong());
    }
    return record.events().isEmpty()
        ? Integer.MAX_VALUE
        : Days.of(record.events().get(0).timeMicros());
  }

  private static int lastEvent(Timeline record, int otherwise) {
    return record.events().stream()
        .mapToLong(Event::timeMicros)
        .mapToInt(Days::of)
        .reduce(otherwise, (a, b) -> b);
  }
}

package org.pan.sequences;

import org.jspecify.annotations.Nullable;

/**
 * One event of a timeline.
 *
 * @param timeMicros microseconds since 1970-01-01T00:00 local time, or since the subject's day
 *     zero, by the schema's {@link TimeMode}
 * @param code what happened
 * @param number the numeric value, or NaN where there is none
 * @param text the text value, or null where there is none
 */
public record Event(long timeMicros, String code, double number, @Nullable String text) {

  /** An event without a value. */
  public static Event of(long timeMicros, String code) {
    return new Event(timeMicros, code, Double.NaN, null);
  }

  /** An event with a numeric value. */
  public static Event of(long timeMicros, String code, double number) {
    return new Event(timeMicros, code, number, null);
  }

  /** Whether the event has a numeric value. */
  public boolean hasNumber() {
    return !Double.isNaN(number);
  }
}

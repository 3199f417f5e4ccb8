package org.pan.sequences.encoding;

import java.util.List;

/**
 * A time in microseconds taken apart into the numbers that {@link StaticCoding.Part} names, and put
 * together again.
 */
final class DateParts {

  static final List<String> WEEKDAYS =
      List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");

  static final long DAY_MICROS = 86_400_000_000L;

  /** Days from a Monday to 1970-01-01, a Thursday. */
  private static final int MONDAY_OFFSET = 3;

  private DateParts() {}

  static long day(long micros) {
    return Math.floorDiv(micros, DAY_MICROS);
  }

  /** Weeks since Monday 1969-12-29. */
  static long week(long day) {
    return Math.floorDiv(day + MONDAY_OFFSET, 7L);
  }

  /** Monday is 0. */
  static int weekday(long day) {
    return (int) Math.floorMod(day + MONDAY_OFFSET, 7L);
  }

  static long day(long week, int weekday) {
    return week * 7 + weekday - MONDAY_OFFSET;
  }

  /** Seconds of the day. */
  static double seconds(long micros) {
    return Math.floorMod(micros, DAY_MICROS) / 1e6;
  }

  static long micros(long day, double seconds) {
    return day * DAY_MICROS + Math.round(seconds * 1e6);
  }

  /** The part's number; the weekday as a number too. */
  static double part(StaticCoding.Part part, long micros) {
    long day = day(micros);
    return switch (part) {
      case WEEK -> week(day);
      case WEEKDAY -> weekday(day);
      case TIME -> seconds(micros);
      case VALUE, DAY, LENGTH -> day;
    };
  }
}

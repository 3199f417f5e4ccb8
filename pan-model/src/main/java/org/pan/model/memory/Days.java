package org.pan.model.memory;

import java.time.LocalDate;

/**
 * Calendar arithmetic on days since 1970-01-01, which was a Thursday, or since a subject's day
 * zero.
 */
public final class Days {

  public static final long MICROS = 86_400_000_000L;

  private Days() {}

  /** The day a time lies on. */
  public static int of(long micros) {
    return (int) Math.floorDiv(micros, MICROS);
  }

  /** The last moment of the day a time lies on. */
  public static long end(long micros) {
    return (of(micros) + 1) * MICROS - 1;
  }

  /** Microseconds since the start of the day. */
  public static long timeOfDay(long micros) {
    return Math.floorMod(micros, MICROS);
  }

  /** Seconds since the start of the day. */
  public static double secondOfDay(long micros) {
    return timeOfDay(micros) / 1e6;
  }

  /** Whether two times are whole days apart. */
  public static boolean sameTimeOfDay(long micros, long other) {
    return (micros - other) % MICROS == 0;
  }

  /** 0 for Monday to 6 for Sunday; in relative time the phase of the day, modulo 7. */
  public static int weekday(int day) {
    return Math.floorMod(day + 3, 7);
  }

  /** Week of the year, 0 to 52, counted from 1 January. */
  public static int weekOfYear(int day) {
    return (LocalDate.ofEpochDay(day).getDayOfYear() - 1) / 7;
  }

  /** Number of the Monday-to-Sunday week a day lies in, counted from the week of 1969-12-29. */
  public static int week(int day) {
    return Math.floorDiv(day + 3, 7);
  }
}

package org.pan.sequences.testing;

import java.time.LocalDate;
import org.pan.sequences.Resolution;

/** The calendar of a day, which is counted from 1970-01-01. */
final class Days {

  static final long MICROS = Resolution.DAY.micros();

  private Days() {}

  /** The day in which a time in microseconds lies. */
  static int of(long timeMicros) {
    return Math.toIntExact(Math.floorDiv(timeMicros, MICROS));
  }

  /** 0 is Monday. */
  static int weekday(int day) {
    return Math.floorMod(day + 3, 7);
  }

  /** Weeks of seven days from 1 January, 0 to 52; the last has one or two days. */
  static int weekOfYear(int day) {
    return (LocalDate.ofEpochDay(day).getDayOfYear() - 1) / 7;
  }
}

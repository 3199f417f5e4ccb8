package org.pan.evaluation.internal;

import java.time.LocalDate;

/** What a day since 1970-01-01 is in the calendar. Days of two centuries are worked out once. */
public final class CalendarDay {

  private static final int FIRST = (int) LocalDate.of(1900, 1, 1).toEpochDay();
  private static final int LAST = (int) LocalDate.of(2100, 1, 1).toEpochDay();
  private static final short[] MONTH_AND_DAY = table();

  private CalendarDay() {}

  private static short[] table() {
    short[] table = new short[LAST - FIRST];
    for (int i = 0; i < table.length; i++) {
      table[i] = packed(LocalDate.ofEpochDay(FIRST + i));
    }
    return table;
  }

  private static short packed(LocalDate date) {
    return (short) (date.getMonthValue() * 400 + date.getDayOfYear());
  }

  private static int packed(int day) {
    return day >= FIRST && day < LAST
        ? MONTH_AND_DAY[day - FIRST]
        : packed(LocalDate.ofEpochDay(day));
  }

  /** 0 for Monday to 6 for Sunday. */
  public static int weekday(int day) {
    return Math.floorMod(day + 3, 7);
  }

  /** 1 for January to 12. */
  public static int month(int day) {
    return packed(day) / 400;
  }

  /** 1 for the first of January to 366. */
  public static int dayOfYear(int day) {
    return packed(day) % 400;
  }

  /** The year. */
  public static int year(int day) {
    return LocalDate.ofEpochDay(day).getYear();
  }
}

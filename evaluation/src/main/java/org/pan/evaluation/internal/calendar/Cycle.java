package org.pan.evaluation.internal.calendar;

import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.CalendarDay;
import org.pan.evaluation.internal.cohort.Cohort;

/** Classes of the calendar into which events fall. */
enum Cycle {
  WEEKDAY("weekday", "Weekday", 7),
  HOUR("hour", "Hour", 24),
  WEEKDAY_HOUR("weekday-hour", "Weekday × hour", 168),
  MONTH("month", "Month", 12),
  WEEK_OF_YEAR("week-of-year", "Week of year", 53),
  YEAR("year", "Year", 200),
  HOLIDAYS("holidays", "Days around fixed holidays", 3 * Cycle.AROUND);

  /** Days around a holiday, a week to either side. */
  private static final int AROUND = 15;

  private static final int FIRST_YEAR = 1900;

  /**
   * Days of the year of New Year, the first of May and Christmas, in a year that is no leap year.
   */
  private static final int[] FIXED = {1, 121, 359};

  private final String id;
  private final String title;
  private final int classes;

  Cycle(String id, String title, int classes) {
    this.id = id;
    this.title = title;
    this.classes = classes;
  }

  String id() {
    return id;
  }

  String title() {
    return title;
  }

  /** How many classes there are. */
  int classes() {
    return classes;
  }

  boolean needsTimeOfDay() {
    return this == HOUR || this == WEEKDAY_HOUR;
  }

  /** Class of an event; -1 for one in none. */
  int of(Cohort cohort, int event) {
    int day = cohort.day(event);
    return switch (this) {
      case WEEKDAY -> CalendarDay.weekday(day);
      case HOUR -> cohort.hour(event);
      case WEEKDAY_HOUR -> CalendarDay.weekday(day) * 24 + cohort.hour(event);
      case MONTH -> CalendarDay.month(day) - 1;
      case WEEK_OF_YEAR -> (CalendarDay.dayOfYear(day) - 1) / 7;
      case YEAR -> Math.min(classes - 1, Math.max(0, CalendarDay.year(day) - FIRST_YEAR));
      case HOLIDAYS -> aroundHoliday(CalendarDay.dayOfYear(day));
    };
  }

  private static int aroundHoliday(int dayOfYear) {
    for (int k = 0; k < FIXED.length; k++) {
      int from = Math.floorMod(dayOfYear - FIXED[k] + AROUND / 2, 365);
      if (from < AROUND) {
        return k * AROUND + from;
      }
    }
    return -1;
  }

  /** Names of the classes. */
  List<String> labels() {
    return IntStream.range(0, classes).mapToObj(this::label).toList();
  }

  private String label(int k) {
    return switch (this) {
      case WEEKDAY -> weekday(k);
      case HOUR -> k + " h";
      case WEEKDAY_HOUR -> weekday(k / 24) + " " + k % 24 + " h";
      case MONTH -> Month.of(k + 1).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
      case WEEK_OF_YEAR -> Integer.toString(k + 1);
      case YEAR -> Integer.toString(FIRST_YEAR + k);
      case HOLIDAYS ->
          List.of("1 Jan", "1 May", "25 Dec").get(k / AROUND)
              + String.format(Locale.ROOT, " %+d", k % AROUND - AROUND / 2);
    };
  }

  private static String weekday(int k) {
    return DayOfWeek.of(k + 1).getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
  }
}

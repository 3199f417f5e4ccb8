package org.pan.sequences.encoding;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.pan.sequences.DataException;
import org.pan.sequences.TimeMode;

/**
 * A condition's text: one value, or a range {@code low..high} of which either end may be left out.
 *
 * @param field the field it is about
 * @param low text of the lower end, empty if open
 * @param high text of the upper end, empty if open; the same as the lower for one value
 */
record ConditionText(String field, String low, String high) {

  private static final String RANGE = "..";

  /** The numbers or microseconds from low to high, inclusive. */
  record Interval(double low, double high) {
    boolean isOne() {
      return low == high;
    }
  }

  static ConditionText of(String field, String text) {
    int at = text.indexOf(RANGE);
    String trimmed = text.trim();
    return at < 0
        ? new ConditionText(field, trimmed, trimmed)
        : new ConditionText(
            field, text.substring(0, at).trim(), text.substring(at + RANGE.length()).trim());
  }

  Interval numbers() {
    double from = low.isEmpty() ? Double.NEGATIVE_INFINITY : number(low);
    double to = high.isEmpty() ? Double.POSITIVE_INFINITY : number(high);
    return checked(from, to);
  }

  /** Microseconds; a date or a whole number of days means all of that day. */
  Interval times(TimeMode mode) {
    double from = low.isEmpty() ? Double.NEGATIVE_INFINITY : time(low, mode, false);
    double to = high.isEmpty() ? Double.POSITIVE_INFINITY : time(high, mode, true);
    return checked(from, to);
  }

  private Interval checked(double from, double to) {
    if (from > to) {
      throw new DataException(
          "Condition on " + field + ": the range " + low + RANGE + high + " runs backwards.");
    }
    return new Interval(from, to);
  }

  private double number(String text) {
    try {
      double number = Double.parseDouble(text);
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new DataException(wrong("a number such as 57 or a range such as 60..80", text), e);
    }
    throw new DataException(wrong("a finite number", text));
  }

  private double time(String text, TimeMode mode, boolean upper) {
    if (mode == TimeMode.RELATIVE) {
      double days = number(text);
      boolean whole = days == Math.rint(days);
      return Math.rint(days * DateParts.DAY_MICROS)
          + (whole && upper ? DateParts.DAY_MICROS - 1 : 0);
    }
    try {
      if (text.length() > "2019-03-01".length()) {
        LocalDateTime time = LocalDateTime.parse(text.replace(' ', 'T'));
        return ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), time);
      }
      return (double) LocalDate.parse(text).toEpochDay() * DateParts.DAY_MICROS
          + (upper ? DateParts.DAY_MICROS - 1 : 0);
    } catch (DateTimeException e) {
      throw new DataException(
          wrong("a date such as 2019-03-01 or a range such as 2019-03-01..2019-06-30", text), e);
    }
  }

  /**
   * The one day that text names.
   *
   * @throws DataException if it names none
   */
  static int day(String text, TimeMode mode) {
    boolean relative = mode == TimeMode.RELATIVE;
    try {
      return relative
          ? Math.toIntExact((long) Math.floor(Double.parseDouble(text)))
          : Math.toIntExact(LocalDate.parse(text).toEpochDay());
    } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
      throw new DataException(
          "\"%s\" is no day: expected %s."
              .formatted(
                  text, relative ? "a number of days such as 365" : "a date such as 2019-03-01"),
          e);
    }
  }

  private String wrong(String expected, String found) {
    return "Condition on " + field + ": expected " + expected + ", found \"" + found + "\".";
  }
}

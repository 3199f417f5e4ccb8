package org.pan.evaluation.internal.cohort;

import java.util.List;
import java.util.Optional;
import org.pan.sequences.Resolution;
import org.pan.sequences.TimeMode;

/**
 * Timelines of one source as columns. Subjects are numbered from 0; the events of subject {@code s}
 * are those from {@code from(s)} to before {@code to(s)}, in time order. Codes have the same
 * numbers in all cohorts that are compared.
 */
public final class Cohort {

  /** Microseconds of a day. */
  public static final long DAY_MICROS = 86_400_000_000L;

  /** Stands for a start or end of observation that is not known. */
  public static final long UNKNOWN = Long.MIN_VALUE;

  private final String name;
  private final TimeMode timeMode;
  private final Resolution resolution;
  private final Names codes;
  private final Columns columns;
  private final List<StaticColumn> statics;

  /**
   * The columns.
   *
   * @param ids subject ids as read
   * @param offsets first event by subject, and the number of events at the end
   */
  record Columns(
      String[] ids,
      int[] offsets,
      int[] code,
      long[] micros,
      int[] day,
      double[] number,
      long[] start,
      long[] end) {}

  Cohort(
      String name,
      TimeMode timeMode,
      Resolution resolution,
      Names codes,
      Columns columns,
      List<StaticColumn> statics) {
    this.name = name;
    this.timeMode = timeMode;
    this.resolution = resolution;
    this.codes = codes;
    this.columns = columns;
    this.statics = List.copyOf(statics);
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Whether its times have a calendar. */
  public boolean hasCalendar() {
    return timeMode == TimeMode.ABSOLUTE;
  }

  /** Whether its times have a time of day. */
  public boolean hasTimeOfDay() {
    return resolution != Resolution.DAY;
  }

  /** Absolute or relative. */
  public TimeMode timeMode() {
    return timeMode;
  }

  /** Names of the codes of all cohorts that are compared. */
  public Names codes() {
    return codes;
  }

  /** Number of subjects, those without events included. */
  public int subjects() {
    return columns.ids.length;
  }

  /** Number of events. */
  public int events() {
    return columns.code.length;
  }

  /** Id of a subject as read. */
  public String id(int subject) {
    return columns.ids[subject];
  }

  /** First event of a subject. */
  public int from(int subject) {
    return columns.offsets[subject];
  }

  /** One past the last event of a subject. */
  public int to(int subject) {
    return columns.offsets[subject + 1];
  }

  /** Code of an event. */
  public int code(int event) {
    return columns.code[event];
  }

  /** Time of an event, microseconds since 1970 or since the subject's day zero. */
  public long micros(int event) {
    return columns.micros[event];
  }

  /** Day of an event, since 1970-01-01 or since the subject's day zero. */
  public int day(int event) {
    return columns.day[event];
  }

  /** Hour of the day of an event. */
  public int hour(int event) {
    return minuteOfDay(event) / 60;
  }

  /** Minute of the day of an event. */
  public int minuteOfDay(int event) {
    return (int) (Math.floorMod(columns.micros[event], DAY_MICROS) / 60_000_000L);
  }

  /** Number of an event, NaN where there is none. */
  public double number(int event) {
    return columns.number[event];
  }

  /** Start of observation of a subject in microseconds, or {@link #UNKNOWN}. */
  public long start(int subject) {
    return columns.start[subject];
  }

  /** End of observation of a subject in microseconds, or {@link #UNKNOWN}. */
  public long end(int subject) {
    return columns.end[subject];
  }

  /** The static fields. */
  public List<StaticColumn> statics() {
    return statics;
  }

  /** The static field of that name. */
  public Optional<StaticColumn> field(String field) {
    return statics.stream().filter(column -> column.field().name().equals(field)).findFirst();
  }

  /** Events by code. */
  public long[] codeCounts() {
    long[] counts = new long[codes.size()];
    for (int code : columns.code) {
      counts[code]++;
    }
    return counts;
  }

  /** Some of its subjects, in the order given. */
  public Cohort subset(String subsetName, int[] subjects) {
    return new Cohort(
        subsetName,
        timeMode,
        resolution,
        codes,
        CohortSubset.of(columns, subjects),
        statics.stream().map(column -> column.at(subjects)).toList());
  }
}

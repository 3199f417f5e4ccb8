package org.pan.model.heads;

import org.pan.model.Openings;
import org.pan.model.Rows;
import org.pan.model.memory.Groups;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;

/**
 * How a row of the landing hazard is laid out: after the trunk's inputs the share of the last
 * event's day that is still to come and the log of the rate to be expected of the subject; after
 * the trunk's ids the last event's day, the last day of observation, what is open, the outcome, the
 * group, the declared dates and the days on which a code is due.
 */
final class LandingRow {

  private static final int FIXED = 5;

  /** Least share of a day that counts as left of it. */
  private static final double LEAST = 1e-3;

  private final int inputs;
  private final int ids;
  private final int dates;
  private final int lastDay;
  private final Seasons seasons;

  /**
   * @param inputs of the trunk
   * @param ids of the trunk
   * @param dates number of declared dates and recurrences
   * @param lastDay last day of any record
   */
  LandingRow(int inputs, int ids, int dates, int lastDay, Seasons seasons) {
    this.inputs = inputs;
    this.ids = ids;
    this.dates = dates;
    this.lastDay = lastDay;
    this.seasons = seasons;
  }

  int floatWidth() {
    return inputs + 1 + Pace.WIDTH + Habits.WIDTH;
  }

  int intWidth() {
    return ids + FIXED + dates;
  }

  int dates() {
    return dates;
  }

  void write(Memory memory, Openings open, OpenTimes times, Groups groups, Rows rows, int row) {
    memory.write(memory.now(), rows.floats(), row * floatWidth());
    int today = times.today(memory);
    double left = open.today() ? times.share(memory, today) : 0;
    rows.floats()[row * floatWidth() + inputs] = left > 0 ? (float) Math.max(LEAST, left) : 0;
    Pace.write(memory, rows.floats(), row * floatWidth() + inputs + 1);
    Habits.write(memory, rows.floats(), row * floatWidth() + inputs + 1 + Pace.WIDTH);
    int[] ints = rows.ints();
    int at = memory.writeLastCodes(ints, row * intWidth());
    ints[at++] = today;
    ints[at++] = open.later() ? times.lastDay(memory) : today;
    ints[at++] = left > 0 ? 1 : 0;
    ints[at++] = DayHead.END;
    ints[at++] = groups.of(memory.subject().staticClasses());
    int[] anchors = memory.subject().anchors();
    System.arraycopy(anchors, 0, ints, at, anchors.length);
    memory.writeDueDays(ints, at + anchors.length);
  }

  void target(int outcome, Rows rows, int row) {
    rows.ints()[row * intWidth() + ids + 3] = outcome;
  }

  int today(Rows rows, int row) {
    return rows.ints()[row * intWidth() + ids];
  }

  int endDay(Rows rows, int row) {
    return rows.ints()[row * intWidth() + ids + 1];
  }

  /** Whether the end of observation is not known. */
  boolean openEnd(Rows rows, int row) {
    return endDay(rows, row) == Subject.NO_DAY;
  }

  boolean mayRemain(Rows rows, int row) {
    return rows.ints()[row * intWidth() + ids + 2] != 0;
  }

  int outcome(Rows rows, int row) {
    return rows.ints()[row * intWidth() + ids + 3];
  }

  boolean lands(Rows rows, int row) {
    return outcome(rows, row) != DayHead.END;
  }

  int group(Rows rows, int row) {
    return rows.ints()[row * intWidth() + ids + 4];
  }

  /** The share of the last event's day that is still open, 0 where it is not. */
  double left(Rows rows, int row) {
    return mayRemain(rows, row) ? rows.floats()[row * floatWidth() + inputs] : 0;
  }

  float intensity(Rows rows, int row) {
    return rows.floats()[row * floatWidth() + inputs + 1 + Pace.INTENSITY];
  }

  /** Lets days stand where this row's declared dates and end of observation are. */
  DayRanges ranges(Rows rows, int row, DayRanges days) {
    int at = row * intWidth() + ids;
    return days.of(rows.ints(), at + FIXED, rows.ints()[at], rows.ints()[at + 1]);
  }

  /** The first day that is not passed over on the way to the outcome. */
  int limit(Rows rows, int row) {
    return lands(rows, row) ? outcome(rows, row) : endLimit(rows, row);
  }

  /**
   * The first day beyond observation. Where its end is not known, the records as a whole end with
   * the last day of any.
   */
  int endLimit(Rows rows, int row) {
    int endDay = endDay(rows, row);
    return endDay == Subject.NO_DAY ? lastDay + 1 : Math.min(seasons.endDay(), endDay + 1);
  }

  int rateIndex(Rows rows, int row, int day) {
    return seasons.rateIndex(group(rows, row), day);
  }

  int sumIndex(Rows rows, int row, int day, int weekday) {
    return seasons.sumIndex(group(rows, row), day, weekday);
  }
}

package org.pan.model.heads;

import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.sequences.encoding.NumberCoding;

/**
 * The outcomes of {@link StartHead}: no event, each class of the first day (of its week where there
 * is a calendar), each declared date. Of a row they are said by its ints: the last day that is
 * open, the day that came, the declared days.
 */
final class StartOutcomes {

  static final int WEEKDAYS = 7;

  /** Ints before the declared days. */
  private static final int FIXED = 2;

  private final FirstDay first;
  private final NumberCoding coding;
  private final boolean calendar;
  private final int anchors;
  private final int classes;
  private final Crossings crossings;
  private final int[] middle;

  /**
   * @param first how the first day is coded
   * @param calendar whether by the week
   * @param anchors declared dates
   */
  StartOutcomes(FirstDay first, boolean calendar, int anchors) {
    this.first = first;
    this.coding = first.coding();
    this.calendar = calendar;
    this.anchors = anchors;
    this.classes = coding.size() + 1;
    this.crossings = new Crossings(anchors);
    middle = new int[coding.size()];
    for (int k = 0; k < coding.size(); k++) {
      middle[k] = (int) Math.round(coding.value(k, .5)) * (calendar ? 7 : 1) - (calendar ? 3 : 0);
    }
  }

  boolean calendar() {
    return calendar;
  }

  int anchors() {
    return anchors;
  }

  /** No event and the classes of the first day. */
  int classes() {
    return classes;
  }

  /** The classes and the declared dates. */
  int size() {
    return classes + anchors;
  }

  Crossings crossings() {
    return crossings;
  }

  /** Ints of a row. */
  int ints() {
    return FIXED + anchors;
  }

  /** Writes the ints of a row of which nothing has come. */
  void write(Memory memory, int lastDay, int[] ints, int at) {
    ints[at] = lastDay;
    target(StartHead.NONE, ints, at);
    System.arraycopy(memory.subject().anchors(), 0, ints, at + FIXED, anchors);
  }

  /** Says on which day the first event came, or {@link StartHead#NONE}. */
  void target(int day, int[] ints, int at) {
    ints[at + 1] = day;
  }

  /** The last day that is open, {@link Subject#NO_DAY} if it is not known. */
  int lastDay(Rows rows, int row) {
    return rows.ints()[row * rows.intWidth()];
  }

  /** The day that came, {@link StartHead#NONE} if none did. */
  int day(Rows rows, int row) {
    return rows.ints()[row * rows.intWidth() + 1];
  }

  /** Whether the day that came is a declared date. */
  boolean isOn(Rows rows, int row, int anchor) {
    int day = day(rows, row);
    return day != StartHead.NONE && day == rows.ints()[row * rows.intWidth() + FIXED + anchor];
  }

  /** The log-density of a day in its class. */
  double logDensity(int day) {
    return coding.logDensityInClass(unit(day));
  }

  /** The class of a day. */
  int classOf(int day) {
    return day == StartHead.NONE ? 0 : 1 + coding.classOf(unit(day));
  }

  /** Whether a day can come about by its class too, and not as a declared date alone. */
  boolean isShown(int day) {
    return coding.shown(unit(day)) == unit(day);
  }

  private int unit(int day) {
    return calendar ? Days.week(day) : day;
  }

  /** The first day of a unit. */
  int firstDay(int unit) {
    return calendar ? 7 * unit - 3 : unit;
  }

  /** Writes the class of the distance of each class from the last day; 0 where it has none. */
  void fillDistance(int end, long[] index, int at) {
    index[at] = 0;
    for (int k = 0; k < coding.size(); k++) {
      index[at + 1 + k] = end == Subject.NO_DAY ? 0 : first.classOf(end - middle[k]);
    }
  }

  /** In the week of the last day the weekdays after it are not open. */
  static void fillWeekdays(int end, int week, float[] weights, int at) {
    boolean ends = end != Subject.NO_DAY && week == Days.week(end);
    for (int w = 0; w < WEEKDAYS; w++) {
      weights[at + w] = ends && w > Days.weekday(end) ? SetLikelihood.OUT : 0;
    }
  }

  /** What is possible for a row. Reused from row to row. */
  final class Possible {
    private final Crossings.Ahead ahead = crossings.new Ahead();
    private int[] ints = {};
    private int at;
    private int end;

    Possible of(Rows rows, int row) {
      ints = rows.ints();
      at = row * rows.intWidth();
      end = lastDay(rows, row);
      ahead.of(ints, at + FIXED, Integer.MIN_VALUE, known() ? end : Integer.MAX_VALUE);
      return this;
    }

    Crossings.Ahead ahead() {
      return ahead;
    }

    /** As {@link #lastDay}. */
    int end() {
      return end;
    }

    private boolean known() {
      return end != Subject.NO_DAY;
    }

    /** The day of a declared date, {@link Subject#NO_DAY} if it is not known or not observed. */
    int date(int anchor) {
      int day = ints[at + FIXED + anchor];
      return known() && day > end ? Subject.NO_DAY : day;
    }

    /** The last unit of a segment, with half a unit to spare. */
    private double until(int segment) {
      double last = known() ? unit(end) + .5 : 1e9;
      return segment < ahead.last() ? Math.min(last, unit(ahead.lastDay(segment)) + .5) : last;
    }

    private double after(int segment) {
      return segment == 0 ? -1e9 : until(segment - 1);
    }

    /** The segment of a day, which is that of its unit. */
    int segmentOf(int day) {
      return ahead.segment(firstDay(unit(day)));
    }

    /** Writes the share of each outcome in each segment. */
    void fill(float[] shares, int from) {
      int segments = crossings.segments();
      shares[from + ahead.last()] = 1;
      int begun = 0;
      double below = 0;
      for (int s = 0; s <= ahead.last(); s++) {
        double until = until(s);
        int last = coding.classOf(until);
        for (int k = begun; k <= last; k++) {
          double upTo = k < last ? 1 : coding.share(k, -1e9, until);
          shares[from + (1 + k) * segments + s] = (float) Math.max(0, upTo - below);
          below = k < last ? 0 : upTo;
        }
        begun = last;
      }
      for (int a = 0; a < anchors; a++) {
        if (date(a) != Subject.NO_DAY) {
          shares[from + (classes + a) * segments + ahead.segment(date(a))] = 1;
        }
      }
    }

    /** The unit at this place of a class's mass. */
    int unitIn(int k, double uniform, float[] shares, double[] sums) {
      int from = (1 + k) * crossings.segments();
      double total = 0;
      for (int s = 0; s <= ahead.last(); s++) {
        total += shares[from + s] * Math.exp(sums[s]);
      }
      double left = uniform * total;
      int found = 0;
      double inside = 0;
      for (int s = 0; s <= ahead.last(); s++) {
        double mass = shares[from + s] * Math.exp(sums[s]);
        if (mass > 0) {
          found = s;
          inside = Math.min(1 - 1e-12, left / mass);
          if (left < mass) {
            break;
          }
          left -= mass;
        }
      }
      return (int) Math.round(coding.value(k, inside, after(found), until(found)));
    }
  }
}

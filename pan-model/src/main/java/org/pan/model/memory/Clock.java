package org.pan.model.memory;

/**
 * Where a moment stands: weekday, season, time of day, time in observation and against the
 * subject's declared dates.
 */
final class Clock {

  private static final double YEAR = 365.25;
  private static final int PER_ANCHOR = 6;
  private static final int HALF_HOURS = 48;

  private final MemoryLayout layout;

  Clock(MemoryLayout layout) {
    this.layout = layout;
  }

  int size() {
    return (layout.calendar() ? 7 + 4 + 2 + dates() : 1)
        + (layout.timed() ? 3 + HALF_HOURS : 0)
        + 2
        + 6
        + PER_ANCHOR * layout.anchors().length;
  }

  private int dates() {
    return Math.max(0, layout.dateKnots().length - 1);
  }

  /** Days that the training records span. */
  private double span() {
    return Math.max(1, layout.lastDay() - layout.firstDay());
  }

  /**
   * How far a day has gone through each interval between knots (piecewise linear encoding:
   * Gorishniy et al., On Embeddings for Numerical Features in Tabular Deep Learning, 2022).
   */
  private int writeDate(int day, float[] out, int at) {
    int[] knots = layout.dateKnots();
    for (int k = 0; k < dates(); k++) {
      float share = (day - knots[k]) / (float) (knots[k + 1] - knots[k]);
      out[at + k] = Math.max(0, Math.min(1, share));
    }
    return at + dates();
  }

  /**
   * @param first time of the subject's first event or start of observation
   */
  int write(Subject subject, long first, long moment, float[] out, int at) {
    int day = Days.of(moment);
    int i = at;
    if (layout.calendar()) {
      i = oneHot(Days.weekday(day), 7, out, i);
      double phase = 2 * Math.PI * day / YEAR;
      out[i++] = (float) Math.sin(phase);
      out[i++] = (float) Math.cos(phase);
      out[i++] = (float) Math.sin(2 * phase);
      out[i++] = (float) Math.cos(2 * phase);
      out[i++] = (float) (2 * (day - layout.firstDay()) / span() - 1);
      out[i++] = (float) Log.onePlus(Math.max(0, layout.lastDay() - day));
      i = writeDate(day, out, i);
    } else {
      out[i++] = (float) ((day - layout.firstDay()) / span());
    }
    if (layout.timed()) {
      double turn = Days.secondOfDay(moment) / 86_400.0;
      out[i++] = (float) Math.sin(2 * Math.PI * turn);
      out[i++] = (float) Math.cos(2 * Math.PI * turn);
      out[i++] = (float) turn;
      i = oneHot((int) (turn * HALF_HOURS), HALF_HOURS, out, i);
    }
    double elapsed = Math.max(0, (moment - first) / (double) Days.MICROS);
    out[i++] = (float) Log.onePlus(elapsed);
    out[i++] = (float) (elapsed / span());
    i = writeEnd(subject, moment, out, i);
    for (int anchor : subject.anchors()) {
      i = writeAnchor(anchor, day, out, i);
    }
    return i;
  }

  private int writeEnd(Subject subject, long moment, float[] out, int at) {
    int i = at;
    if (!subject.endKnown()) {
      return zeros(6, out, i);
    }
    double left = Math.max(0, (subject.end() - moment) / (double) Days.MICROS);
    out[i++] = 1;
    out[i++] = (float) (left / span());
    out[i++] = (float) Log.onePlus(left);
    out[i++] = left < 1 ? 1 : 0;
    out[i++] = left < 7 ? 1 : 0;
    out[i++] = left < 30 ? 1 : 0;
    return i;
  }

  private int writeAnchor(int anchor, int day, float[] out, int at) {
    int i = at;
    if (anchor == Subject.NO_DAY) {
      return zeros(PER_ANCHOR, out, i);
    }
    int since = day - anchor;
    out[i++] = 1;
    out[i++] = (float) (since / span());
    out[i++] = (float) (Math.signum(since) * Log.onePlus(Math.abs(since)));
    out[i++] = since == 0 ? 1 : 0;
    out[i++] = since > 0 ? 1 : 0;
    out[i++] = Math.abs(since) <= 30 ? 1 : 0;
    return i;
  }

  static int oneHot(int index, int size, float[] out, int at) {
    zeros(size, out, at);
    if (index >= 0 && index < size) {
      out[at + index] = 1;
    }
    return at + size;
  }

  static int zeros(int size, float[] out, int at) {
    java.util.Arrays.fill(out, at, at + size, 0f);
    return at + size;
  }
}

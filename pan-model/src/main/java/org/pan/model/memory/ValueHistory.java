package org.pan.model.memory;

/**
 * The numbers a subject has shown, by code, on the scale of the code's normal scores: last values,
 * means, spread, how long ago; and the raw last values, which may be copied.
 */
final class ValueHistory {

  private static final int PER_TRACKED = 5;
  private static final int FOCUS = 19;
  private static final double FAST = 0.5;
  private static final double SLOW = 0.15;

  private final MemoryLayout layout;
  private final Levels levels;
  private final int[] count;
  private final double[] last;
  private final double[] second;
  private final double[] third;
  private final double[] mean;
  private final double[] squares;
  private final double[] fast;
  private final double[] slow;
  private final double[] change;
  private final double[] lastNumber;
  private final long[] lastTime;
  private final int[] touched;
  private int touchedCount;
  private long now;
  private boolean numberNow;
  private double previousNumber;
  private double previousScore;
  private int previousCode;

  ValueHistory(MemoryLayout layout, Levels levels) {
    this.levels = levels;
    this.layout = layout;
    int v = layout.codes();
    count = new int[v];
    last = new double[v];
    second = new double[v];
    third = new double[v];
    mean = new double[v];
    squares = new double[v];
    fast = new double[v];
    slow = new double[v];
    change = new double[v];
    lastNumber = new double[v];
    lastTime = new long[v];
    touched = new int[v];
  }

  int size() {
    return PER_TRACKED * layout.trackedNumbers().length;
  }

  int focusSize() {
    return FOCUS + (layout.intraday() ? 1 : 0) + Levels.SIZE + layout.trackedNumbers().length;
  }

  void begin() {
    for (int t = 0; t < touchedCount; t++) {
      count[touched[t]] = 0;
    }
    touchedCount = 0;
    numberNow = false;
    now = Long.MIN_VALUE;
  }

  /**
   * A new event, whether it has a number or not: what was said at an earlier time is no longer of
   * this visit.
   */
  void moveTo(long time) {
    if (time != now) {
      numberNow = false;
      now = time;
    }
  }

  void observe(long time, int code, double number, double score) {
    if (count[code] == 0) {
      touched[touchedCount++] = code;
      mean[code] = score;
      squares[code] = 0;
      fast[code] = score;
      slow[code] = score;
      change[code] = 0;
      second[code] = 0;
      third[code] = 0;
    } else {
      double step = Math.abs(score - last[code]);
      change[code] += (step - change[code]) / count[code];
      double delta = score - mean[code];
      mean[code] += delta / (count[code] + 1);
      squares[code] += delta * (score - mean[code]);
      fast[code] += FAST * (score - fast[code]);
      slow[code] += SLOW * (score - slow[code]);
      third[code] = second[code];
      second[code] = last[code];
    }
    count[code]++;
    last[code] = score;
    lastNumber[code] = number;
    lastTime[code] = time;
    numberNow = true;
    previousNumber = number;
    previousScore = score;
    previousCode = code;
  }

  /** The number of the event before at this same time, or NaN. */
  double previousNumber(long moment) {
    return numberNow && now == moment ? previousNumber : Double.NaN;
  }

  /**
   * The code of the event before at this same time that had a number; only meaningful where there
   * is one.
   */
  int previousCode() {
    return previousCode;
  }

  /** The code's last number, or NaN. */
  double lastNumber(int code) {
    return count[code] == 0 ? Double.NaN : lastNumber[code];
  }

  int write(float[] out, int at) {
    int i = at;
    for (int code : layout.trackedNumbers()) {
      if (count[code] == 0) {
        i = Clock.zeros(PER_TRACKED, out, i);
        continue;
      }
      out[i++] = 1;
      out[i++] = (float) last[code];
      out[i++] = (float) mean[code];
      out[i++] = (float) slow[code];
      out[i++] = (float) spread(code);
    }
    return i;
  }

  int writeFocus(Subject subject, int code, long moment, float[] out, int at) {
    int i = at;
    boolean previous = numberNow && now == moment;
    out[i++] = previous ? 1 : 0;
    out[i++] = previous ? (float) previousScore : 0;
    out[i++] = previous && previousCode == code ? 1 : 0;
    for (int tracked : layout.trackedNumbers()) {
      out[i++] = previous && previousCode == tracked ? 1 : 0;
    }
    int n = count[code];
    i = levels.write(code, subject.statics(), n, n == 0 ? 0 : mean[code], out, i);
    if (n == 0) {
      return Clock.zeros(FOCUS - 3 + (layout.intraday() ? 1 : 0), out, i);
    }
    double since = Math.max(0, (moment - lastTime[code]) / (double) Days.MICROS);
    out[i++] = 1;
    out[i++] = (float) last[code];
    out[i++] = (float) (n > 1 ? second[code] : last[code]);
    out[i++] = (float) (n > 2 ? third[code] : n > 1 ? second[code] : last[code]);
    out[i++] = (float) mean[code];
    out[i++] = (float) fast[code];
    out[i++] = (float) slow[code];
    out[i++] = (float) spread(code);
    out[i++] = (float) change[code];
    out[i++] = (float) Log.onePlus(n);
    out[i++] = (float) Log.onePlus(since);
    out[i++] = lastTime[code] == moment ? 1 : 0;
    out[i++] = n > 1 ? 1 : 0;
    out[i++] = n > 3 ? 1 : 0;
    out[i++] = (float) (last[code] - mean[code]);
    out[i++] = lastNumber[code] == previousNumber && previous ? 1 : 0;
    if (layout.intraday()) {
      out[i++] = Intraday.log(since, layout);
    }
    return i;
  }

  private double spread(int code) {
    return Math.sqrt((squares[code] + .3) / (count[code] + 1));
  }

  /** The score at which the code's next number is expected by its level; NaN if unknown. */
  double expected(Subject subject, int code) {
    int n = count[code];
    return levels.expected(code, subject.statics(), n, n == 0 ? 0 : mean[code]);
  }

  /** The score of the code's last number, or NaN. */
  double lastScore(int code) {
    return count[code] == 0 ? Double.NaN : last[code];
  }

  /** How many numbers of the code there are. */
  int count(int code) {
    return count[code];
  }
}

package org.pan.model.memory;

import java.util.Arrays;

/**
 * How a subject comes within a day, where that is usual: the time between the last moments, rates
 * over a few of them, and the minute of the hour that most of them share, as what is charted every
 * hour has one.
 */
final class Intraday {

  /** Times that {@link #repeatsTomorrow} gives. */
  static final int TOMORROW = 2;

  private static final int LAPSES = 4;
  private static final long MINUTE = 60_000_000L;
  private static final int MINUTES = 60;
  private static final long HOUR = MINUTES * MINUTE;

  /** Half-lives of the rates, in usual lapses. */
  private static final double[] HALF_LIVES = {4, 16};

  private final MemoryLayout layout;
  private final long[] lapses = new long[LAPSES];
  private final double[] rates = new double[HALF_LIVES.length];
  private final int[] minutes = new int[MINUTES];
  private long[] today = new long[16];
  private int todayCount;
  private long[] before = new long[16];
  private int beforeCount;
  private int usual;
  private int moments;
  private long last;

  Intraday(MemoryLayout layout) {
    this.layout = layout;
  }

  /** Inputs of {@link #write}. */
  static int size(MemoryLayout layout) {
    return layout.intraday() ? LAPSES + 2 + HALF_LIVES.length + 4 : 0;
  }

  void begin() {
    Arrays.fill(lapses, 0);
    Arrays.fill(rates, 0);
    Arrays.fill(minutes, 0);
    todayCount = 0;
    beforeCount = 0;
    moments = 0;
  }

  void observe(long time) {
    if (moments > 0 && time == last) {
      return;
    }
    if (moments > 0) {
      System.arraycopy(lapses, 0, lapses, 1, LAPSES - 1);
      lapses[0] = time - last;
      decay(time);
      if (Days.of(time) != Days.of(last)) {
        long[] old = before;
        before = today;
        beforeCount = todayCount;
        today = old;
        todayCount = 0;
      }
    }
    for (int h = 0; h < rates.length; h++) {
      rates[h]++;
    }
    if (todayCount == today.length) {
      today = Arrays.copyOf(today, 2 * todayCount);
    }
    today[todayCount++] = Days.timeOfDay(time);
    int minute = minute(time);
    if (++minutes[minute] >= minutes[usual] || moments == 0) {
      usual = minute;
    }
    moments++;
    last = time;
  }

  private void decay(long time) {
    for (int h = 0; h < rates.length; h++) {
      rates[h] *= kept(time, h);
    }
  }

  private double kept(long moment, int h) {
    double since = layout.lapses((moment - last) / (double) Days.MICROS);
    return Math.exp(-since * Math.log(2) / HALF_LIVES[h]);
  }

  private static int minute(long time) {
    return (int) (Math.floorMod(time, HOUR) / MINUTE);
  }

  /** A lapse as an input: its logarithm, in usual ones. */
  static float log(double days, MemoryLayout layout) {
    return (float) Log.onePlus(layout.lapses(days));
  }

  private float log(long lapse) {
    return log(lapse / (double) Days.MICROS, layout);
  }

  /** Writes how the subject has come before a moment; gives the next free place. */
  int write(long moment, float[] out, int at) {
    int i = at;
    for (long lapse : lapses) {
      out[i++] = log(lapse);
    }
    out[i++] = log(lapses[0] + lapses[1]);
    out[i++] = log(lapses[0] + lapses[1] + lapses[2]);
    for (int h = 0; h < rates.length; h++) {
      out[i++] = (float) Math.log(.02 + (moments == 0 ? 0 : rates[h] * kept(moment, h)));
    }
    double phase = 2 * Math.PI * (minute(moment) - usual) / MINUTES;
    out[i++] = moments > 0 ? (float) Math.sin(phase) : 0;
    out[i++] = moments > 0 ? (float) Math.cos(phase) : 0;
    out[i++] = moments > 0 && minute(moment) == usual ? 1 : 0;
    out[i++] = moments > 0 ? minutes[usual] / (float) moments : 0;
    return i;
  }

  /**
   * Times of the last moment's day that are likely to be next: the one at which the last lapse is
   * over again, the first after it of those at which the subject came on the last day before with
   * any, and as many as there is place for with the usual minute of the hour.
   *
   * @param times takes them in microseconds, {@link TimesOfDay#NONE} where the day is over before
   */
  void repeats(long[] times) {
    long now = Days.timeOfDay(last);
    times[0] = moments < 2 ? TimesOfDay.NONE : now + lapses[0];
    times[1] = nextAsBefore(now);
    long minute = now / HOUR * HOUR + usual * MINUTE;
    times[2] = minute > now ? minute : minute + HOUR;
    for (int k = 3; k < times.length; k++) {
      times[k] = times[k - 1] + HOUR;
    }
    for (int k = 0; k < times.length; k++) {
      times[k] = times[k] < Days.MICROS ? times[k] : TimesOfDay.NONE;
    }
  }

  /**
   * The same of the day after: the first with the usual minute of the hour, and the one at which
   * the last lapse is over again.
   *
   * @param times takes {@link #TOMORROW} from {@code at} on
   */
  void repeatsTomorrow(long[] times, int at) {
    long over = moments < 2 ? TimesOfDay.NONE : Days.timeOfDay(last) + lapses[0] - Days.MICROS;
    times[at] = usual * MINUTE;
    times[at + 1] = over >= 0 && over < Days.MICROS ? over : TimesOfDay.NONE;
  }

  private long nextAsBefore(long now) {
    for (int k = 0; k < beforeCount; k++) {
      if (before[k] > now) {
        return before[k];
      }
    }
    return TimesOfDay.NONE;
  }
}

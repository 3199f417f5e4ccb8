package org.pan.model.memory;

import java.util.Arrays;

/**
 * Which codes a subject has had: for each tracked code whether it stands in this visit and the two
 * before, its count and the time since it was last seen; for all codes, sums of their embeddings
 * over this visit and decayed over the past.
 */
final class CodeHistory {

  /** Codes just before, which the network looks up in an embedding of its own. */
  static final int RECENT = 6;

  /** The place of a code that was never seen. */
  static final int NEVER = -1;

  private static final int PER_CODE = 7;

  /** The same of what hours say. */
  private static final int PER_CODE_INTRADAY = 4;

  private static final int SUMS = 4;

  private final MemoryLayout layout;
  private final int[] slot;
  private final int slots;
  private final float[] today;
  private final float[] before;
  private final float[] earlier;
  private final float[] logCount;
  private final int[] recent = new int[RECENT];
  private final int embedding;
  private final float[] sums;

  /** Place of each code among those seen, in the order of first sight. */
  private final int[] placeOf;

  /** By place: a subject has few of many codes, and what is known of them lies close together. */
  private final int[] seen;

  private final int[] counts;
  private final int[] days;
  private final int[] countsToday;
  private final int[] lastDays;
  private final int[] lastGaps;
  private final long[] lastTimes;
  private final long[] lastLapses;
  private int distinct;
  private final int[] placesToday;
  private int todayCount;
  private long now;
  private boolean any;

  CodeHistory(MemoryLayout layout) {
    this.layout = layout;
    this.slots = layout.tracked().length;
    this.slot = new int[layout.codes()];
    Arrays.fill(slot, -1);
    for (int s = 0; s < slots; s++) {
      slot[layout.tracked()[s]] = s;
    }
    today = new float[slots];
    before = new float[slots];
    earlier = new float[slots];
    logCount = new float[slots];
    embedding = layout.embeddingWidth();
    sums = new float[SUMS * embedding];
    placeOf = new int[layout.codes()];
    Arrays.fill(placeOf, NEVER);
    seen = new int[layout.codes()];
    counts = new int[layout.codes()];
    days = new int[layout.codes()];
    countsToday = new int[layout.codes()];
    lastDays = new int[layout.codes()];
    lastGaps = new int[layout.codes()];
    lastTimes = new long[layout.codes()];
    lastLapses = new long[layout.codes()];
    placesToday = new int[layout.codes()];
  }

  int size() {
    return (PER_CODE + (layout.intraday() ? PER_CODE_INTRADAY : 0)) * slots + SUMS * embedding + 3;
  }

  void begin() {
    Arrays.fill(today, 0);
    Arrays.fill(before, 0);
    Arrays.fill(earlier, 0);
    Arrays.fill(logCount, 0);
    Arrays.fill(recent, layout.codes());
    Arrays.fill(sums, 0);
    for (int place = 0; place < distinct; place++) {
      placeOf[seen[place]] = NEVER;
    }
    distinct = 0;
    todayCount = 0;
    any = false;
  }

  void observe(long time, int code) {
    if (any && time != now) {
      leaveVisit(time);
    }
    now = time;
    any = true;
    int place = countCode(time, code);
    int s = slot[code];
    if (s >= 0) {
      today[s] = 1;
      logCount[s] = (float) Log.onePlus(counts[place]);
    }
    System.arraycopy(recent, 0, recent, 1, RECENT - 1);
    recent[0] = code;
    if (embedding > 0) {
      float[] vector = layout.embedding()[code];
      for (int k = 0; k < SUMS; k++) {
        for (int e = 0; e < embedding; e++) {
          sums[k * embedding + e] += vector[e];
        }
      }
    }
  }

  private int countCode(long time, int code) {
    int day = Days.of(time);
    int place = placeOf[code];
    if (place == NEVER) {
      place = distinct++;
      placeOf[code] = place;
      seen[place] = code;
      counts[place] = 0;
      countsToday[place] = 0;
      days[place] = 1;
      lastGaps[place] = 0;
      lastLapses[place] = 0;
    } else if (lastDays[place] != day) {
      lastGaps[place] = day - lastDays[place];
      days[place]++;
    }
    if (counts[place] > 0 && lastTimes[place] != time) {
      lastLapses[place] = time - lastTimes[place];
    }
    counts[place]++;
    lastDays[place] = day;
    lastTimes[place] = time;
    if (countsToday[place]++ == 0) {
      placesToday[todayCount++] = place;
    }
    return place;
  }

  private void leaveVisit(long time) {
    System.arraycopy(before, 0, earlier, 0, slots);
    System.arraycopy(today, 0, before, 0, slots);
    Arrays.fill(today, 0);
    for (int t = 0; t < todayCount; t++) {
      countsToday[placesToday[t]] = 0;
    }
    todayCount = 0;
    if (embedding == 0) {
      return;
    }
    double elapsed = (time - now) / (double) Days.MICROS;
    Arrays.fill(sums, 0, embedding, 0);
    for (int k = 1; k < SUMS; k++) {
      double halfLife =
          k == 1
              ? layout.halfLifeDays()[0]
              : k == 2 ? layout.halfLifeDays()[2] : 8 * layout.recencyDays();
      float keep = (float) Math.exp(-elapsed * Math.log(2) / halfLife);
      for (int e = k * embedding; e < (k + 1) * embedding; e++) {
        sums[e] *= keep;
      }
    }
  }

  /** Place of a code among those seen, in the order of first sight; {@link #NEVER}. */
  int place(int code) {
    return placeOf[code];
  }

  /** How often the code was seen. */
  int count(int code) {
    int place = placeOf[code];
    return place == NEVER ? 0 : counts[place];
  }

  /** How often the code in a place was seen. */
  int countIn(int place) {
    return counts[place];
  }

  /** On how many days the code was seen. */
  int days(int code) {
    int place = placeOf[code];
    return place == NEVER ? 0 : days[place];
  }

  /** On how many days the code in a place was seen. */
  int daysIn(int place) {
    return days[place];
  }

  /** How often the code was seen at the current time. */
  int countToday(int code) {
    int place = placeOf[code];
    return place == NEVER ? 0 : countsToday[place];
  }

  /** The last time the code in a place was seen. */
  long lastTimeIn(int place) {
    return lastTimes[place];
  }

  /** The last day the code in a place was seen on. */
  int lastDayIn(int place) {
    return lastDays[place];
  }

  /** Days between the last two days with the code in a place; 0 if there were not two. */
  int lastGapIn(int place) {
    return lastGaps[place];
  }

  /** The codes by place; the first {@link #distinct()} are in use. */
  int[] seen() {
    return seen;
  }

  int distinct() {
    return distinct;
  }

  int recent(int back) {
    return recent[back];
  }

  int todayCount() {
    return todayCount;
  }

  int write(long moment, float[] out, int at) {
    int i = at;
    boolean stay = any && moment == now;
    for (int s = 0; s < slots; s++) {
      int code = layout.tracked()[s];
      out[i++] = stay ? today[s] : 0;
      out[i++] = stay ? before[s] : today[s];
      out[i++] = stay ? earlier[s] : before[s];
      out[i++] = logCount[s];
      int place = placeOf[code];
      out[i++] = place == NEVER ? 0 : 1;
      if (place != NEVER) {
        double since = Math.max(0, (moment - lastTimes[place]) / (double) Days.MICROS);
        out[i++] = (float) (Log.onePlus(since) - 4);
        out[i++] = (float) Math.exp(-since / layout.recencyDays());
      } else {
        out[i++] = 5;
        out[i++] = 0;
      }
      i = layout.intraday() ? writeIntraday(moment, place, out, i) : i;
    }
    out[i++] = stay ? (float) Log.onePlus(todayCount) : 0;
    out[i++] = stay ? (float) Log.onePlus(countToday(recent[0]) - 1) : 0;
    out[i++] = (float) Log.onePlus(distinct);
    for (int e = 0; e < SUMS * embedding; e++) {
      double x = !stay && e < embedding ? 0 : sums[e];
      out[i++] = (float) (Math.signum(x) * Log.onePlus(Math.abs(x)));
    }
    return i;
  }

  private int writeIntraday(long moment, int place, float[] out, int at) {
    if (place == NEVER) {
      return Clock.zeros(PER_CODE_INTRADAY, out, at);
    }
    double lapses = lapses(Math.max(0, moment - lastTimes[place]));
    double lastLapse = lapses(lastLapses[place]);
    out[at] = (float) Math.exp(-lapses / 4);
    out[at + 1] = (float) Math.exp(-lapses / 16);
    out[at + 2] = (float) Math.exp(-lapses / 64);
    out[at + 3] = lastLapse == 0 ? 0 : (float) Math.log((lapses + 1) / (lastLapse + 1));
    return at + PER_CODE_INTRADAY;
  }

  /** A time in usual lapses. */
  private double lapses(long micros) {
    return layout.lapses(micros / (double) Days.MICROS);
  }
}

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

  private static final int PER_CODE = 7;
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
  private final int[] perCode;
  private final int[] daysPerCode;
  private final long[] lastTimeOf;
  private final int[] lastGapOf;
  private final int[] todayPerCode;
  private final int[] touched;
  private int touchedCount;
  private final int[] todayCodes;
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
    perCode = new int[layout.codes()];
    daysPerCode = new int[layout.codes()];
    lastTimeOf = new long[layout.codes()];
    lastGapOf = new int[layout.codes()];
    todayPerCode = new int[layout.codes()];
    touched = new int[layout.codes()];
    todayCodes = new int[layout.codes()];
  }

  int size() {
    return PER_CODE * slots + SUMS * embedding + 3;
  }

  void begin() {
    Arrays.fill(today, 0);
    Arrays.fill(before, 0);
    Arrays.fill(earlier, 0);
    Arrays.fill(logCount, 0);
    Arrays.fill(recent, layout.codes());
    Arrays.fill(sums, 0);
    for (int t = 0; t < touchedCount; t++) {
      perCode[touched[t]] = 0;
      daysPerCode[touched[t]] = 0;
      todayPerCode[touched[t]] = 0;
    }
    touchedCount = 0;
    todayCount = 0;
    any = false;
  }

  void observe(long time, int code) {
    if (any && time != now) {
      leaveVisit(time);
    }
    now = time;
    any = true;
    countCode(time, code);
    int s = slot[code];
    if (s >= 0) {
      today[s] = 1;
      logCount[s] = (float) Log.onePlus(perCode[code]);
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

  private void countCode(long time, int code) {
    int day = Days.of(time);
    if (perCode[code] == 0) {
      touched[touchedCount++] = code;
      daysPerCode[code] = 1;
      lastGapOf[code] = 0;
    } else if (lastDay(code) != day) {
      lastGapOf[code] = day - lastDay(code);
      daysPerCode[code]++;
    }
    perCode[code]++;
    lastTimeOf[code] = time;
    if (todayPerCode[code]++ == 0) {
      todayCodes[todayCount++] = code;
    }
  }

  private void leaveVisit(long time) {
    System.arraycopy(before, 0, earlier, 0, slots);
    System.arraycopy(today, 0, before, 0, slots);
    Arrays.fill(today, 0);
    for (int t = 0; t < todayCount; t++) {
      todayPerCode[todayCodes[t]] = 0;
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

  /** How often the code was seen. */
  int count(int code) {
    return perCode[code];
  }

  /** On how many days the code was seen. */
  int days(int code) {
    return daysPerCode[code];
  }

  /** How often the code was seen at the current time. */
  int countToday(int code) {
    return todayPerCode[code];
  }

  /** The last time the code was seen; only meaningful if it was. */
  long lastTime(int code) {
    return lastTimeOf[code];
  }

  /** The last day the code was seen on; only meaningful if it was. */
  int lastDay(int code) {
    return Days.of(lastTimeOf[code]);
  }

  /** Days between the last two days with a code; 0 if there were not two. */
  int lastGap(int code) {
    return lastGapOf[code];
  }

  /**
   * The codes seen so far, in the order of their first sight; the first {@link #distinct()} are in
   * use.
   */
  int[] seen() {
    return touched;
  }

  int distinct() {
    return touchedCount;
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
      out[i++] = perCode[code] > 0 ? 1 : 0;
      if (perCode[code] > 0) {
        double since = Math.max(0, (moment - lastTimeOf[code]) / (double) Days.MICROS);
        out[i++] = (float) (Log.onePlus(since) - 4);
        out[i++] = (float) Math.exp(-since / layout.recencyDays());
      } else {
        out[i++] = 5;
        out[i++] = 0;
      }
    }
    out[i++] = stay ? (float) Log.onePlus(todayCount) : 0;
    out[i++] = stay ? (float) Log.onePlus(todayPerCode[recent[0]] - 1) : 0;
    out[i++] = (float) Log.onePlus(touchedCount);
    for (int e = 0; e < SUMS * embedding; e++) {
      double x = !stay && e < embedding ? 0 : sums[e];
      out[i++] = (float) (Math.signum(x) * Log.onePlus(Math.abs(x)));
    }
    return i;
  }
}

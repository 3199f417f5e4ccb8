package org.pan.model.memory;

import java.util.Arrays;

/**
 * What each code a subject has had says of its coming again: how often and how long ago, whether it
 * stood in this visit and the one before, and whether it followed or went with the last code the
 * time before (the pattern completion of an induction head: Olsson et al., In-context Learning and
 * Induction Heads, 2022). Where codes are many, no set of inputs holds this for all of them; as
 * features of the codes themselves they are few at each step.
 */
public final class Recall {

  /** Features of a code. */
  public static final int FEATURES = 14;

  /** Codes recalled at most: the ones seen last. */
  private static final int CAPACITY = 128;

  private static final double SHARPNESS = 3;

  private final MemoryLayout layout;
  private final CodeHistory history;
  private final int capacity;
  private final int[] latest;
  private int seen;
  private final long[] lastTime;
  private final int[] lastGap;
  private final int[] lastAt;
  private final int[] beforeAt;
  private final int[] lastVisit;
  private final int[] visitBefore;
  private final int[] mark;
  private int[] codes = new int[256];
  private int[] visitOf = new int[256];
  private int[] visitBegin = new int[64];
  private int size;
  private int visit;
  private long now;
  private int stamp;

  /**
   * @param history counts the codes; each event is observed there first
   */
  Recall(MemoryLayout layout, CodeHistory history) {
    int all = layout.codes();
    this.layout = layout;
    this.history = history;
    this.capacity = capacity(layout);
    latest = new int[all];
    lastTime = new long[all];
    lastGap = new int[all];
    lastAt = new int[all];
    beforeAt = new int[all];
    lastVisit = new int[all];
    visitBefore = new int[all];
    mark = new int[all];
  }

  /** Codes recalled at most; 0 where every code has inputs of its own. */
  public static int capacity(MemoryLayout layout) {
    return layout.embeddingWidth() == 0 ? 0 : Math.min(layout.codes(), CAPACITY);
  }

  void begin() {
    seen = 0;
    size = 0;
    visit = -1;
  }

  void observe(long time, int code) {
    if (capacity == 0) {
      return;
    }
    if (size == 0 || time != now) {
      beginVisit();
    }
    now = time;
    append(code);
    boolean first = history.count(code) == 1;
    moveToFront(code, first);
    if (first) {
      lastGap[code] = 0;
      beforeAt[code] = -1;
      visitBefore[code] = -1;
      lastVisit[code] = visit;
    } else {
      int gap = Days.of(time) - Days.of(lastTime[code]);
      if (gap > 0) {
        lastGap[code] = gap;
      }
      beforeAt[code] = lastAt[code];
      if (lastVisit[code] != visit) {
        visitBefore[code] = lastVisit[code];
        lastVisit[code] = visit;
      }
    }
    lastTime[code] = time;
    lastAt[code] = size - 1;
  }

  private void beginVisit() {
    visit++;
    if (visit == visitBegin.length) {
      visitBegin = Arrays.copyOf(visitBegin, 2 * visit);
    }
    visitBegin[visit] = size;
  }

  private void append(int code) {
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, 2 * size);
      visitOf = Arrays.copyOf(visitOf, 2 * size);
    }
    codes[size] = code;
    visitOf[size++] = visit;
  }

  private void moveToFront(int code, boolean first) {
    int at = first ? seen++ : 0;
    while (!first && latest[at] != code) {
      at++;
    }
    System.arraycopy(latest, 0, latest, 1, at);
    latest[0] = code;
  }

  /**
   * Writes the codes recalled at a moment and their features; places left over get code V and
   * zeros.
   *
   * @param ids takes {@link #capacity} codes
   * @param features takes {@link #FEATURES} for each of them
   */
  void write(long moment, int[] ids, int idsAt, float[] features, int featuresAt) {
    int used = Math.min(seen, capacity);
    boolean stay = size > 0 && moment == now;
    int companion = companions();
    for (int s = 0; s < used; s++) {
      ids[idsAt + s] = latest[s];
      feature(latest[s], moment, stay, companion, features, featuresAt + s * FEATURES);
    }
    Arrays.fill(ids, idsAt + used, idsAt + capacity, layout.codes());
    Arrays.fill(features, featuresAt + used * FEATURES, featuresAt + capacity * FEATURES, 0f);
  }

  /** Marks the codes that went with the last code in the last visit before that had it. */
  private int companions() {
    stamp++;
    int before = size == 0 ? -1 : visitBefore[codes[size - 1]];
    if (before >= 0) {
      for (int i = visitBegin[before]; i < visitBegin[before + 1]; i++) {
        mark[codes[i]] = stamp;
      }
    }
    return stamp;
  }

  private void feature(int code, long moment, boolean stay, int companion, float[] out, int at) {
    double since = Math.max(0, (moment - lastTime[code]) / (double) Days.MICROS);
    int last = codes[size - 1];
    int before = beforeAt[last];
    boolean follows = before >= 0 && codes[before + 1] == code;
    boolean sameVisit = follows && visitOf[before] == visitOf[before + 1];
    boolean now = stay && lastVisit[code] == visit;
    int previous = stay ? visit - 1 : visit;
    int i = at;
    out[i++] = 1;
    out[i++] = (float) Log.onePlus(history.count(code));
    out[i++] = now ? 1 : 0;
    out[i++] = (now ? visitBefore[code] : lastVisit[code]) == previous ? 1 : 0;
    out[i++] = (float) Math.exp(-since / layout.halfLifeDays()[0]);
    out[i++] = (float) Math.exp(-since / layout.recencyDays());
    out[i++] = (float) (Log.onePlus(since) / 4 - 1);
    out[i++] = sameVisit ? 1 : 0;
    out[i++] = follows && !sameVisit ? 1 : 0;
    out[i++] = mark[code] == companion ? 1 : 0;
    boolean again = history.days(code) > 1;
    out[i++] = again ? 1 : 0;
    boolean sameTime = layout.timed() && Days.sameTimeOfDay(moment, lastTime[code]);
    out[i++] = sameTime && moment > lastTime[code] ? 1 : 0;
    out[i++] = again && Days.of(moment) - Days.of(lastTime[code]) == lastGap[code] ? 1 : 0;
    out[i] =
        again
            ? (float) Math.exp(-SHARPNESS * Math.abs(Math.log((since + 1) / (lastGap[code] + 1.0))))
            : 0;
  }
}

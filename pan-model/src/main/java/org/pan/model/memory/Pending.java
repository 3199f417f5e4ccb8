package org.pan.model.memory;

import java.util.Arrays;

/**
 * The codes that are indicated and have not come since, the latest first: by what each waits for,
 * its coming is foretold. A network that sees the past as a sum cannot tell, of thousands of codes,
 * which have what they need.
 */
public final class Pending {

  /** Features of a code. */
  public static final int FEATURES = 7;

  /** Codes written at most: those indicated last. */
  private static final int CAPACITY = 64;

  private static final int NONE = -1;

  private final MemoryLayout layout;
  private final CodeHistory history;
  private final Visits visits;
  private final int capacity;
  private final int[][] indicated;

  /** The codes as a list, and which are in it. */
  private final int[] next;

  private final int[] previous;
  private final boolean[] pending;
  private int head = NONE;

  /** When, by which event and in which visit a code was indicated last. */
  private final long[] time;

  private final int[] event;
  private final int[] visit;

  /**
   * @param history counts the codes; each event is observed there first
   * @param visits hold them in their order; each event is observed there first
   */
  Pending(MemoryLayout layout, CodeHistory history, Visits visits) {
    this.layout = layout;
    this.history = history;
    this.visits = visits;
    this.capacity = capacity(layout);
    this.indicated = layout.indications().indicated();
    int codes = layout.codes();
    next = new int[codes];
    previous = new int[codes];
    pending = new boolean[codes];
    time = new long[codes];
    event = new int[codes];
    visit = new int[codes];
  }

  /** Codes written at most; 0 where every code has inputs of its own. */
  public static int capacity(MemoryLayout layout) {
    return layout.tracksAll() ? 0 : Math.min(layout.codes(), CAPACITY);
  }

  void begin() {
    Arrays.fill(pending, false);
    head = NONE;
  }

  void observe(long now, int code) {
    if (capacity == 0) {
      return;
    }
    remove(code);
    for (int other : indicated[code]) {
      remove(other);
      addFirst(other);
      time[other] = now;
      event[other] = visits.size();
      visit[other] = visits.visit();
    }
  }

  private void addFirst(int code) {
    next[code] = head;
    previous[code] = NONE;
    if (head != NONE) {
      previous[head] = code;
    }
    head = code;
    pending[code] = true;
  }

  private void remove(int code) {
    if (!pending[code]) {
      return;
    }
    pending[code] = false;
    int before = previous[code];
    int after = next[code];
    if (before == NONE) {
      head = after;
    } else {
      next[before] = after;
    }
    if (after != NONE) {
      previous[after] = before;
    }
  }

  /**
   * Writes the pending codes at a moment and their features; places left over get code V and zeros.
   *
   * @param ids takes {@link #capacity} codes
   * @param features takes {@link #FEATURES} for each of them
   */
  void write(long moment, int[] ids, int idsAt, float[] features, int featuresAt) {
    int used = 0;
    int at = featuresAt;
    int now = visits.visit() + (visits.stay(moment) ? 0 : 1);
    long last = Long.MIN_VALUE;
    float since = 0;
    for (int code = head; code != NONE && used < capacity; code = next[code]) {
      if (time[code] != last) {
        last = time[code];
        since = (float) Log.onePlus(Math.max(0, (moment - last) / (double) Days.MICROS)) / 4;
      }
      int visitsAgo = now - visit[code];
      ids[idsAt + used++] = code;
      features[at++] = 1;
      features[at++] = history.count(code) == 0 ? 1 : 0;
      features[at++] = visitsAgo == 0 && event[code] == visits.size() ? 1 : 0;
      features[at++] = visitsAgo == 0 ? 1 : 0;
      features[at++] = visitsAgo == 1 ? 1 : 0;
      features[at++] = since;
      features[at++] = (float) Log.onePlus(visitsAgo) / 2;
    }
    Arrays.fill(ids, idsAt + used, idsAt + capacity, layout.codes());
    Arrays.fill(features, at, featuresAt + capacity * FEATURES, 0f);
  }
}

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

  /** Where a code stands that is not in the list; what stands where one stood. */
  private static final int NONE = -1;

  /** Places without a code that the list may have before they are closed up. */
  private static final int SPARE = 64;

  private final MemoryLayout layout;
  private final CodeHistory history;
  private final Visits visits;
  private final int capacity;
  private final int[][] indicated;

  /** The codes as a list, the latest indicated last, and where each stands. */
  private int[] list = new int[2 * SPARE];

  private final int[] placeOf;
  private int size;
  private int live;

  /** By which event and in which visit each of the list was indicated. */
  private int[] events = new int[2 * SPARE];

  private int[] visitsOf = new int[2 * SPARE];

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
    placeOf = new int[layout.codes()];
    Arrays.fill(placeOf, NONE);
  }

  /** Codes written at most; 0 where every code has inputs of its own. */
  public static int capacity(MemoryLayout layout) {
    return layout.tracksAll() ? 0 : Math.min(layout.codes(), CAPACITY);
  }

  void begin() {
    for (int at = 0; at < size; at++) {
      if (list[at] != NONE) {
        placeOf[list[at]] = NONE;
      }
    }
    size = 0;
    live = 0;
  }

  void observe(int code) {
    if (capacity == 0) {
      return;
    }
    remove(code);
    for (int other : indicated[code]) {
      remove(other);
      addLast(other);
    }
    if (size > 2 * live + SPARE) {
      closeUp();
    }
  }

  private void addLast(int code) {
    if (size == list.length) {
      list = Arrays.copyOf(list, 2 * size);
      events = Arrays.copyOf(events, 2 * size);
      visitsOf = Arrays.copyOf(visitsOf, 2 * size);
    }
    list[size] = code;
    events[size] = visits.size();
    visitsOf[size] = visits.visit();
    placeOf[code] = size++;
    live++;
  }

  private void remove(int code) {
    int at = placeOf[code];
    if (at != NONE) {
      placeOf[code] = NONE;
      list[at] = NONE;
      live--;
    }
  }

  private void closeUp() {
    int to = 0;
    for (int at = 0; at < size; at++) {
      if (list[at] != NONE) {
        list[to] = list[at];
        events[to] = events[at];
        visitsOf[to] = visitsOf[at];
        placeOf[list[to]] = to;
        to++;
      }
    }
    size = to;
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
    int visit = NONE;
    float since = 0;
    for (int i = size - 1; i >= 0 && used < capacity; i--) {
      if (list[i] == NONE) {
        continue;
      }
      if (visitsOf[i] != visit) {
        visit = visitsOf[i];
        double days = Math.max(0, (moment - visits.time(visit)) / (double) Days.MICROS);
        since = (float) Log.onePlus(days) / 4;
      }
      int visitsAgo = now - visit;
      ids[idsAt + used++] = list[i];
      features[at++] = 1;
      features[at++] = history.place(list[i]) == CodeHistory.NEVER ? 1 : 0;
      features[at++] = visitsAgo == 0 && events[i] == visits.size() ? 1 : 0;
      features[at++] = visitsAgo == 0 ? 1 : 0;
      features[at++] = visitsAgo == 1 ? 1 : 0;
      features[at++] = since;
      features[at++] = (float) Log.onePlus(visitsAgo) / 2;
    }
    Arrays.fill(ids, idsAt + used, idsAt + capacity, layout.codes());
    Arrays.fill(features, at, featuresAt + capacity * FEATURES, 0f);
  }
}

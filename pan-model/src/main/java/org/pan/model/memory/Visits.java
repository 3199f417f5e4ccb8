package org.pan.model.memory;

import java.util.Arrays;

/**
 * A subject's codes visit by visit, and the precedent of the visit that goes on: the last visit
 * before that began with the same code. Visits repeat what visits of their kind held, and kinds
 * take turns, so that it says more than the visit just before. What stood in the precedent's own
 * precedent too is usual: a panel that is drawn every time, not the diagnosis that came once.
 */
final class Visits {

  /** Inputs of {@link #write}. */
  static final int SIZE = 6;

  /** Visits before this one of which {@link #writeEnds} gives the last code. */
  private static final int ENDS = 3;

  /** Codes that {@link #writeEnds} gives. */
  static final int ENDS_SIZE = ENDS + 2;

  private static final int NONE = -1;

  private final int none;
  private final int[] lastBegun;
  private int[] codes = new int[256];
  private int[] visitOf = new int[256];
  private int[] begin = new int[64];
  private int[] precedents = new int[64];
  private long[] times = new long[64];

  /** The last visit for which a code was found to stand in the precedent's own precedent. */
  private final int[] stood;

  /** How many of the precedent's codes are usual, from each of its events to its end. */
  private int[] usual = new int[64];

  private int size;
  private int visit = NONE;
  private long now;
  private int cursor;

  /**
   * @param codes number of codes V
   */
  Visits(int codes) {
    none = codes;
    lastBegun = new int[codes];
    Arrays.fill(lastBegun, NONE);
    stood = new int[codes];
    Arrays.fill(stood, NONE);
  }

  void begin() {
    for (int v = 0; v <= visit; v++) {
      lastBegun[codes[begin[v]]] = NONE;
    }
    Arrays.fill(stood, NONE);
    size = 0;
    visit = NONE;
  }

  void observe(long time, int code) {
    boolean next = size == 0 || time != now;
    now = time;
    if (next) {
      beginVisit(code);
    } else {
      follow(code);
    }
    if (size == codes.length) {
      codes = Arrays.copyOf(codes, 2 * size);
      visitOf = Arrays.copyOf(visitOf, 2 * size);
    }
    codes[size] = code;
    visitOf[size++] = visit;
  }

  private void beginVisit(int code) {
    visit++;
    if (visit == begin.length) {
      begin = Arrays.copyOf(begin, 2 * visit);
      precedents = Arrays.copyOf(precedents, 2 * visit);
      times = Arrays.copyOf(times, 2 * visit);
    }
    times[visit] = now;
    begin[visit] = size;
    precedents[visit] = lastBegun[code];
    lastBegun[code] = visit;
    cursor = precedents[visit] == NONE ? 0 : begin[precedents[visit]] + 1;
    countUsual();
  }

  private void countUsual() {
    int from = begin(precedent());
    int length = end(precedent()) - from;
    if (usual.length <= length) {
      usual = new int[2 * length];
    }
    for (int i = begin(precedentBefore()); i < end(precedentBefore()); i++) {
      stood[codes[i]] = visit;
    }
    usual[length] = 0;
    for (int i = length - 1; i >= 0; i--) {
      usual[i] = usual[i + 1] + (isUsual(codes[from + i]) ? 1 : 0);
    }
  }

  /** Whether a code stood in the precedent's own precedent. */
  private boolean isUsual(int code) {
    return stood[code] == visit;
  }

  /** What the precedent holds up to the code that came is over; a code it lacks ends nothing. */
  private void follow(int code) {
    for (int i = cursor; i < end(precedent()); i++) {
      if (codes[i] == code) {
        cursor = i + 1;
        return;
      }
    }
  }

  /** Number of the visit that goes on or was the last; -1 before the first. */
  int visit() {
    return visit;
  }

  /** Whether a moment lies in the visit that goes on. */
  boolean stay(long moment) {
    return size > 0 && moment == now;
  }

  /** Number of events. */
  int size() {
    return size;
  }

  /** The code of an event. */
  int code(int event) {
    return codes[event];
  }

  /** The visit of an event. */
  int visitOf(int event) {
    return visitOf[event];
  }

  /** When a visit was. */
  long time(int of) {
    return times[of];
  }

  /** First event of a visit; of none 0. */
  int begin(int of) {
    return of == NONE ? 0 : begin[of];
  }

  /** The event after the last of a visit; of none 0. */
  int end(int of) {
    return of == NONE ? 0 : of == visit ? size : begin[of + 1];
  }

  /** The last visit before that began as the one that goes on; -1 if there is none. */
  int precedent() {
    return visit == NONE ? NONE : precedents[visit];
  }

  /** The precedent's own precedent; -1 if there is none. */
  int precedentBefore() {
    return precedent() == NONE ? NONE : precedents[precedent()];
  }

  /** First event of the precedent that is still to come. */
  int cursor() {
    return cursor;
  }

  /** The code that comes next in the precedent at a moment; V if there is none. */
  int next(long moment) {
    return stay(moment) && cursor < end(precedent()) ? codes[cursor] : none;
  }

  /** The first code still to come that is usual; V if there is none. */
  int nextUsual(long moment) {
    for (int i = cursor; stay(moment) && i < end(precedent()); i++) {
      if (isUsual(codes[i])) {
        return codes[i];
      }
    }
    return none;
  }

  /** How many usual codes of the precedent are passed over if it goes on with one of its events. */
  int usualBefore(int event) {
    int from = begin(precedent());
    return usual[cursor - from] - usual[event - from];
  }

  /**
   * Writes the last code of each of the visits before this one, the latest first, and the first
   * code of this visit and of the one before; V where there is none. Gives the next free place.
   */
  int writeEnds(int[] out, int at) {
    int i = at;
    for (int back = 1; back <= ENDS; back++) {
      out[i++] = back > visit ? none : codes[end(visit - back) - 1];
    }
    for (int back = 0; back < ENDS_SIZE - ENDS; back++) {
      out[i++] = back > visit ? none : codes[begin[visit - back]];
    }
    return i;
  }

  /**
   * Writes whether there is a precedent at a moment, how long it was, how much of it is still to
   * come and whether nothing is, how much of that is usual, and whether it has a precedent itself.
   */
  int write(long moment, float[] out, int at) {
    int precedent = stay(moment) ? precedent() : NONE;
    if (precedent == NONE) {
      return Clock.zeros(SIZE, out, at);
    }
    int left = end(precedent) - cursor;
    out[at] = 1;
    out[at + 1] = (float) Log.onePlus(end(precedent) - begin(precedent));
    out[at + 2] = (float) Log.onePlus(left);
    out[at + 3] = left == 0 ? 1 : 0;
    out[at + 4] = (float) Log.onePlus(usual[cursor - begin(precedent)]);
    out[at + 5] = precedentBefore() == NONE ? 0 : 1;
    return at + SIZE;
  }
}

package org.pan.model.memory;

import java.util.Arrays;

/**
 * A subject's codes visit by visit, and the precedent of the visit that goes on: the last visit
 * before that began with the same code. Visits repeat what visits of their kind held, and kinds
 * take turns, so that it says more than the visit just before.
 */
final class Visits {

  /** Inputs of {@link #write}. */
  static final int SIZE = 4;

  private static final int NONE = -1;

  private final int none;
  private final int[] lastBegun;
  private int[] codes = new int[256];
  private int[] visitOf = new int[256];
  private int[] begin = new int[64];
  private int[] precedents = new int[64];
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
  }

  void begin() {
    for (int v = 0; v <= visit; v++) {
      lastBegun[codes[begin[v]]] = NONE;
    }
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
    }
    begin[visit] = size;
    precedents[visit] = lastBegun[code];
    lastBegun[code] = visit;
    cursor = precedents[visit] == NONE ? 0 : begin[precedents[visit]] + 1;
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

  /** First event of a visit. */
  int begin(int of) {
    return begin[of];
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

  /**
   * Writes whether there is a precedent at a moment, how long it was, how much of it is still to
   * come and whether nothing is.
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
    return at + SIZE;
  }
}

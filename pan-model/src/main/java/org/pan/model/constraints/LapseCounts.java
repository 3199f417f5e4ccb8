package org.pan.model.constraints;

import java.util.Arrays;
import org.pan.model.memory.Indications;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * How often a code that a subject has had comes again: while it goes on, which is in the visit that
 * had it, in the next, and from when it is indicated again on; and when it has lapsed.
 */
final class LapseCounts {

  private static final int NEVER = -2;

  private final int codes;
  private final int[][] indicated;
  private final long[] came;
  private final long[] cameLapsed;

  /** Visits in which the code went on or had lapsed. */
  private final long[] visits;

  private final long[] visitsLapsed;

  /**
   * Of the record at hand: the visit a code came in last, the codes it has, which are indicated.
   */
  private final int[] last;

  private final int[] had;
  private int distinct;
  private final boolean[] pending;

  LapseCounts(Indications indications) {
    codes = indications.by().length;
    indicated = indications.indicated();
    came = new long[codes];
    cameLapsed = new long[codes];
    visits = new long[codes];
    visitsLapsed = new long[codes];
    last = new int[codes];
    had = new int[codes];
    pending = new boolean[codes];
  }

  /** Counts a record. */
  void add(EncodedTimeline t) {
    Arrays.fill(last, NEVER);
    Arrays.fill(pending, false);
    distinct = 0;
    int visit = -1;
    for (int i = 0; i < t.size(); i++) {
      if (i == 0 || t.time()[i] != t.time()[i - 1]) {
        visit++;
        countVisit(visit);
      }
      observe(t.code()[i], visit);
    }
  }

  private void countVisit(int visit) {
    for (int h = 0; h < distinct; h++) {
      int code = had[h];
      (goesOn(code, visit) ? visits : visitsLapsed)[code]++;
    }
  }

  private boolean goesOn(int code, int visit) {
    return pending[code] || last[code] >= visit - 1;
  }

  private void observe(int code, int visit) {
    if (last[code] == NEVER) {
      had[distinct++] = code;
    } else {
      (goesOn(code, visit) ? came : cameLapsed)[code]++;
    }
    last[code] = visit;
    pending[code] = false;
    for (int other : indicated[code]) {
      pending[other] = true;
    }
  }

  /** How often a code came again while it went on. */
  long came(int code) {
    return came[code];
  }

  /** How often it came when it had lapsed. */
  long cameLapsed(int code) {
    return cameLapsed[code];
  }

  /** How often it would have, had it come as readily as while it went on. */
  int expectedLapsed(int code) {
    double rate = came[code] / (double) Math.max(1, visits[code]);
    return (int) Math.min(Integer.MAX_VALUE, rate * visitsLapsed[code]);
  }
}

package org.pan.model.constraints;

import java.util.Arrays;
import org.pan.model.memory.Indications;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * How many events pass until a code comes first, before one of those that indicate it and after,
 * and how many subjects it comes to then.
 */
final class NeedCounts {

  private static final int BEFORE = 0;
  private static final int AFTER = 1;
  private static final int HAD = 2;

  private final int codes;
  private final int[][] indicated;

  /** By state and code; those after the first time do not count. */
  private final long[][] events;

  private final int[][] firsts;

  /** Of the record at hand: the state of each code and the event it began with. */
  private final int[] state;

  private final int[] begun;

  NeedCounts(Indications indications) {
    codes = indications.by().length;
    indicated = indications.indicated();
    events = new long[HAD + 1][codes];
    firsts = new int[HAD][codes];
    state = new int[codes];
    begun = new int[codes];
  }

  /** Counts a record. */
  void add(EncodedTimeline t) {
    Arrays.fill(state, BEFORE);
    Arrays.fill(begun, 0);
    for (int i = 0; i < t.size(); i++) {
      int code = t.code()[i];
      if (state[code] != HAD) {
        firsts[state[code]][code]++;
        change(code, HAD, i + 1);
      }
      for (int other : indicated[code]) {
        if (state[other] == BEFORE) {
          change(other, AFTER, i + 1);
        }
      }
    }
    for (int code = 0; code < codes; code++) {
      change(code, BEFORE, t.size());
    }
  }

  private void change(int code, int to, int event) {
    events[state[code]][code] += event - begun[code];
    begun[code] = event;
    state[code] = to;
  }

  /** Subjects to whom the code came first before it was indicated. */
  int before(int code) {
    return firsts[BEFORE][code];
  }

  /** Subjects to whom it came first after. */
  int after(int code) {
    return firsts[AFTER][code];
  }

  /** How often it would have come before, had it come as readily, event by event, as after. */
  int expectedBefore(int code) {
    double rate = after(code) / (double) Math.max(1, events[AFTER][code]);
    return (int) Math.min(Integer.MAX_VALUE, rate * events[BEFORE][code]);
  }
}

package org.pan.model.constraints;

import java.util.Arrays;
import org.pan.model.memory.Days;
import org.pan.sequences.encoding.EncodedTimeline;

/** The shortest gap between one day with a code and the next, and how many are nearly as short. */
final class GapCounts {

  private final int[] shortest;
  private final int[] near;
  private final int[] lastDay;

  GapCounts(int codes) {
    shortest = new int[codes];
    near = new int[codes];
    lastDay = new int[codes];
    Arrays.fill(shortest, Integer.MAX_VALUE);
  }

  private interface Sink {
    void gap(int code, int days);
  }

  private void each(EncodedTimeline t, Sink sink) {
    for (int code : t.code()) {
      lastDay[code] = Integer.MAX_VALUE;
    }
    for (int i = 0; i < t.size(); i++) {
      int code = t.code()[i];
      int day = Days.of(t.time()[i]);
      if (lastDay[code] < day) {
        sink.gap(code, day - lastDay[code]);
      }
      lastDay[code] = day;
    }
  }

  /** Looks for the shortest gaps. */
  void add(EncodedTimeline t) {
    each(t, (code, days) -> shortest[code] = Math.min(shortest[code], days));
  }

  /** Once these are known, counts those that are less than twice as long. */
  void addNearShortest(EncodedTimeline t) {
    each(t, (code, days) -> near[code] += days < 2L * shortest[code] ? 1 : 0);
  }

  /** In days; 0 where the code never comes on two days. */
  int shortest(int code) {
    return near[code] == 0 ? 0 : shortest[code];
  }

  int nearShortest(int code) {
    return near[code];
  }
}

package org.pan.model.constraints;

import java.util.Arrays;

/**
 * For pairs of codes in how many records both come, at different times, the one never after the
 * other. Holds four bytes a pair.
 */
final class PairCounts {

  /** Of more codes pairs would take more than 64 MB. */
  private static final int MOST = 4096;

  private static final int BROKEN = -1;

  /** What takes a pair. */
  interface Sink {
    void pair(int code, int other, int support);
  }

  private final int[] codes;
  private final int[] place;
  private final int[] counts;

  /**
   * @param candidates the codes looked at, ascending; of too many the first are
   */
  PairCounts(int[] candidates) {
    codes = Arrays.copyOf(candidates, Math.min(MOST, candidates.length));
    place = new int[codes.length == 0 ? 0 : codes[codes.length - 1] + 1];
    Arrays.fill(place, -1);
    for (int p = 0; p < codes.length; p++) {
      place[codes[p]] = p;
    }
    counts = new int[codes.length * codes.length];
  }

  /** Counts a record. */
  void add(CodeTimes times) {
    int[] seen = Arrays.stream(times.seen()).filter(this::counted).toArray();
    for (int code : seen) {
      int row = place[code] * codes.length;
      for (int other : seen) {
        int at = row + place[other];
        if (counts[at] != BROKEN) {
          if (times.last(code) > times.first(other)) {
            counts[at] = BROKEN;
          } else if (times.last(code) < times.first(other)) {
            counts[at]++;
          }
        }
      }
    }
  }

  private boolean counted(int code) {
    return code < place.length && place[code] >= 0;
  }

  /** The pairs that no record breaks and at least so many could have broken. */
  void forEach(int least, Sink sink) {
    for (int a = 0; a < codes.length; a++) {
      for (int b = 0; b < codes.length; b++) {
        int support = counts[a * codes.length + b];
        if (support >= least) {
          sink.pair(codes[a], codes[b], support);
        }
      }
    }
  }
}

package org.pan.model;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Which codes get features of their own where there are too many for all to have them: the most
 * frequent, and those that tend to be among a record's last, such as a death that certificates
 * follow.
 */
final class TrackedCodes {

  private static final int ALL = 40;
  private static final int FREQUENT = 24;
  private static final int LAST = 8;
  private static final int LEAST_SUBJECTS = 10;

  /** Times that may still follow a code among a record's last. */
  private static final int LAST_TIMES = 3;

  private final int codes;
  private final long[] events;
  private final long[] subjects;
  private final long[] last;

  private TrackedCodes(int codes) {
    this.codes = codes;
    this.events = new long[codes];
    this.subjects = new long[codes];
    this.last = new long[codes];
  }

  /** Whether there are so few codes that all are tracked. */
  static boolean all(int codes) {
    return codes <= ALL;
  }

  /** The tracked codes, ascending. */
  static int[] of(List<EncodedTimeline> timelines, int codes) {
    if (all(codes)) {
      return IntStream.range(0, codes).toArray();
    }
    TrackedCodes tracked = new TrackedCodes(codes);
    timelines.forEach(tracked::count);
    return IntStream.concat(
            Arrays.stream(top(tracked.events, FREQUENT)), Arrays.stream(tracked.amongLast()))
        .distinct()
        .sorted()
        .toArray();
  }

  private void count(EncodedTimeline t) {
    int[] after = new int[t.size()];
    for (int i = t.size() - 2; i >= 0; i--) {
      after[i] = after[i + 1] + (t.time()[i] == t.time()[i + 1] ? 0 : 1);
    }
    boolean[] seen = new boolean[codes];
    for (int i = 0; i < t.size(); i++) {
      int code = t.code()[i];
      events[code]++;
      if (!seen[code]) {
        seen[code] = true;
        subjects[code]++;
        last[code] += after[i] <= LAST_TIMES ? 1 : 0;
      }
    }
  }

  private int[] amongLast() {
    long[] score = new long[codes];
    for (int c = 0; c < codes; c++) {
      boolean often = subjects[c] >= LEAST_SUBJECTS && 2 * last[c] >= subjects[c];
      score[c] = often ? last[c] : 0;
    }
    return top(score, LAST);
  }

  /** The codes with the greatest positive counts, ascending. */
  static int[] top(long[] counts, int most) {
    return IntStream.range(0, counts.length)
        .filter(c -> counts[c] > 0)
        .boxed()
        .sorted(Comparator.comparingLong((Integer c) -> -counts[c]))
        .limit(most)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }
}

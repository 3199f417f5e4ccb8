package org.pan.model.constraints;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.jspecify.annotations.Nullable;
import org.pan.model.memory.Days;
import org.pan.sequences.encoding.EncodedTimeline;

/** How many days lie between one day with a code and the next. */
final class GapCounts {

  /** The longest gap that is told from longer ones, and that a constraint can have. */
  private static final int LONGEST = 3660;

  /** By code how often each gap came; none where the code never comes on two days. */
  private final int[] @Nullable [] counts;

  private final int[] lastDay;

  GapCounts(int codes) {
    counts = new int[codes][];
    lastDay = new int[codes];
  }

  /**
   * A gap than which hardly any is shorter.
   *
   * @param days its length
   * @param support how many are less than twice as long, or of how many no shorter one would be as
   *     much evidence
   */
  record Shortest(int days, int support) {}

  void add(EncodedTimeline t) {
    for (int code : t.code()) {
      lastDay[code] = Integer.MAX_VALUE;
    }
    for (int i = 0; i < t.size(); i++) {
      int code = t.code()[i];
      int day = Days.of(t.time()[i]);
      if (lastDay[code] < day) {
        count(code, Math.min(LONGEST, day - lastDay[code]));
      }
      lastDay[code] = day;
    }
  }

  private void count(int code, int gap) {
    int[] of = counts[code];
    if (of == null || of.length <= gap) {
      of = of == null ? new int[gap + 1] : Arrays.copyOf(of, Math.max(gap + 1, 2 * of.length));
      counts[code] = of;
    }
    of[gap]++;
  }

  /**
   * The shortest gap of two days or more that came and has enough support, or null.
   *
   * @param least enough support, above 0
   * @param support that of so many shorter ones beside so many others less than twice as long
   */
  @Nullable Shortest shortest(int code, int least, IntBinaryOperator support) {
    int[] of = counts[code];
    int shorter = 0;
    int near = 0;
    for (int gap = 1; of != null && gap < of.length && gap < LONGEST; gap++) {
      for (int more = 2 * gap - 2; more < Math.min(of.length, 2 * gap); more++) {
        near += of[more];
      }
      int found = gap > 1 && of[gap] > 0 ? support.applyAsInt(shorter, near - shorter) : 0;
      if (found >= least) {
        return new Shortest(gap, found);
      }
      shorter += of[gap];
    }
    return null;
  }
}

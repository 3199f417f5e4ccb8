package org.pan.model;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pan.model.constraints.Constraints;
import org.pan.model.memory.Days;
import org.pan.sequences.encoding.EncodedTimeline;

/** Learns {@link Rules} from counts. */
final class RulesFit {

  /**
   * Subjects who should have gone beyond a limit, had they gone on as readily as they came to it,
   * before it counts as a rule: where ten are to be expected, none comes once in 20,000.
   */
  private static final double EXPECTED = 10;

  /** Pairs that must have been copies, all of them. */
  private static final int COPIES = 50;

  /** The limit at one time. */
  private static final int AT_ONCE = 1;

  private final List<EncodedTimeline> timelines;
  private final int codes;
  private final Constraints constraints;
  private final int[][] reached = new int[3][];
  private final int[][] support = new int[3][];
  private final int[][] oneLess = new int[3][];
  private final Map<Long, int[]> pairs = new HashMap<>();
  private int longest;
  private boolean simultaneous;
  private long step = -1;
  private boolean startsAtOnce = true;

  /**
   * @param constraints of what: a code that they keep from coming twice needs no limit, and one
   *     after which nothing comes is a rule
   */
  RulesFit(List<EncodedTimeline> timelines, int codes, Constraints constraints) {
    this.constraints = constraints;
    this.timelines = timelines;
    this.codes = codes;
    for (int kind = 0; kind < 3; kind++) {
      reached[kind] = new int[codes];
      support[kind] = new int[codes];
      oneLess[kind] = new int[codes];
    }
  }

  Rules fit() {
    for (EncodedTimeline t : timelines) {
      longest = Math.max(longest, t.size());
      count(t);
      countPairs(t);
      countSteps(t);
    }
    BitSet once = constraints.once();
    int[][] caps = new int[3][codes];
    for (int kind = 0; kind < 3; kind++) {
      for (int c = 0; c < codes; c++) {
        boolean rule = expectedBeyond(kind, c) >= EXPECTED && (kind == AT_ONCE || !once.get(c));
        caps[kind][c] = rule ? reached[kind][c] : Rules.FREE;
      }
    }
    long[] copied =
        pairs.entrySet().stream()
            .filter(e -> e.getValue()[0] >= COPIES && e.getValue()[0] == e.getValue()[1])
            .mapToLong(Map.Entry::getKey)
            .sorted()
            .toArray();
    return new Rules(
        caps[0],
        caps[1],
        caps[2],
        support[0],
        copied,
        terminal(),
        Math.max(1, longest),
        simultaneous,
        Math.max(0, step),
        codes == 1 && !simultaneous && startsAtOnce && step > 0);
  }

  /** How many would have gone beyond the limit, with the odds by which it was reached. */
  private double expectedBeyond(int kind, int code) {
    double at = support[kind][code];
    if (kind == AT_ONCE && reached[kind][code] == 1) {
      return at; // every time the code came, it could have come twice
    }
    double before = reached[kind][code] == 1 ? timelines.size() : at + oneLess[kind][code];
    return before == 0 ? 0 : at * at / before;
  }

  private void count(EncodedTimeline t) {
    Map<Integer, int[]> counts =
        new HashMap<>(); // total, at one time (greatest), days, at this time, last day
    long previous = Long.MIN_VALUE;
    for (int i = 0; i < t.size(); i++) {
      int code = t.code()[i];
      int day = Days.of(t.time()[i]);
      if (t.time()[i] != previous) {
        counts.values().forEach(c -> c[3] = 0);
        previous = t.time()[i];
      }
      int[] c = counts.computeIfAbsent(code, key -> new int[] {0, 0, 0, 0, Integer.MIN_VALUE});
      c[0]++;
      c[3]++;
      c[1] = Math.max(c[1], c[3]);
      if (c[4] != day) {
        c[2]++;
        c[4] = day;
      }
    }
    counts.forEach(
        (code, c) -> {
          for (int kind = 0; kind < 3; kind++) {
            if (c[kind] > reached[kind][code]) {
              oneLess[kind][code] = c[kind] == reached[kind][code] + 1 ? support[kind][code] : 0;
              reached[kind][code] = c[kind];
              support[kind][code] = 1;
            } else if (c[kind] == reached[kind][code]) {
              support[kind][code]++;
            } else if (c[kind] == reached[kind][code] - 1) {
              oneLess[kind][code]++;
            }
          }
        });
  }

  private void countPairs(EncodedTimeline t) {
    for (int i = 1; i < t.size(); i++) {
      boolean both = !Double.isNaN(t.number()[i]) && !Double.isNaN(t.number()[i - 1]);
      if (both && t.time()[i] == t.time()[i - 1] && t.code()[i] != t.code()[i - 1]) {
        int[] seen =
            pairs.computeIfAbsent((long) t.code()[i - 1] * codes + t.code()[i], key -> new int[2]);
        seen[0]++;
        seen[1] += t.number()[i] == t.number()[i - 1] ? 1 : 0;
      }
    }
  }

  private boolean[] terminal() {
    boolean[] terminal = new boolean[codes];
    constraints.ends().stream().forEach(code -> terminal[code] = true);
    return terminal;
  }

  private void countSteps(EncodedTimeline t) {
    if (t.size() > 0 && (t.start() == EncodedTimeline.UNKNOWN || t.time()[0] != t.start())) {
      startsAtOnce = false;
    }
    for (int i = 1; i < t.size(); i++) {
      long gap = t.time()[i] - t.time()[i - 1];
      if (gap == 0) {
        simultaneous = true;
      } else {
        step = step == -1 || step == gap ? gap : 0;
      }
    }
    if (t.size() > 0
        && step > 0
        && (t.end() == EncodedTimeline.UNKNOWN
            || t.end() < t.time()[t.size() - 1]
            || t.end() - t.time()[t.size() - 1] >= step)) {
      startsAtOnce = false;
    }
    if (t.size() == 0) {
      startsAtOnce = false;
    }
  }
}

package org.pan.model.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Finds for each code those that come before it in subjects who have it and not in others: one
 * after the other that which adds the most to Youden's J, the share of the subjects with the code
 * who had one of them before less the share of those without the code who have one (Youden, Index
 * for rating diagnostic tests, 1950).
 */
public final class IndicationsFit {

  /** Codes by which a code is indicated, at most. */
  private static final int MOST = 8;

  private static final int LEAST_SUBJECTS = 20;
  private static final double LEAST_GAIN = .005;

  /** Subjects looked at, spread evenly over all. */
  private static final int MOST_SUBJECTS = 10_000;

  private final int codes;

  /** The codes of each subject in order of first sight. */
  private final int[][] orders;

  /** The subjects with each code. */
  private final BitSet[] having;

  private IndicationsFit(List<EncodedTimeline> timelines, int codes) {
    this.codes = codes;
    orders = new int[timelines.size()][];
    having = new BitSet[codes];
    Arrays.setAll(having, code -> new BitSet(timelines.size()));
    for (int s = 0; s < orders.length; s++) {
      orders[s] = Arrays.stream(timelines.get(s).code()).distinct().toArray();
      for (int code : orders[s]) {
        having[code].set(s);
      }
    }
  }

  /**
   * @param codes number of codes V
   */
  public static Indications fit(List<EncodedTimeline> timelines, int codes) {
    List<EncodedTimeline> some = spread(timelines);
    IndicationsFit fit = new IndicationsFit(some, codes);
    int[][] by = new int[codes][];
    Arrays.setAll(by, fit::of);
    return new Indications(by);
  }

  private static List<EncodedTimeline> spread(List<EncodedTimeline> timelines) {
    int n = Math.min(MOST_SUBJECTS, timelines.size());
    List<EncodedTimeline> some = new ArrayList<>(n);
    for (int s = 0; s < n; s++) {
      some.add(timelines.get((int) ((long) s * timelines.size() / n)));
    }
    return some;
  }

  private int[] of(int code) {
    int with = having[code].cardinality();
    return with < LEAST_SUBJECTS || with == orders.length ? new int[0] : new Search(code).run();
  }

  /** The search for what comes before one code. */
  private final class Search {

    private final int code;
    private final double with;
    private final double without;

    /** Subjects with the code and none of those found before it, and those without it and one. */
    private final BitSet left;

    private final BitSet falsely = new BitSet();

    Search(int code) {
      this.code = code;
      this.left = (BitSet) having[code].clone();
      this.with = left.cardinality();
      this.without = orders.length - with;
    }

    int[] run() {
      List<Integer> found = new ArrayList<>();
      int best = best();
      while (best >= 0 && found.size() < MOST) {
        found.add(best);
        take(best);
        best = best();
      }
      return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private int best() {
      int[] before = new int[codes];
      left.stream().forEach(s -> countBefore(s, before));
      int best = -1;
      double most = LEAST_GAIN;
      for (int other = 0; other < codes; other++) {
        if (before[other] / with > most) {
          double gain = before[other] / with - falselyMore(other).cardinality() / without;
          if (gain > most) {
            most = gain;
            best = other;
          }
        }
      }
      return best;
    }

    private void countBefore(int subject, int[] before) {
      for (int other : orders[subject]) {
        if (other == code) {
          return;
        }
        before[other]++;
      }
    }

    private BitSet falselyMore(int other) {
      BitSet more = (BitSet) having[other].clone();
      more.andNot(having[code]);
      more.andNot(falsely);
      return more;
    }

    private void take(int other) {
      falsely.or(having[other]);
      falsely.andNot(having[code]);
      for (int s = left.nextSetBit(0); s >= 0; s = left.nextSetBit(s + 1)) {
        if (comesFirst(other, s)) {
          left.clear(s);
        }
      }
    }

    private boolean comesFirst(int other, int subject) {
      for (int seen : orders[subject]) {
        if (seen == code || seen == other) {
          return seen == other;
        }
      }
      return false;
    }
  }
}

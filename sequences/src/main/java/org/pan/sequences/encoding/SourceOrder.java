package org.pan.sequences.encoding;

import java.util.List;

/**
 * In which order the source has codes of one time, where that varies. Codes are put one after
 * another: of those still to come each is chosen in proportion to its weight after the last one
 * (Luce, Individual Choice Behavior, 1959), unless another of them as good as always stands before
 * it. With one order alone this gives that order, with two panels in either order whole panels.
 *
 * @param codes whose order varies among themselves; all others keep their canonical place
 * @param weights of what comes first and what comes after what
 * @param fixed pairs of these codes that as good as always stand in their canonical order
 */
record SourceOrder(int[] codes, List<Weight> weights, List<Pair> fixed) {

  /** Stands for the begin of a time. */
  static final int BEGIN = -1;

  /**
   * How strongly one code is drawn after another.
   *
   * @param last the code before, or {@link #BEGIN}
   * @param next the code
   * @param weight of it, 1 where nothing is known
   */
  record Weight(int last, int next, double weight) {}

  /** The first stands before the second. */
  record Pair(int first, int second) {}

  SourceOrder {
    weights = List.copyOf(weights);
    fixed = List.copyOf(fixed);
  }

  static long key(int first, int second) {
    return ((long) first << 32) | (second & 0xffffffffL);
  }
}

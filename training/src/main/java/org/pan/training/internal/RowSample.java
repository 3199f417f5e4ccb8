package org.pan.training.internal;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Rows of subjects chosen at random, in parts that are scored at once: all rows of one subject each
 * where the head carries a state, else some rows of many.
 *
 * @param parts the rows
 * @param rowsPerSubject how many rows a subject has
 */
record RowSample(List<Rows> parts, double rowsPerSubject) {

  private static final int PART = 2048;

  /** Floats at most: wide rows are fewer. */
  private static final long FLOATS = 24_000_000;

  /** Of this many times as many rows the sample is drawn. */
  private static final int DRAWN_FROM = 8;

  /**
   * Rows of as many subjects as it takes to have enough.
   *
   * @param most how many rows are wanted
   * @param whole whether all rows shall stand in one part
   */
  static RowSample of(
      Pan pan, Head head, List<EncodedTimeline> timelines, int most, long seed, boolean whole) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = Order.shuffled(timelines.size(), random);
    long wanted = Math.min(most, Math.max(1, FLOATS / Math.max(1, head.floatWidth())));
    boolean thinned = head.carried() == 0 && !head.once();
    Replay replay = new Replay(pan);
    int subjects = 0;
    long rows = 0;
    while (subjects < order.length && rows < (thinned ? DRAWN_FROM : 1) * wanted) {
      rows += replay.mostRows(timelines.get(order[subjects++]), head);
    }
    double share = thinned ? Math.min(1, wanted / (double) Math.max(1, rows)) : 1;
    List<Rows> parts = new ArrayList<>();
    Rows part = new Rows(head.floatWidth(), head.intWidth(), 256);
    for (int s = 0; s < subjects; s++) {
      replay.begin(timelines.get(order[s]));
      while (replay.left() > 0) {
        boolean taken = share == 1 || random.nextDouble() < share;
        replay.step(head, taken ? part : null, random);
        if (!whole && head.carried() == 0 && part.size() >= PART) {
          parts.add(part);
          part = new Rows(head.floatWidth(), head.intWidth(), PART);
        }
      }
      if (!whole && head.carried() > 0 && part.size() > 0) {
        parts.add(part);
        part = new Rows(head.floatWidth(), head.intWidth(), 256);
      }
    }
    if (part.size() > 0 || whole) {
      parts.add(part);
    }
    double taken = parts.stream().mapToInt(Rows::size).sum();
    return new RowSample(parts, taken / share / Math.max(1, subjects));
  }

  /** The number of rows. */
  int size() {
    return parts.stream().mapToInt(Rows::size).sum();
  }

  /** Mean nats a row, without dropout. */
  double nats(Head head, NDManager manager) {
    double sum = 0;
    for (Rows part : parts) {
      try (NDManager scope = manager.newSubManager()) {
        int steps = head.carried() > 0 ? part.size() : 1;
        sum += head.nll(scope, part, steps, null, false).rows().sum().getFloat();
      }
    }
    return sum / size();
  }
}

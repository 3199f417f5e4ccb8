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
 * The rows of some subjects chosen at random, in parts that are scored at once: of one subject each
 * where the head carries a state, else of many.
 *
 * @param parts the rows
 * @param subjects how many subjects they are of
 */
record RowSample(List<Rows> parts, int subjects) {

  private static final int PART = 2048;

  /**
   * Rows of as many subjects as it takes to have enough.
   *
   * @param most rows after which no more subjects are taken
   * @param whole whether all rows shall stand in one part
   */
  static RowSample of(
      Pan pan, Head head, List<EncodedTimeline> timelines, int most, long seed, boolean whole) {
    SplittableRandom random = new SplittableRandom(seed);
    Replay replay = new Replay(pan);
    List<Rows> parts = new ArrayList<>();
    Rows part = new Rows(head.floatWidth(), head.intWidth(), 256);
    int subjects = 0;
    int rows = 0;
    for (int index : Order.shuffled(timelines.size(), random)) {
      int before = part.size();
      replay.rows(timelines.get(index), head, part, random);
      rows += part.size() - before;
      subjects++;
      if (!whole && part.size() > 0 && (head.carried() > 0 || part.size() >= PART)) {
        parts.add(part);
        part = new Rows(head.floatWidth(), head.intWidth(), 256);
      }
      if (rows >= most) {
        break;
      }
    }
    if (part.size() > 0 || whole) {
      parts.add(part);
    }
    return new RowSample(parts, subjects);
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

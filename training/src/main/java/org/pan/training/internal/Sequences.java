package org.pan.training.internal;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Rows in their order for a backbone that carries a state: subjects side by side, each cut into
 * pieces of equal numbers of steps over which back-propagation is truncated (Williams and Peng
 * 1990), the last one padded; where one ends, another begins in its place.
 */
final class Sequences implements BatchSource {

  /** Subjects side by side. */
  private static final int BATCH = 32;

  private final Pan pan;
  private final Head head;
  private final List<EncodedTimeline> timelines;
  private final int steps;
  private final SplittableRandom random;

  Sequences(Pan pan, Head head, List<EncodedTimeline> timelines, int batchRows, long seed) {
    this.pan = pan;
    this.head = head;
    this.timelines = timelines;
    this.steps = Math.max(4, batchRows / BATCH);
    this.random = new SplittableRandom(seed);
  }

  /**
   * Long timelines tend to come first, so that few are left alone at the end; once most places are
   * empty, what is left waits for another epoch.
   */
  @Override
  public void produce(Sink sink) throws InterruptedException {
    int[] order = Order.weighted(timelines.stream().mapToInt(t -> t.size() + 1).toArray(), random);
    Lane[] lanes = new Lane[Math.min(BATCH, order.length)];
    Arrays.setAll(lanes, i -> new Lane());
    int begun = 0;
    while (!sink.closed()) {
      int open = 0;
      for (Lane lane : lanes) {
        if (lane.replay.left() == 0 && begun < order.length) {
          lane.begin(timelines.get(order[begun++]));
        }
        open += lane.replay.left() > 0 ? 1 : 0;
      }
      if (open == 0 || (begun == order.length && 4 * open < lanes.length)) {
        return;
      }
      sink.take(piece(lanes, sink.spare()));
    }
  }

  private Batch piece(Lane[] lanes, Rows into) {
    float[] weights = new float[lanes.length * steps];
    boolean[] begins = new boolean[lanes.length];
    for (int s = 0; s < lanes.length; s++) {
      begins[s] = lanes[s].begins;
      int before = into.size();
      lanes[s].fill(into);
      Arrays.fill(weights, s * steps, s * steps + into.size() - before, 1);
      while (into.size() < before + steps) {
        into.addZero();
      }
    }
    return new Batch(into, steps, weights, begins);
  }

  /** A place in the batch, and the subject that is in it. */
  private final class Lane {

    private final Replay replay = new Replay(pan);
    private boolean begins;

    void begin(EncodedTimeline timeline) {
      replay.begin(timeline, random);
      begins = true;
    }

    /** Adds the next rows, at most a piece; not every step has one. */
    void fill(Rows into) {
      begins = false;
      int end = into.size() + steps;
      while (into.size() < end && replay.left() > 0) {
        replay.step(head, into, random);
      }
    }
  }
}

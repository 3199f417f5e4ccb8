package org.pan.training.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Rows in their order for a backbone that carries a state: subjects of like length side by side,
 * cut into pieces of equal numbers of steps over which back-propagation is truncated (Williams and
 * Peng 1990), the shorter ones padded.
 */
final class Sequences implements BatchSource {

  /** Subjects side by side. */
  private static final int BATCH = 32;

  /** Batches' worth of subjects among which those of like length are found. */
  private static final int BUCKETS = 16;

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

  @Override
  public void produce(Sink sink) throws InterruptedException {
    int[] order = Order.shuffled(timelines.size(), random);
    for (int from = 0; from < order.length; from += BATCH * BUCKETS) {
      List<Integer> pool = new ArrayList<>();
      for (int i = from; i < Math.min(order.length, from + BATCH * BUCKETS); i++) {
        pool.add(order[i]);
      }
      pool.sort(Comparator.comparingInt(index -> timelines.get(index).size()));
      for (int bucket : Order.shuffled((pool.size() + BATCH - 1) / BATCH, random)) {
        emit(pool.subList(bucket * BATCH, Math.min(pool.size(), (bucket + 1) * BATCH)), sink);
        if (sink.closed()) {
          return;
        }
      }
    }
  }

  private void emit(List<Integer> subjects, Sink sink) throws InterruptedException {
    Replay replay = new Replay(pan);
    List<Rows> sequences = new ArrayList<>();
    int longest = 0;
    for (int index : subjects) {
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 64);
      replay.rows(timelines.get(index), head, rows, random);
      sequences.add(rows);
      longest = Math.max(longest, rows.size());
    }
    for (int from = 0; from < longest && !sink.closed(); from += steps) {
      Rows batch = sink.spare();
      float[] weights = new float[sequences.size() * steps];
      for (int s = 0; s < sequences.size(); s++) {
        for (int t = 0; t < steps; t++) {
          Rows rows = sequences.get(s);
          if (from + t < rows.size()) {
            batch.addFrom(rows, from + t);
            weights[s * steps + t] = 1;
          } else {
            batch.addZero();
          }
        }
      }
      sink.take(new Batch(batch, steps, weights, from == 0));
    }
  }
}

package org.pan.training.internal;

import java.util.List;
import java.util.SplittableRandom;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.encoding.EncodedTimeline;

/** Independent rows: subjects are shuffled, their rows go through a shuffle buffer. */
final class ShuffledRows implements BatchSource {

  private static final long BUFFER_FLOATS = 12_000_000;
  private static final int BUFFER_ROWS = 1 << 16;

  private final Pan pan;
  private final Head head;
  private final List<EncodedTimeline> timelines;
  private final int batchRows;
  private final SplittableRandom random;

  ShuffledRows(Pan pan, Head head, List<EncodedTimeline> timelines, int batchRows, long seed) {
    this.pan = pan;
    this.head = head;
    this.timelines = timelines;
    this.batchRows = batchRows;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void produce(Sink sink) throws InterruptedException {
    Replay replay = new Replay(pan);
    long fitting = Math.min(BUFFER_ROWS, BUFFER_FLOATS / Math.max(1, head.floatWidth()));
    int capacity = (int) Math.max(4L * batchRows, fitting);
    Rows buffer = new Rows(head.floatWidth(), head.intWidth(), 1024);
    for (int index : Order.shuffled(timelines.size(), random)) {
      replay.rows(timelines.get(index), head, buffer, random);
      while (buffer.size() >= capacity) {
        emit(buffer, sink);
      }
      if (sink.closed()) {
        return;
      }
    }
    while (buffer.size() > 0 && !sink.closed()) {
      emit(buffer, sink);
    }
  }

  private void emit(Rows buffer, Sink sink) throws InterruptedException {
    Rows batch = sink.spare();
    int wanted = Math.min(batchRows, buffer.size());
    for (int i = 0; i < wanted; i++) {
      int row = random.nextInt(buffer.size());
      batch.addFrom(buffer, row);
      buffer.move(buffer.size() - 1, row);
      buffer.truncate(buffer.size() - 1);
    }
    sink.take(Batch.independent(batch));
  }
}

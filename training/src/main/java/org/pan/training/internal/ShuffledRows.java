package org.pan.training.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.encoding.EncodedTimeline;

/**
 * Independent rows: subjects are shuffled, many of them are gone through side by side, in pieces
 * chosen at random, and the rows go through a shuffle buffer. So no batch is of a few long records
 * only.
 */
final class ShuffledRows implements BatchSource {

  private static final long BUFFER_FLOATS = 12_000_000;
  private static final int BUFFER_ROWS = 1 << 16;
  private static final int SIDE_BY_SIDE = 64;
  private static final int PIECE = 64;

  private final Pan pan;
  private final Head head;
  private final List<EncodedTimeline> timelines;
  private final int batchRows;
  private final SplittableRandom random;

  /**
   * Where codes are few, each has inputs of its own and records go on as they should without gaps
   * to learn from.
   */
  private final boolean lapses;

  ShuffledRows(Pan pan, Head head, List<EncodedTimeline> timelines, int batchRows, long seed) {
    this.pan = pan;
    this.head = head;
    this.timelines = timelines;
    this.batchRows = batchRows;
    this.random = new SplittableRandom(seed);
    this.lapses = !head.once() && !pan.spec().rules().regular() && !pan.spec().layout().tracksAll();
  }

  @Override
  public void produce(Sink sink) throws InterruptedException {
    long fitting = Math.min(BUFFER_ROWS, BUFFER_FLOATS / Math.max(1, head.floatWidth()));
    int capacity = (int) Math.max(4L * batchRows, fitting);
    Rows buffer = new Rows(head.floatWidth(), head.intWidth(), 1024);
    Interleaved subjects = new Interleaved(Order.shuffled(timelines.size(), random));
    while (subjects.piece(buffer)) {
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

  /** Timelines gone through side by side. */
  private final class Interleaved {

    private final List<Replay> open = new ArrayList<>();
    private final int[] order;
    private int begun;
    private long left;

    Interleaved(int[] order) {
      this.order = order;
      while (open.size() < Math.min(SIDE_BY_SIDE, order.length)) {
        Replay replay = new Replay(pan);
        open.add(replay);
        begin(replay);
      }
    }

    private void begin(Replay replay) {
      EncodedTimeline timeline = timelines.get(order[begun++]);
      if (lapses) {
        replay.beginWithLapses(timeline, random);
      } else {
        replay.begin(timeline, random);
      }
      left += replay.left();
    }

    /** Adds the rows of some steps of one of the timelines; false if there are no more. */
    boolean piece(Rows into) {
      if (open.isEmpty()) {
        return false;
      }
      int at = choose();
      Replay replay = open.get(at);
      int before = replay.left();
      for (int step = 0; step < PIECE && replay.left() > 0; step++) {
        replay.step(head, into, random);
      }
      left -= before - replay.left();
      if (replay.left() == 0) {
        if (begun < order.length) {
          begin(replay);
        } else {
          open.remove(at);
        }
      }
      return true;
    }

    /** One in proportion to its steps left, so that long timelines do not remain to the end. */
    private int choose() {
      long place = random.nextLong(left);
      for (int i = 0; ; i++) {
        place -= open.get(i).left();
        if (place < 0) {
          return i;
        }
      }
    }
  }
}

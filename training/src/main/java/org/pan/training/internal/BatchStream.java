package org.pan.training.internal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pan.model.Rows;

/** The batches of one epoch, prepared on a thread of their own. */
final class BatchStream implements AutoCloseable {

  private static final int QUEUE = 4;

  private final BlockingQueue<Message> queue = new ArrayBlockingQueue<>(QUEUE);
  private final BlockingQueue<Rows> spare = new ArrayBlockingQueue<>(2 * QUEUE);
  private final Supplier<Rows> fresh;
  private final Thread thread;
  private volatile boolean closed;

  private record Message(@Nullable Batch batch, @Nullable Throwable failure) {}

  /**
   * @param fresh makes empty rows
   * @param skip batches not wanted again, because they were trained on before
   */
  BatchStream(BatchSource source, Supplier<Rows> fresh, long skip) {
    this.fresh = fresh;
    Intake intake = new Intake(skip);
    thread =
        new Thread(
            () -> {
              try {
                source.produce(intake);
                put(new Message(null, null));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (RuntimeException | Error e) {
                offerFailure(e);
              }
            },
            "pan-batches");
    thread.setDaemon(true);
    thread.start();
  }

  private void offerFailure(Throwable failure) {
    try {
      put(new Message(null, failure));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void put(Message message) throws InterruptedException {
    if (!closed) {
      queue.put(message);
    }
  }

  private final class Intake implements BatchSource.Sink {
    private long skip;

    Intake(long skip) {
      this.skip = skip;
    }

    @Override
    public void take(Batch batch) throws InterruptedException {
      if (skip > 0) {
        skip--;
        recycle(batch);
      } else {
        put(new Message(batch, null));
      }
    }

    @Override
    public Rows spare() {
      Rows rows = spare.poll();
      if (rows == null) {
        return fresh.get();
      }
      rows.clear();
      return rows;
    }

    @Override
    public boolean closed() {
      return closed;
    }
  }

  /** The next batch, or null at the end of the epoch. */
  @Nullable Batch next() throws InterruptedException {
    Message message = queue.take();
    if (message.failure() != null) {
      throw new IllegalStateException(
          "Preparing rows failed: " + message.failure().getMessage(), message.failure());
    }
    return message.batch();
  }

  /** Gives a batch's rows back for reuse. */
  void recycle(Batch batch) {
    spare.offer(batch.rows());
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    queue.clear();
  }
}

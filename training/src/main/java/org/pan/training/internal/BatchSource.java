package org.pan.training.internal;

/** Makes the batches of one epoch in an order that depends on the seed alone. */
interface BatchSource {

  /**
   * Makes all batches.
   *
   * @param sink takes them, one by one
   */
  void produce(Sink sink) throws InterruptedException;

  /** Takes batches. */
  interface Sink {

    /** Whether the next batch is wanted at all: one trained on before need not be filled. */
    void take(Batch batch) throws InterruptedException;

    /** Rows that may be filled again, or new ones. */
    org.pan.model.Rows spare();

    /** Whether no more batches are wanted. */
    boolean closed();
  }
}

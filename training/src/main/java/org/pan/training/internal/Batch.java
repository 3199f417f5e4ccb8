package org.pan.training.internal;

import org.jspecify.annotations.Nullable;
import org.pan.model.Rows;

/**
 * Rows to take one step on.
 *
 * @param rows the rows; those of one sequence side by side
 * @param steps rows of a sequence, 1 where rows are independent
 * @param weights 1 for a row that counts, 0 for padding; null where all count
 * @param begins for each sequence whether a subject begins here, so that nothing is carried over;
 *     null where rows are independent
 */
record Batch(Rows rows, int steps, float @Nullable [] weights, boolean @Nullable [] begins) {

  static Batch independent(Rows rows) {
    return new Batch(rows, 1, null, null);
  }
}

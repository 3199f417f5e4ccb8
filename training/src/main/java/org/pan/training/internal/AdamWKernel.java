package org.pan.training.internal;

import java.util.Map;
import org.pan.model.checkpoint.FloatTensor;

/** The arithmetic of {@link AdamW} over all its parameters, and the arrays it needs. */
interface AdamWKernel extends AutoCloseable {

  /**
   * What a step needs to know.
   *
   * @param rate learning rate, for the weight decay
   * @param correctedRate learning rate with both bias corrections
   * @param correctedEpsilon epsilon with the correction of the variance
   * @param gradientScale factor of the gradients that clips them
   * @param beta1 decay of the mean
   * @param beta2 decay of the variance
   * @param averageShare share of the new weights in their average; 0 if none is kept
   */
  record Step(
      float rate,
      float correctedRate,
      float correctedEpsilon,
      float gradientScale,
      float beta1,
      float beta2,
      float averageShare) {}

  /** The norm of all gradients of the last backward pass taken as one vector. */
  double gradientNorm();

  /** Updates moments, weights and averages by the gradients that the norm was of. */
  void update(Step step);

  /** Sets the gradients to zero. */
  void clearGradients();

  /** Exchanges weights and averages. */
  void exchangeAverages();

  /**
   * Copies of the moments and averages: {@code mean/NAME}, {@code variance/NAME}, {@code
   * average/NAME}.
   */
  Map<String, FloatTensor> tensors();

  /** Overwrites the moments and averages; all of {@link #tensors()} are there, in its sizes. */
  void restore(Map<String, FloatTensor> tensors);

  @Override
  void close();
}

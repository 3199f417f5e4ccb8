package org.pan.model.heads;

import ai.djl.ndarray.NDArray;

/**
 * The negative log-probability that a softmax falls into a set, given that it falls into a larger
 * one: log-sum-exp over the allowed entries minus log-sum-exp over the target entries, each with
 * its own log-weight. A single class among masked ones, an interval of a histogram, "the end or
 * anything beyond it" are all of this form.
 */
final class SetLikelihood {

  /** Log-weight of what is not in the set. */
  static final float OUT = -1e9f;

  /** Log-weight of what came although it was not open: surprising, but finite. */
  static final float CLOSED = -9f;

  private SetLikelihood() {}

  /**
   * @param logits [N, K]
   * @param logTarget [N, K] log-weights of the target set
   * @param logAllowed [N, K] log-weights of the allowed set
   * @return nats by row [N]
   */
  static NDArray nll(NDArray logits, NDArray logTarget, NDArray logAllowed) {
    NDArray shifted = logits.logSoftmax(1); // [N, K]
    return logSumExp(shifted.add(logAllowed)).sub(logSumExp(shifted.add(logTarget)));
  }

  /** Log-sum-exp over the last of two axes; the maximum takes no part in the gradient. */
  static NDArray logSumExp(NDArray x) {
    NDArray top = x.stopGradient().max(new int[] {1}, true); // [N, 1]
    return x.sub(top).exp().sum(new int[] {1}).log().add(top.squeeze(1));
  }
}

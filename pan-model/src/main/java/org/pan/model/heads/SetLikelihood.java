package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import org.pan.model.network.Constant;

/**
 * The negative log-probability that a softmax falls into a set, given that it falls into a larger
 * one: log of the sum over the allowed entries minus log of the sum over the target entries, each
 * with its own share. A single class among masked ones, an interval of a histogram, "the end or
 * anything beyond it" are all of this form.
 */
final class SetLikelihood {

  /** Log-weight of what is not in the set. */
  static final float OUT = -1e9f;

  /** Log-weight of what came although it was not open: surprising, but finite. */
  static final float CLOSED = -9f;

  /** What {@link #CLOSED} is the logarithm of. */
  static final float CLOSED_SHARE = (float) Math.exp(CLOSED);

  private static final double LEAST = 1e-30;

  private SetLikelihood() {}

  /**
   * @param logits [N, K]
   * @param target [N, K] shares of the entries in the target set
   * @param allowed [N, K] shares in the allowed set
   * @return nats by row [N]
   */
  static NDArray nll(NDArray logits, NDArray target, NDArray allowed) {
    NDArray weights = logits.sub(top(logits)).exp();
    return logSum(weights, allowed).sub(logSum(weights, target));
  }

  /**
   * The same with the logarithms of what is allowed.
   *
   * @param logAllowed [N, K]
   */
  static NDArray nllOfLog(NDArray logits, NDArray target, NDArray logAllowed) {
    NDArray top = top(logits);
    NDArray weights = logits.sub(top).exp();
    return logSumExp(logits.add(logAllowed)).sub(logSum(weights, target)).sub(top.squeeze(1));
  }

  /** The shares are weighted here, not as logarithms: far below 0 an exponential is slow. */
  private static NDArray logSum(NDArray weights, NDArray shares) {
    return weights.mul(shares).sum(new int[] {1}).add(Constant.beside(weights, LEAST)).log();
  }

  /** Log-sum-exp over the last of two axes. */
  static NDArray logSumExp(NDArray x) {
    NDArray top = top(x);
    return x.sub(top).exp().sum(new int[] {1}).log().add(top.squeeze(1));
  }

  /** The maximum of each row [N, 1]; takes no part in the gradient. */
  private static NDArray top(NDArray x) {
    return x.stopGradient().max(new int[] {1}, true);
  }

  /** Turns the first shares into the log-weights that a draw takes. */
  static void toLogs(float[] shares, int count) {
    for (int k = 0; k < count; k++) {
      shares[k] = log(shares[k]);
    }
  }

  /** A share as the log-weight that a draw takes. */
  static float log(double share) {
    return share <= 0 ? OUT : share == 1 ? 0 : (float) Math.log(share);
  }
}

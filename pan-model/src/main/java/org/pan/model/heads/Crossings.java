package org.pan.model.heads;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.pan.model.memory.Subject;

/**
 * What it takes to pass a declared date without an event on it: each date has a logit that every
 * outcome beyond it bears. Where a date is always kept, it goes towards minus infinity; a single
 * logit for each outcome could not say so, as the date lies elsewhere for every subject.
 *
 * <p>The dates ahead cut the future into segments; segment s has passed s of them, in order. An
 * outcome spreads over segments by shares F, and weighs log sum over s of F[s] exp(C[s]) with C the
 * summed logits of the dates passed.
 */
final class Crossings {

  private static final float MOST = 12f;

  private final int dates;

  /**
   * @param dates number of declared dates A
   */
  Crossings(int dates) {
    this.dates = dates;
  }

  /** The number of segments S, A + 1. */
  int segments() {
    return dates + 1;
  }

  /** The dates ahead of a row, in order. */
  final class Ahead {
    private final int[] day = new int[dates];
    private final int[] date = new int[dates];
    private int count;

    /**
     * Sorts the dates.
     *
     * @param days declared days from {@code at} on, {@link Subject#NO_DAY} where there is none
     * @param after only later days count
     * @param until and none after it
     */
    Ahead of(int[] days, int at, int after, int until) {
      count = 0;
      for (int a = 0; a < dates; a++) {
        int d = days[at + a];
        if (d == Subject.NO_DAY || d <= after || d > until) {
          continue;
        }
        int i = count++;
        for (; i > 0 && day[i - 1] > d; i--) {
          day[i] = day[i - 1];
          date[i] = date[i - 1];
        }
        day[i] = d;
        date[i] = a;
      }
      return this;
    }

    /** The segment of a day. */
    int segment(int d) {
      int s = 0;
      while (s < count && day[s] < d) {
        s++;
      }
      return s;
    }

    /** The last segment. */
    int last() {
      return count;
    }

    /** The last day of a segment, which is a declared date but for the last one. */
    int lastDay(int segment) {
      return segment < count ? day[segment] : Integer.MAX_VALUE;
    }

    /** Writes which logits come one after the other; {@code dates} stands for none. */
    void write(long[] order, int at) {
      for (int a = 0; a < dates; a++) {
        order[at + a] = a < count ? date[a] : dates;
      }
    }

    /** The summed logits of the dates passed, by segment. */
    double[] sums(float[] outputs, int at) {
      double[] sums = new double[dates + 1];
      for (int a = 0; a < dates; a++) {
        double logit = a < count ? outputs[at + date[a]] : 0;
        sums[a + 1] = sums[a] + Math.max(-MOST, Math.min(MOST, logit));
      }
      return sums;
    }
  }

  /**
   * The summed logits of the dates passed.
   *
   * @param logits of the dates [N, A]
   * @param order as {@link Ahead#write} gives it, row by row
   * @return C [N, S]
   */
  NDArray sums(NDManager manager, NDArray logits, long[] order) {
    int n = order.length / dates;
    NDArray none = manager.zeros(new Shape(n, 1));
    NDArray all = ai.djl.ndarray.NDArrays.concat(new NDList(logits.clip(-MOST, MOST), none), 1);
    NDArray sorted = all.gather(manager.create(order, new Shape(n, dates)), 1);
    return ai.djl.ndarray.NDArrays.concat(new NDList(none, sorted.cumSum(1)), 1);
  }

  /**
   * The log-weights of outcomes.
   *
   * @param shares F [N, K, S]
   * @param sums C [N, S]
   * @return [N, K]
   */
  static NDArray logWeights(NDArray shares, NDArray sums) {
    NDArray top = sums.stopGradient().max(new int[] {1}, true); // [N, 1]
    NDArray passed = sums.sub(top).exp().expandDims(2); // [N, S, 1]
    NDArray least = org.pan.model.network.Constant.beside(sums, 1e-30);
    return shares.matMul(passed).squeeze(2).add(least).log().add(top);
  }

  /** The log-weight of one outcome. */
  static double logWeight(float[] shares, int at, double[] sums) {
    double weight = 0;
    for (int s = 0; s < sums.length; s++) {
      if (shares[at + s] == 1) {
        return sums[s]; // all of it, as with nearly every outcome
      }
      weight += shares[at + s] == 0 ? 0 : shares[at + s] * Math.exp(sums[s]);
    }
    return weight <= 0 ? SetLikelihood.OUT : Math.log(weight);
  }
}

package org.pan.training.internal;

import org.jspecify.annotations.Nullable;

/**
 * Where a head stands.
 *
 * @param step steps done
 * @param epoch epochs ended
 * @param batch batches done in the current epoch
 * @param share share of the planned training that is done
 * @param bestTuning lowest tuning nats so far
 * @param waited evaluations since then
 * @param finished whether it trains no further
 * @param lossSum nats of the rows trained on since the last evaluation
 * @param lossRows the number of those rows
 * @param cooling the last stretch, or null while it has not begun
 */
record Progress(
    long step,
    int epoch,
    long batch,
    double share,
    double bestTuning,
    int waited,
    boolean finished,
    double lossSum,
    long lossRows,
    @Nullable Cooling cooling) {

  private static final double SETTLING = .85;

  static final Progress BEGIN =
      new Progress(0, 0, 0, 0, Double.POSITIVE_INFINITY, 0, false, 0, 0, null);

  /**
   * The stretch after early stopping: from the best weights the learning rate falls to zero, as it
   * would have at the end of the plan.
   *
   * @param steps its length
   * @param done steps of it that are done
   * @param share share of it that is done
   * @param rate the learning rate it begins with
   */
  record Cooling(long steps, long done, double share, double rate) {

    private static final double WARM_UP = 10;

    /** The learning rate of the next step. */
    double nextRate() {
      return rate * Math.min(1, (done + 1) / WARM_UP) * (1 - share);
    }

    private Cooling stepped(double pace) {
      return new Cooling(steps, done + 1, Math.min(1, share + pace / steps), rate);
    }
  }

  /** Steps since the optimizer began. */
  long optimizerSteps() {
    return cooling == null ? step : cooling.done();
  }

  /**
   * Whether the end is near: it goes without dropout, as rates that are right on average with its
   * noise are too low without it.
   */
  boolean settling() {
    return cooling != null || share >= SETTLING;
  }

  /** Whether all that was planned is done. */
  boolean throughPlan() {
    return cooling == null ? share >= 1 : cooling.share() >= 1;
  }

  /**
   * After a step.
   *
   * @param planned steps of the whole plan
   * @param pace how much of a step of the plan it stands for
   */
  Progress stepped(long planned, double pace, double nats, long rows) {
    return new Progress(
        step + 1,
        epoch,
        batch + 1,
        cooling == null ? Math.min(1, share + pace / planned) : share,
        bestTuning,
        waited,
        finished,
        lossSum + nats * rows,
        lossRows + rows,
        cooling == null ? null : cooling.stepped(pace));
  }

  /** At the beginning of the next epoch. */
  Progress nextEpoch() {
    return new Progress(
        step, epoch + 1, 0, share, bestTuning, waited, finished, lossSum, lossRows, cooling);
  }

  /** After an evaluation. */
  Progress evaluated(double newBest, int newWaited, boolean nowFinished) {
    return new Progress(step, epoch, batch, share, newBest, newWaited, nowFinished, 0, 0, cooling);
  }

  /** At the beginning of the last stretch. */
  Progress cooling(long steps, double rate) {
    return new Progress(
        step,
        epoch,
        batch,
        share,
        bestTuning,
        waited,
        finished,
        lossSum,
        lossRows,
        new Cooling(steps, 0, 0, rate));
  }

  /** Mean nats a row since the last evaluation. */
  double trainLoss() {
    return lossRows == 0 ? Double.NaN : lossSum / lossRows;
  }
}

package org.pan.training.internal;

/**
 * Linear warm-up by steps, then half a cosine down to a floor by the share of the training that is
 * done. The share may be one of steps or one of time.
 *
 * @param peak the highest rate, reached when warm-up ends
 * @param warmUpSteps number of steps over which the rate rises; 0 for none
 * @param floor the rate at the end, as a share of the peak
 */
public record LearningRateSchedule(double peak, long warmUpSteps, double floor) {

  /**
   * @throws IllegalArgumentException if the peak is not positive, the floor not a share or the
   *     steps negative
   */
  public LearningRateSchedule {
    if (!(peak > 0) || !Double.isFinite(peak) || !(floor >= 0 && floor <= 1) || warmUpSteps < 0) {
      throw new IllegalArgumentException(
          "A learning rate needs a peak above 0, a floor between 0 and 1 and 0 or more warm-up steps.");
    }
  }

  /**
   * The rate of a step.
   *
   * @param step steps done before this one
   * @param shareDone share of the training done before this step; held within 0 and 1
   */
  public double at(long step, double shareDone) {
    double share = Math.min(1, Math.max(0, shareDone));
    double cosine = floor + (1 - floor) * (1 + Math.cos(Math.PI * share)) / 2;
    double warmUp = step < warmUpSteps ? (step + 1.0) / warmUpSteps : 1;
    return peak * warmUp * cosine;
  }
}

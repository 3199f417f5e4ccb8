package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Distances to nearest neighbours in a trial, by patient: of synthetic ones to the training
 * patients (and to the second nearest), to the held-out and to each other, and of real ones.
 */
record Distances(
    String set,
    double[] toTrain,
    double[] toSecond,
    double[] toHoldout,
    double[] toOwn,
    double[] trainToOwn,
    double[] trainToSynthetic,
    double[] holdoutToOwn,
    double[] holdoutToSynthetic,
    double[] holdoutToTrain,
    double[] holdoutToSecond) {

  /** So many times nearer is much nearer. */
  private static final double MUCH = 3;

  /** Nearer than a tenth of a standard deviation all is one: patients with few events coincide. */
  static final double LEAST = 0.1;

  static Distances of(Trial trial) {
    Neighbours toTrain = Neighbours.of(trial.synthetic(), trial.train(), 2);
    Neighbours holdoutToTrain = Neighbours.of(trial.holdout(), trial.train(), 2);
    double[] trainToOwn = Neighbours.among(trial.train(), 1).distances(0);
    double[] holdoutToOwn = Neighbours.among(trial.holdout(), 1).distances(0);
    return new Distances(
        trial.set(),
        toTrain.distances(0),
        toTrain.distances(1),
        nearest(trial.synthetic(), trial.holdout()),
        Neighbours.among(trial.synthetic(), 1).distances(0),
        trainToOwn,
        nearest(trial.train(), trial.synthetic()),
        holdoutToOwn,
        nearest(trial.holdout(), trial.synthetic()),
        holdoutToTrain.distances(0),
        holdoutToTrain.distances(1));
  }

  private static double[] nearest(Points queries, Points references) {
    return Neighbours.of(queries, references, 1).distances(0);
  }

  /** The held-out patients in place of the synthetic ones, as far as levels go. */
  Distances ofHoldout() {
    return new Distances(
        set,
        holdoutToTrain,
        holdoutToSecond,
        toHoldout,
        toOwn,
        trainToOwn,
        trainToSynthetic,
        holdoutToOwn,
        holdoutToSynthetic,
        holdoutToTrain,
        holdoutToSecond);
  }

  /** The figures in their order, with how often each synthetic and each real patient counts. */
  double[] of(int[] synthetic, int[] real) {
    double accuracy =
        (share(real, i -> over(trainToSynthetic[i], trainToOwn[i]))
                + share(synthetic, i -> over(toTrain[i], toOwn[i])))
            / 2;
    double holdoutAccuracy =
        (share(real, i -> over(holdoutToSynthetic[i], holdoutToOwn[i]))
                + share(synthetic, i -> over(toHoldout[i], toOwn[i])))
            / 2;
    return new double[] {
      median(toTrain, synthetic),
      median(ratios(), synthetic),
      share(synthetic, i -> over(toHoldout[i], toTrain[i])),
      share(synthetic, i -> muchNearer(toTrain[i], toHoldout[i]))
          - share(synthetic, i -> muchNearer(toHoldout[i], toTrain[i])),
      accuracy,
      holdoutAccuracy - accuracy
    };
  }

  /** One where the first is greater, one half where they are equal. */
  private static double over(double a, double b) {
    return a > b ? 1 : a == b ? 0.5 : 0;
  }

  private static double muchNearer(double a, double b) {
    return MUCH * Math.max(LEAST, a) <= Math.max(LEAST, b) ? 1 : 0;
  }

  private double[] ratios() {
    return IntStream.range(0, toTrain.length)
        .mapToDouble(i -> toSecond[i] == 0 ? 1 : toTrain[i] / toSecond[i])
        .toArray();
  }

  private interface Hit {
    double of(int patient);
  }

  private static double share(int[] weights, Hit hit) {
    double hits = 0;
    double all = 0;
    for (int i = 0; i < weights.length; i++) {
      hits += weights[i] * (weights[i] == 0 ? 0 : hit.of(i));
      all += weights[i];
    }
    return hits / all;
  }

  /** The smallest value that half of the weight does not exceed. */
  private static double median(double[] values, int[] weights) {
    Integer[] order = IntStream.range(0, values.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, (a, b) -> Double.compare(values[a], values[b]));
    long all = Arrays.stream(weights).sum();
    long below = 0;
    for (int i : order) {
      below += weights[i];
      if (2 * below >= all) {
        return values[i];
      }
    }
    return Double.NaN;
  }
}

package org.pan.training.internal;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A random order. */
final class Order {

  private Order() {}

  /** The numbers below n, shuffled (Fisher and Yates). */
  static int[] shuffled(int n, SplittableRandom random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }

  /**
   * The numbers below the length, each place drawn from those left in proportion to their weights
   * (Efraimidis and Spirakis, Weighted random sampling with a reservoir, 2006).
   */
  static int[] weighted(int[] weights, SplittableRandom random) {
    double[] keys = new double[weights.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = -Math.log1p(-random.nextDouble()) / Math.max(1, weights[i]);
    }
    return IntStream.range(0, keys.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> keys[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}

package org.pan.training.internal;

import java.util.SplittableRandom;

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
}

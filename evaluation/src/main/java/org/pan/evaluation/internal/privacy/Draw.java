package org.pan.evaluation.internal.privacy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Draws of patients at random without replacement. */
final class Draw {

  private Draw() {}

  /** Numbers from 0 in random order. */
  static int[] shuffled(int n, long seed) {
    int[] order = IntStream.range(0, n).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = n - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
    return order;
  }

  /** At most so many of the numbers below {@code n}, in ascending order. */
  static int[] some(int n, int most, long seed) {
    int[] some = Arrays.copyOf(shuffled(n, seed), Math.min(n, most));
    Arrays.sort(some);
    return some;
  }
}

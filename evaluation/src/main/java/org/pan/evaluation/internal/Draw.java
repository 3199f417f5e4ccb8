package org.pan.evaluation.internal;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Numbers drawn at random, the same for the same seed. */
public final class Draw {

  private Draw() {}

  /** Numbers from 0 in random order (Fisher and Yates). */
  public static int[] shuffled(int n, long seed) {
    int[] order = IntStream.range(0, n).toArray();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = n - 1; i > 0; i--) {
      swap(order, i, random.nextInt(i + 1));
    }
    return order;
  }

  /** At most so many of the numbers below {@code n}, in ascending order. */
  public static int[] some(int n, int most, long seed) {
    int[] some = Arrays.copyOf(shuffled(n, seed), Math.min(n, most));
    Arrays.sort(some);
    return some;
  }

  /** So many of the items, each at most once, in random order. */
  public static int[] of(int[] items, int count, long seed) {
    int[] order = items.clone();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      swap(order, i, i + random.nextInt(order.length - i));
    }
    return Arrays.copyOf(order, count);
  }

  /** One of the items; successive seeds give unrelated ones. */
  public static int one(int[] items, long seed) {
    long mixed = new SplittableRandom(seed).nextLong();
    return items[new SplittableRandom(mixed).nextInt(items.length)];
  }

  private static void swap(int[] order, int i, int j) {
    int other = order[j];
    order[j] = order[i];
    order[i] = other;
  }
}

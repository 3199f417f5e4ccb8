package org.pan.bench.baselines;

import java.util.SplittableRandom;

/** Random numbers of patients. */
final class Draws {

  private Draws() {}

  /** The random numbers of a patient, by the seed and its number. */
  static SplittableRandom random(long seed, long number) {
    SplittableRandom first = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    // One draw apart, so that neighbouring numbers have unrelated streams.
    return new SplittableRandom(first.nextLong());
  }
}

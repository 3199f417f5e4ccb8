package org.pan.model.network;

import ai.djl.ndarray.NDArray;

/**
 * Drops a share of hidden units and scales up the others (Srivastava et al. 2014), from random
 * numbers of its own: the engine's are drawn one by one and take as long as the network itself.
 */
public final class Dropout {

  /** Less is not worth its random numbers. */
  private static final double LEAST = .005;

  /** No more is dropped because of the strength alone. */
  private static final double MOST = .9;

  private static final int LANES = 4;
  private static final int LANE_BITS = 16;
  private static final int LANE = (1 << LANE_BITS) - 1;

  private long state = 1;
  private double strength = 1;

  /** Begins the sequence of random numbers that this seed stands for. */
  public void seed(long seed) {
    state = seed;
  }

  /**
   * Weakens or strengthens what is dropped.
   *
   * @param strength factor of every share
   */
  public void strength(double strength) {
    this.strength = strength;
  }

  /** SplitMix64 (Steele et al. 2014). */
  private long next() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /**
   * An array with the share dropped.
   *
   * @param share in [0, 1), in steps of 2^-16
   */
  NDArray apply(NDArray x, double share) {
    double dropped = Math.min(Math.max(MOST, share), share * strength);
    return dropped < LEAST
        ? x
        : x.mul(x.getManager().create(mask((int) x.size(), dropped), x.getShape()));
  }

  private float[] mask(int size, double share) {
    int threshold = (int) Math.round(share * (1 << LANE_BITS));
    // Looked up by the sign of a difference: a branch would be guessed wrong too often.
    float[] factors = {(float) (1 / (1 - share)), 0};
    float[] mask = new float[(size + LANES - 1) / LANES * LANES];
    for (int i = 0; i < mask.length; i += LANES) {
      long bits = next();
      mask[i] = factors[((int) (bits & LANE) - threshold) >>> 31];
      mask[i + 1] = factors[((int) (bits >>> 16 & LANE) - threshold) >>> 31];
      mask[i + 2] = factors[((int) (bits >>> 32 & LANE) - threshold) >>> 31];
      mask[i + 3] = factors[((int) (bits >>> 48) - threshold) >>> 31];
    }
    return mask.length == size ? mask : java.util.Arrays.copyOf(mask, size);
  }
}

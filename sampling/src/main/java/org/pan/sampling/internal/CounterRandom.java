package org.pan.sampling.internal;

/**
 * Uniform numbers by counter: each is a hash of (seed, patient, step, use), so that a patient does
 * not depend on its neighbours. Mixing by the finaliser of SplitMix64 (Steele et al. 2014).
 */
final class CounterRandom {

  private final long seed;

  CounterRandom(long seed) {
    this.seed = mix(seed + 0x9e3779b97f4a7c15L);
  }

  /** A number in [0, 1). */
  double uniform(long patient, long step, int use) {
    long key = mix(seed ^ mix(patient * 0x9e3779b97f4a7c15L + 0x632be59bd9b4e019L));
    key = mix(key ^ mix(step * 0xd1342543de82ef95L + 0x1d8e4e27c47d124fL));
    return (mix(key + use * 0x9e3779b97f4a7c15L) >>> 11) * 0x1.0p-53;
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}

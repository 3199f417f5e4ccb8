package org.pan.model.memory;

/** Logarithms of counts and lengths of time. */
final class Log {

  private Log() {}

  /**
   * {@code log(1 + x)} for x of at least 0, by the logarithm that the JVM has an intrinsic for:
   * {@link Math#log1p} takes twice as long, for digits of small x that no input has.
   */
  static double onePlus(double x) {
    return Math.log(1 + x);
  }
}

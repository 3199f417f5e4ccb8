package org.pan.bench.process;

/**
 * What a program, and all it started, used.
 *
 * @param cpuSeconds CPU time of all its processes; NaN where the system does not tell
 * @param wallSeconds time that passed
 * @param peakBytes greatest sum of their resident memory at one moment; 0 where the system does not
 *     tell
 */
public record Usage(double cpuSeconds, double wallSeconds, long peakBytes) {

  /** Nothing at all. */
  public static final Usage NONE = new Usage(0, 0, 0);
}

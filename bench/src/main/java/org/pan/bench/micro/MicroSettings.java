package org.pan.bench.micro;

import java.time.Duration;

/**
 * How benchmarks are run.
 *
 * @param only a regular expression found in what is run, as "area: name"; the machine's own figures
 *     are always measured
 * @param forks JVMs in which each is run; 0 for this one, to look for mistakes
 * @param warmUps iterations before those that count
 * @param iterations iterations in each JVM
 * @param millis length of an iteration
 * @param subjects most patients of each data set
 * @param seed of their division
 */
public record MicroSettings(
    String only, int forks, int warmUps, int iterations, long millis, long subjects, long seed) {

  /** How long a benchmark takes at least, the start of its JVM not counted. */
  Duration length() {
    return Duration.ofMillis(millis * (warmUps + iterations) * Math.max(1, forks));
  }
}

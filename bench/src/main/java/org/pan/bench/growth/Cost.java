package org.pan.bench.growth;

/**
 * What a measurement took.
 *
 * @param cpuSeconds of all threads of its process, the start of the JVM not counted
 * @param wallSeconds that passed
 * @param peakBytes greatest resident memory of its process
 * @param events worked on
 * @param fault empty if all went well, else one line that says what did not; then all else is 0
 */
public record Cost(
    double cpuSeconds, double wallSeconds, long peakBytes, long events, String fault) {

  static Cost failed(String fault) {
    return new Cost(0, 0, 0, 0, fault);
  }

  boolean succeeded() {
    return fault.isEmpty();
  }
}

package org.pan.bench.process;

/**
 * How a program ended.
 *
 * @param fault empty if all went well, else one line that says what did not
 * @param usage what it used
 */
public record Outcome(String fault, Usage usage) {

  /** Whether all went well. */
  public boolean succeeded() {
    return fault.isEmpty();
  }
}

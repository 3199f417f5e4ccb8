package org.pan.bench.generators;

import java.util.List;

/**
 * A command of a generator's run.
 *
 * @param phase what it does
 * @param command the program and its arguments
 */
public record Step(Phase phase, List<String> command) {

  /** What a command does. */
  public enum Phase {
    /** Learns. */
    FIT,
    /** Draws. */
    SAMPLE,
    /** Learns and draws, no one knows when it does which. */
    ALL
  }

  public Step {
    command = List.copyOf(command);
  }
}

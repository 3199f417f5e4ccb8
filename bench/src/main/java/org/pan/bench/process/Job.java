package org.pan.bench.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program to run.
 *
 * @param command the program and its arguments
 * @param environment variables beside those of this process
 * @param log takes all that it prints
 * @param mostCpu CPU time after which it is stopped
 * @param mostWall time after which it is stopped
 */
public record Job(
    List<String> command,
    Map<String, String> environment,
    Path log,
    Duration mostCpu,
    Duration mostWall) {

  public Job {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}

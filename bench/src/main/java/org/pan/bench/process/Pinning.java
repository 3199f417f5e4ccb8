package org.pan.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts programs on one core, so that none gains CPU time by the number of its threads and the time
 * that passes is the CPU time it has at most.
 *
 * @param core its number, if programs can be pinned here
 */
public record Pinning(Optional<String> core) {

  private static final String ALLOWED = "Cpus_allowed_list:";

  /** The last core this process may use, where {@code taskset} (util-linux) is installed. */
  public static Pinning find() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (OnPath.find("taskset").isEmpty() || !Files.isReadable(status)) {
      return new Pinning(Optional.empty());
    }
    return new Pinning(
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith(ALLOWED))
            .map(line -> line.substring(ALLOWED.length()).strip().replaceAll(".*[,-]", ""))
            .findFirst());
  }

  /** The same command on that core. */
  public List<String> pinned(List<String> command) {
    List<String> words = new ArrayList<>();
    core.ifPresent(number -> words.addAll(List.of("taskset", "-c", number)));
    words.addAll(command);
    return words;
  }
}

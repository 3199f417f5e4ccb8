package org.pan.bench.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts programs on some cores. On a single one none gains CPU time by the number of its threads and
 * the time that passes is the CPU time it has at most.
 *
 * @param cores their numbers as {@code taskset} takes them, if programs can be pinned here
 */
public record Pinning(Optional<String> cores) {

  private static final String ALLOWED = "Cpus_allowed_list";

  /**
   * The last cores this process may use, where {@code taskset} (util-linux) is installed.
   *
   * @param count how many; all if there are fewer
   */
  public static Pinning find(int count) throws IOException {
    if (OnPath.find("taskset").isEmpty()) {
      return new Pinning(Optional.empty());
    }
    return new Pinning(
        ProcFile.value(Path.of("/proc/self/status"), ALLOWED).map(list -> last(count, list)));
  }

  /** The last of a list such as {@code 0-3,8}. */
  static String last(int count, String list) {
    List<String> all = new ArrayList<>();
    for (String range : list.split(",")) {
      String[] ends = range.split("-");
      for (int core = Integer.parseInt(ends[0]);
          core <= Integer.parseInt(ends[ends.length - 1]);
          core++) {
        all.add(String.valueOf(core));
      }
    }
    return String.join(",", all.subList(Math.max(0, all.size() - count), all.size()));
  }

  /** The same command on those cores. */
  public List<String> pinned(List<String> command) {
    List<String> words = new ArrayList<>();
    cores.ifPresent(number -> words.addAll(List.of("taskset", "-c", number)));
    words.addAll(command);
    return words;
  }
}

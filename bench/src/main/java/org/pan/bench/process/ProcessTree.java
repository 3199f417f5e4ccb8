package org.pan.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Reads from Linux's {@code /proc} what a process and all its descendants use (proc(5)).
 *
 * @param cpuSeconds user and system time, that of ended children included; NaN without {@code
 *     /proc}
 * @param residentBytes memory in use; pages that processes share count for each
 */
record ProcessTree(double cpuSeconds, long residentBytes) {

  private static final Path PROC = Path.of("/proc");

  /** Clock ticks a second in {@code /proc}, the same on every Linux. */
  private static final double TICKS = 100;

  private static final int USER_TIME = 11;

  static ProcessTree of(ProcessHandle root) {
    if (!Files.isReadable(PROC.resolve("self/stat"))) {
      return new ProcessTree(Double.NaN, 0);
    }
    double seconds = 0;
    long bytes = 0;
    try (Stream<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants())) {
      for (ProcessTree process : all.map(ProcessTree::alone).toList()) {
        seconds += process.cpuSeconds;
        bytes += process.residentBytes;
      }
    }
    return new ProcessTree(seconds, bytes);
  }

  /** One process; nothing if it has just ended, as its parent counts its time then. */
  private static ProcessTree alone(ProcessHandle process) {
    Path folder = PROC.resolve(String.valueOf(process.pid()));
    try {
      long bytes = ProcFile.bytes(folder.resolve("status"), "VmRSS");
      // Read last: where the process is gone by then, it counts for nothing.
      return new ProcessTree(cpuSeconds(Files.readString(folder.resolve("stat"))), bytes);
    } catch (IOException gone) {
      return new ProcessTree(0, 0);
    }
  }

  /** The fields after the name, which stands in brackets and may hold anything. */
  static double cpuSeconds(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int i = USER_TIME; i < USER_TIME + 4; i++) {
      ticks += Long.parseLong(fields[i]);
    }
    return ticks / TICKS;
  }
}

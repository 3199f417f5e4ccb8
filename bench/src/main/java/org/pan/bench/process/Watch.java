package org.pan.bench.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs programs, one at a time, and stops those that take more than they may. */
public final class Watch {

  private static final long EVERY_MILLIS = 100;
  private static final int LONGEST_WORDS = 300;

  /** Exit codes of a shell, and of Java, for a process that a signal ended: this and its number. */
  private static final int SIGNALLED = 128;

  private Watch() {}

  /**
   * Runs a program to its end.
   *
   * @param listener hears now and then what it has used so far
   * @throws IOException if the log cannot be written or read; a program that cannot be started is
   *     an outcome
   */
  public static Outcome run(Job job, Consumer<Usage> listener)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process;
    try {
      process = start(job);
    } catch (IOException cannot) {
      return new Outcome("cannot be started: " + job.command().get(0), Usage.NONE);
    }
    double cpu = 0;
    long peak = 0;
    String stopped = "";
    try {
      boolean ended = false;
      while (!ended) {
        ProcessTree tree = ProcessTree.of(process.toHandle());
        cpu = Double.isNaN(tree.cpuSeconds()) ? Double.NaN : Math.max(cpu, tree.cpuSeconds());
        peak = Math.max(peak, tree.residentBytes());
        Usage usage = new Usage(cpu, seconds(began), peak);
        listener.accept(usage);
        stopped = overrun(job, usage);
        ended = !stopped.isEmpty() || process.waitFor(EVERY_MILLIS, TimeUnit.MILLISECONDS);
      }
    } finally {
      end(process);
    }
    Usage usage = new Usage(cpu, seconds(began), peak);
    return new Outcome(stopped.isEmpty() ? fault(process.exitValue(), job.log()) : stopped, usage);
  }

  private static Process start(Job job) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(job.command())
            .redirectInput(new File("/dev/null"))
            .redirectErrorStream(true)
            .redirectOutput(job.log().toFile());
    builder.environment().putAll(job.environment());
    return builder.start();
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }

  private static String overrun(Job job, Usage usage) {
    if (usage.cpuSeconds() > seconds(job.mostCpu())) {
      return "stopped after %.0f s of CPU time, more than it was given"
          .formatted(usage.cpuSeconds());
    }
    if (usage.wallSeconds() > seconds(job.mostWall())) {
      return "stopped after %.0f s, more than it was given".formatted(usage.wallSeconds());
    }
    return "";
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1e3;
  }

  /** Nothing that it started outlives it. */
  private static void end(Process process) throws InterruptedException {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    process.waitFor();
  }

  private static String fault(int exit, Path log) throws IOException {
    if (exit == 0) {
      return "";
    }
    String words = lastWords(log);
    String code =
        exit > SIGNALLED ? "ended by signal " + (exit - SIGNALLED) : "ended with code " + exit;
    return words.isEmpty() ? code : code + ": " + words;
  }

  /** The last line of a log that says something, which is where programs say why they failed. */
  static String lastWords(Path log) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
            .lines()
            .map(String::strip)
            .filter(line -> line.chars().anyMatch(Character::isLetter))
            .toList();
    String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    return last.length() > LONGEST_WORDS ? last.substring(0, LONGEST_WORDS) + " ..." : last;
  }
}

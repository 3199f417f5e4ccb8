package org.pan.bench.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.pan.bench.process.ProcFile;
import org.pan.cli.Main;

/**
 * A machine and the software on it, without any name that identifies it.
 *
 * @param processor as the system calls it
 * @param cores those this program may use
 * @param memoryGiB main memory, rounded; 0 if the system does not tell
 * @param system the operating system
 * @param java version of the JVM
 * @param pan version of PAN
 * @param date of the run, as ISO 8601 has it
 */
public record Machine(
    String processor,
    int cores,
    long memoryGiB,
    String system,
    String java,
    String pan,
    String date) {

  private static final double GIB = 1 << 30;

  /** This machine, today. */
  public static Machine here() throws IOException {
    return new Machine(
        ProcFile.value(Path.of("/proc/cpuinfo"), "model name")
            .orElse(System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Math.round(ProcFile.bytes(Path.of("/proc/meminfo"), "MemTotal") / GIB),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.version().toString(),
        Objects.requireNonNullElse(
            Main.class.getPackage().getImplementationVersion(), "development"),
        LocalDate.now(ZoneId.systemDefault()).toString());
  }

  /** All of it in a sentence. */
  @Override
  public String toString() {
    return "%s, %d cores, %d GiB of memory, %s, Java %s"
        .formatted(processor, cores, memoryGiB, system, java);
  }
}

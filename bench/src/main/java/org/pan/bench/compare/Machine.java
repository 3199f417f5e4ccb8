package org.pan.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
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

  private static final double KIB_A_GIB = 1024.0 * 1024;

  /** This machine, today. */
  public static Machine here() throws IOException {
    return new Machine(
        value("/proc/cpuinfo", "model name", System.getProperty("os.arch")),
        Runtime.getRuntime().availableProcessors(),
        Math.round(
            Long.parseLong(value("/proc/meminfo", "MemTotal", "0").replaceAll("\\D", ""))
                / KIB_A_GIB),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.version().toString(),
        Objects.requireNonNullElse(
            Main.class.getPackage().getImplementationVersion(), "development"),
        LocalDate.now(ZoneId.systemDefault()).toString());
  }

  /** The first value of that name in a file of lines "name : value". */
  private static String value(String file, String name, String otherwise) throws IOException {
    Path path = Path.of(file);
    List<String> lines = Files.isReadable(path) ? Files.readAllLines(path) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(otherwise);
  }

  /** All of it in a sentence. */
  @Override
  public String toString() {
    return "%s, %d cores, %d GiB of memory, %s, Java %s"
        .formatted(processor, cores, memoryGiB, system, java);
  }
}

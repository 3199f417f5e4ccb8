package org.pan.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Files of lines "name : value", as Linux has them in {@code /proc} (proc(5)). */
public final class ProcFile {

  private static final long KIB = 1024;

  private ProcFile() {}

  /** The first value of that name; empty where the system does not tell. */
  public static Optional<String> value(Path file, String name) throws IOException {
    List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }

  /** The bytes that a value such as "512 kB" is; 0 where the system does not tell. */
  public static long bytes(Path file, String name) throws IOException {
    return value(file, name)
        .map(value -> KIB * Long.parseLong(value.replaceAll("\\D", "")))
        .orElse(0L);
  }
}

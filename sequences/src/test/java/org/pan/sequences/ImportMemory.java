package org.pan.sequences;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Measures the memory of an import: {@code java -Xmx256m … org.pan.sequences.ImportMemory EVENTS
 * FOLDER} imports so many made-up events, in no order, and prints seconds and the process's peak of
 * resident memory. Run it with 3 and with 30 million events: the peak must not grow in proportion.
 * Not a test, as it takes minutes.
 */
final class ImportMemory {

  private ImportMemory() {}

  public static void main(String[] arguments) throws IOException {
    long events = Long.parseLong(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Path mapping =
        Files.writeString(
            folder.resolve("mapping.sql"),
            """
            CREATE VIEW events AS
            SELECT hash(range) %% (%d // 500) AS subject_id,
              TIMESTAMP '2000-01-01' + to_seconds(CAST(hash(range + 1) %% 600000000 AS BIGINT)) AS time,
              'CODE//' || (hash(range + 2) %% 2000) AS code,
              CASE WHEN range %% 3 = 0 THEN (hash(range + 3) %% 10000) / 10 END AS numeric_value
            FROM range(%d);
            """
                .formatted(events, events));
    long start = System.nanoTime();
    Import.Report report =
        Import.run(mapping, folder.resolve("meds"), Import.Options.DEFAULT.overwriting());
    System.out.printf("%,d events in %.1f s%n", report.events(), (System.nanoTime() - start) / 1e9);
    if (Files.exists(Path.of("/proc/self/status"))) {
      Optional<String> peak =
          Files.readAllLines(Path.of("/proc/self/status")).stream()
              .filter(line -> line.startsWith("VmHWM"))
              .findFirst();
      System.out.println(peak.orElse(""));
    }
  }
}

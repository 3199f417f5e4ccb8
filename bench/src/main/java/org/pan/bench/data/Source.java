package org.pan.bench.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.pan.bench.Home;
import org.pan.cli.CommandFailure;
import org.pan.sequences.Dataset;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;

/** Where patients come from. */
public sealed interface Source {

  /** Its name in tables. */
  String name();

  /**
   * Opens the patients.
   *
   * @param subjects how many are wanted at most; a simulation makes as many
   * @param seed of a simulation
   */
  Dataset open(long subjects, long seed);

  /** The source a user names: {@code nafld}, {@code clinic}, or data as any command takes them. */
  static Source named(String name) {
    return switch (name) {
      case "nafld" -> new Table(name, nafld());
      case "clinic" -> new Simulated();
      default -> new Table(fileName(Path.of(name)), Path.of(name));
    };
  }

  private static String fileName(Path data) {
    Path last = Objects.requireNonNullElse(data.toAbsolutePath().normalize().getFileName(), data);
    return last.toString().replaceFirst("\\.sql$", "");
  }

  private static Path nafld() {
    Path mapping = Home.project().resolve("examples/mappings/nafld.sql");
    if (!Files.isReadable(mapping)) {
      throw new CommandFailure(
          mapping + ": the cohort is not there; run ./pan from a clone of the project.");
    }
    return mapping;
  }

  /** Patients on disk. */
  record Table(String name, Path data) implements Source {
    @Override
    public Dataset open(long subjects, long seed) {
      return Dataset.open(data);
    }
  }

  /** The clinic whose law is known: dates and minutes, weekdays and seasons by group. */
  record Simulated() implements Source {
    private static final int USUAL = 4_000;

    @Override
    public String name() {
      return "clinic";
    }

    @Override
    public Dataset open(long subjects, long seed) {
      int count = (int) (subjects == Long.MAX_VALUE ? USUAL : subjects);
      return new Clinic(ClinicSettings.DEFAULT).dataset(count, seed);
    }
  }
}

package org.pan.bench.baselines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.pan.bench.Json;
import org.pan.bench.data.PatientTables;
import org.pan.cli.ErrorLine;
import org.pan.sequences.DataException;
import org.pan.sequences.Timeline;

/**
 * A baseline as a program of its own, so that it is measured as others are.
 *
 * <pre>
 * fit NAME TRAIN MODEL
 * sample NAME TRAIN MODEL SUBJECTS SEED OUT
 * </pre>
 */
public final class BaselineMain {

  private static final String MODEL = "markov.json";

  private BaselineMain() {}

  /** Runs it; a failure is one line on stderr and exit code 1. */
  public static void main(String[] args) {
    try {
      if (args[0].equals("fit")) {
        fit(Path.of(args[2]), Path.of(args[3]));
      } else {
        sample(args);
      }
    } catch (IOException | DataException e) {
      System.err.println(ErrorLine.line(e));
      System.exit(1);
    }
  }

  private static void fit(Path train, Path model) throws IOException {
    Files.createDirectories(model);
    Json.write(model.resolve(MODEL), MarkovModel.fit(Patients.read(train).timelines()));
  }

  private static void sample(String[] args) throws IOException {
    Patients real = Patients.read(Path.of(args[2]));
    long subjects = Long.parseLong(args[4]);
    long seed = Long.parseLong(args[5]);
    Stream<Timeline> drawn =
        switch (args[1]) {
          case "markov" ->
              new Markov(Json.read(Path.of(args[3], MODEL), MarkovModel.class), real.timelines())
                  .sample(subjects, seed);
          case "jitter" -> new Jitter(real).sample(subjects, seed);
          case "shuffled-days" -> new ShuffledDays(real).sample(subjects, seed);
          default -> throw new DataException(args[1] + ": no such baseline.");
        };
    PatientTables.write(Path.of(args[6]), real.schema(), drawn);
  }
}

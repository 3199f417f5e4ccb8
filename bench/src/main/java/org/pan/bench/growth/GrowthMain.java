package org.pan.bench.growth;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.pan.bench.Json;
import org.pan.bench.data.PatientTables;
import org.pan.bench.process.ProcFile;
import org.pan.cli.ErrorLine;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.model.Pan;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Import;
import org.pan.sequences.Split;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/**
 * A measurement, as a program of its own so that its memory can be told:
 *
 * <pre>
 * WORK SIZE.json SEED FOLDER COST.json
 * </pre>
 *
 * <p>The folder keeps the patients and the model; {@code make} makes the patients.
 */
public final class GrowthMain {

  /** The word for making the patients, which is not measured. */
  static final String MAKE = "make";

  /** One epoch of every head, however many are usual. */
  private static final double ONE_EPOCH = 1e-9;

  private static final int REPLICATES = 20;
  private static final double NANOS = 1e9;

  private final Size size;
  private final long seed;
  private final Path folder;

  private GrowthMain(Size size, long seed, Path folder) {
    this.size = size;
    this.seed = seed;
    this.folder = folder;
  }

  /** Runs it; a failure is one line on stderr and exit code 1. */
  public static void main(String[] args) {
    try {
      GrowthMain run =
          new GrowthMain(
              Json.read(Path.of(args[1]), Size.class), Long.parseLong(args[2]), Path.of(args[3]));
      if (args[0].equals(MAKE)) {
        run.make();
      } else {
        Json.write(Path.of(args[4]), run.measured(Work.valueOf(args[0])));
      }
    } catch (IOException | DataException e) {
      System.err.println(ErrorLine.line(e));
      System.exit(1);
    }
  }

  /** Two sets of one law, and a mapping over the first. */
  private void make() throws IOException {
    for (int set = 0; set < 2; set++) {
      Population population =
          new Population(size.subjects(), size.events(), size.vocabulary(), seed + 1_000L * set);
      PatientTables.write(
          folder.resolve(set == 0 ? "real" : "other"), Population.SCHEMA, population.timelines());
    }
    Files.writeString(
        folder.resolve("real.sql"),
        """
        CREATE VIEW events AS SELECT * FROM 'real/events.csv';
        CREATE VIEW subjects AS SELECT * FROM 'real/subjects.csv';
        """);
  }

  private Cost measured(Work work) throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = system.getProcessCpuTime();
    long wall = System.nanoTime();
    long events =
        switch (work) {
          case IMPORT -> imported();
          case TRAIN -> trained();
          case SAMPLE -> sampled();
          case EVALUATE -> evaluated();
        };
    return new Cost(
        (system.getProcessCpuTime() - cpu) / NANOS,
        (System.nanoTime() - wall) / NANOS,
        // The process's own high-water mark.
        ProcFile.bytes(Path.of("/proc/self/status"), "VmHWM"),
        events,
        "");
  }

  private long imported() {
    return Import.run(
            folder.resolve("real.sql"),
            folder.resolve("meds"),
            Import.Options.DEFAULT.overwriting())
        .events();
  }

  private long trained() throws IOException {
    TrainingConfig usual = TrainingConfig.DEFAULT.withSeed(seed).withDevice("cpu");
    TrainingConfig config = usual.withEffort(ONE_EPOCH).withBatchRows(size.batch());
    try (Dataset data = Dataset.open(folder.resolve("real"));
        Pan pan = Training.of(config).fit(data)) {
      pan.save(folder.resolve("model"));
      return data.eventCount(Set.of(Split.values()));
    }
  }

  private long sampled() {
    try (Pan pan = Pan.load(folder.resolve("model"))) {
      SamplingConfig config = SamplingConfig.DEFAULT.withSeed(seed).withSlots(size.batch());
      return PatientTables.write(
          folder.resolve("drawn"),
          pan.encoding().schema(),
          Sampler.of(pan, config).sample(size.subjects()));
    }
  }

  private long evaluated() {
    EvaluationConfig config = EvaluationConfig.DEFAULT.withSeed(seed).withReplicates(REPLICATES);
    try (Dataset real = Dataset.open(folder.resolve("real"));
        Dataset other = Dataset.open(folder.resolve("other"))) {
      Evaluation.of(config).score(real, Map.of("other", other));
      return other.eventCount(Set.of(Split.values()));
    }
  }
}

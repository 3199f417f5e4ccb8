package org.pan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Scores;
import org.pan.model.Pan;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
import org.pan.sequences.Dataset;
import org.pan.sequences.Import;
import org.pan.sequences.OutputFormat;
import org.pan.sequences.OutputOptions;
import org.pan.sequences.Split;
import org.pan.sequences.Timeline;
import org.pan.sequences.TimelineWriter;
import org.pan.sequences.profile.Profile;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains on a real cohort that comes with PAN, draws patients and judges them by real ones. */
@Command(
    name = "demo",
    description = {
      "Learn a real cohort of 12,233 patients, draw new ones, set them beside patients that were held"
          + " out, and write a report on how good they are."
    },
    footerHeading = "%nExample:%n",
    footer = "  pan demo --max-time 10m --out demo")
final class DemoCommand extends PanSubcommand {

  private static final String SYNTHETIC = "synthetic";
  private static final double HELD_OUT = 0.2;
  private static final double TUNING = 0.08;

  /** Intervals a little rougher than those of pan evaluate, in a fraction of the time. */
  private static final EvaluationConfig QUICK =
      EvaluationConfig.DEFAULT.withReplicates(50).withMaxTrainingRows(2_000);

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where everything is to lie (${DEFAULT-VALUE}).")
  private Path out = Path.of("pan-demo");

  @Option(names = "--overwrite", description = "Replace an earlier demo of that name.")
  private boolean overwrite;

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      description = "Longest time to train (${DEFAULT-VALUE}).")
  private Duration maxTime = Duration.ofMinutes(4);

  DemoCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException {
    ModelFolder folder = ModelFolder.of(out.resolve("model"));
    folder.claim(false, overwrite);
    Path real = out.resolve("real");
    console.remark("A real cohort: 12,233 patients with and without fatty liver disease.");
    Import.Options splits = new Import.Options(TUNING, HELD_OUT, overwrite);
    Import.run(cohort(), real, splits);
    try (Dataset data = Dataset.open(real)) {
      try (Pan pan = train(data, folder)) {
        Profile drawn = draw(pan, data.subjectCount(Set.of(Split.HELD_OUT)));
        ScoresFolder report = evaluate(data);
        report(new Comparison(heldOut(data), drawn), report);
      }
    }
    return DONE;
  }

  private static Profile heldOut(Dataset data) {
    try (Stream<Timeline> timelines = data.timelines(Set.of(Split.HELD_OUT))) {
      return Profile.of(data.schema(), timelines);
    }
  }

  private static Path cohort() {
    Path home = Path.of(System.getProperty("pan.home", "."));
    Path mapping = home.resolve("examples/mappings/nafld.sql");
    if (!Files.isReadable(mapping)) {
      throw new CommandFailure(
          mapping + ": the demo's data are not there; run ./pan demo from a clone of the project.");
    }
    return mapping;
  }

  private Pan train(Dataset data, ModelFolder folder) throws IOException {
    TrainingConfig config = TrainingConfig.DEFAULT.withMaxTime(maxTime);
    try (TrainingProgress progress = new TrainingProgress(console)) {
      Pan pan =
          Training.of(config).listener(progress).checkpoints(folder.training()).run(data).pan();
      pan.save(folder.model());
      folder.discardTraining();
      return pan;
    }
  }

  /** Draws to a folder what is then read from there, as a user would. */
  private Profile draw(Pan pan, long count) throws IOException {
    Path synthetic = out.resolve(SYNTHETIC);
    OutputOptions plain = OutputOptions.of(OutputFormat.CSV);
    OutputOptions options = pan.provenance().map(plain::stating).orElse(plain);
    Sampler sampler = Sampler.of(pan, SamplingConfig.DEFAULT);
    try (Stream<Timeline> patients = sampler.sample(count);
        DrawProgress progress = new DrawProgress(console, sampler, count);
        TimelineWriter writer =
            TimelineWriter.open(
                synthetic, pan.encoding().schema(), overwrite ? options.overwriting() : options)) {
      patients.peek(progress::drawn).forEach(writer::write);
      writer.finish();
    }
    try (Dataset drawn = Dataset.open(synthetic)) {
      return Profile.of(drawn);
    }
  }

  private ScoresFolder evaluate(Dataset data) throws IOException {
    ScoresFolder folder = new ScoresFolder(out.resolve("report"));
    folder.claim(overwrite);
    try (SyntheticSets sets = SyntheticSets.open(List.of(out.resolve(SYNTHETIC)))) {
      Scores scores;
      try (EvaluationProgress progress = new EvaluationProgress(console)) {
        scores =
            Evaluation.of(QUICK)
                .listener(progress)
                .score(
                    new SplitView(data, Split.HELD_OUT),
                    new SplitView(data, Split.TRAIN),
                    sets.byName());
      }
      folder.write(scores, sets.report(scores));
    }
    return folder;
  }

  private void report(Comparison comparison, ScoresFolder folder) {
    if (common.json) {
      console.json(comparison.rows());
      return;
    }
    comparison.print(console.out());
    console.out().println();
    console.out().println("The report:         " + folder.report());
    console.out().println("Synthetic patients: " + out.resolve(SYNTHETIC));
    console.out().println("The model:          " + out.resolve("model"));
    console.out().println();
    console.out().println("Go on with:");
    console
        .out()
        .printf(
            "  pan sample %s --out more --subjects 1000 --where age=60..70%n",
            out.resolve("model"));
    console.out().println("  pan train my.sql --out model");
  }
}

package org.pan.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sequences.Dataset;
import org.pan.training.EpochReport;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns a model from data. */
@Command(
    name = "train",
    description = "Learn a model from data.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan train my.sql --out model",
      "  pan train meds --out model --preset tiny --max-time 5m --seed 7",
      "  pan train my.sql --out model --resume         go on after an interruption"
    })
final class TrainCommand extends PanSubcommand {

  @Parameters(paramLabel = "DATA", description = Descriptions.DATA)
  private Path data;

  @Mixin private Destination destination;

  @Option(
      names = "--preset",
      description = "Size of the network: tiny, small (the default) or base.")
  private Preset preset = Preset.SMALL;

  @Option(
      names = "--max-time",
      paramLabel = "TIME",
      description =
          "Longest time to train, such as 90s, 10m or 1h30m; the best model so far is kept.")
  private @Nullable Duration maxTime;

  @Option(
      names = "--effort",
      paramLabel = "FACTOR",
      description =
          "Passes over the data against the usual number (${DEFAULT-VALUE}): 2 takes twice as long;"
              + " with many codes what is drawn comes nearer to the data.")
  private double effort = TrainingConfig.DEFAULT.effort();

  @Option(
      names = "--condition-on",
      paramLabel = "CODE",
      description =
          "Learn first whether the code ever comes, so that pan sample --ever CODE rejects few. May"
              + " be repeated.")
  private List<String> conditionOn = new ArrayList<>();

  @Option(
      names = "--hide-fields",
      paramLabel = "SHARE",
      description =
          "Hide some static fields of this share of the patients while learning, such as .1, so that"
              + " pan sample --guidance can be used (${DEFAULT-VALUE}).")
  private double hiddenShare = ModelConfig.DEFAULT.hiddenShare();

  @Option(
      names = "--constraint-bound",
      paramLabel = "RATE",
      description =
          "Constraints are learnt that, with 95 %% confidence, are broken at most so often where they"
              + " can be (${DEFAULT-VALUE}); 0 for none.")
  private double constraintBound = ModelConfig.DEFAULT.constraintBound();

  @Option(
      names = "--max-cpu-time",
      paramLabel = "TIME",
      description =
          "Longest CPU time of all threads, in place of --max-time, to compare with other"
              + " programs.")
  private @Nullable Duration maxCpuTime;

  @Option(names = "--device", description = Descriptions.DEVICE)
  private String device = "auto";

  @Option(
      names = "--seed",
      description = "The same seed on the same machine gives the same model (${DEFAULT-VALUE}).")
  private long seed = TrainingConfig.DEFAULT.seed();

  @Option(
      names = "--resume",
      description = "Go on from the last checkpoint; give the other options as before.")
  private boolean resume;

  TrainCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException {
    if (maxTime != null && maxCpuTime != null) {
      throw wrongUsage("Give one of --max-time and --max-cpu-time.");
    }
    LongSupplier clock = maxCpuTime == null ? System::nanoTime : TrainCommand::cpuNanos;
    long began = maxCpuTime == null ? System.nanoTime() : 0;
    if (resume && destination.overwrite) {
      throw wrongUsage("--resume goes on, --overwrite begins anew: give one of them.");
    }
    ModelFolder folder = ModelFolder.of(destination.out);
    folder.claim(resume, destination.overwrite);
    if (resume && folder.isFinished()) {
      console.remark("Nothing to go on with: " + destination.out + " is complete.");
      return DONE;
    }
    console.remark("Reading " + data + " ...");
    try (Dataset dataset = Dataset.open(data);
        TrainingProgress progress = new TrainingProgress(console)) {
      Duration spent = Duration.ofNanos(clock.getAsLong() - began);
      TrainingConfig config = checked(() -> config(spent));
      Training.Result result =
          Training.of(config)
              .clock(clock)
              .listener(progress)
              .checkpoints(folder.training())
              .run(dataset);
      try (var pan = result.pan()) {
        pan.save(folder.model());
        folder.discardTraining();
        progress.close();
        warnOfWhatIsNotLearnt(pan, result.curve());
      }
      report(result);
    }
    return DONE;
  }

  /** CPU time of this process since it started. */
  private static long cpuNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private TrainingConfig config(Duration spentReading) {
    Duration most = maxTime == null ? maxCpuTime : maxTime;
    return TrainingConfig.DEFAULT
        .withModel(
            preset
                .config()
                .withConstraintBound(constraintBound)
                .withConditionOn(conditionOn)
                .withHiddenShare(hiddenShare))
        .withEffort(effort)
        .withMaxTime(most == null ? null : left(most, spentReading))
        .withDevice(device)
        .withSeed(seed);
  }

  /** The time allowed is that of the whole command. */
  private static Duration left(Duration most, Duration spent) {
    return Duration.ofSeconds(Math.max(1, most.minus(spent).toSeconds()));
  }

  /** A model of which a part has learnt nothing looks like any other. */
  private void warnOfWhatIsNotLearnt(Pan pan, List<EpochReport> curve) {
    Set<String> learnt = curve.stream().map(EpochReport::head).collect(Collectors.toSet());
    String missing =
        pan.heads().stream()
            .map(Head::name)
            .filter(head -> !learnt.contains(head))
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      console.warn(
          "The time was over before these parts had learnt anything but marginal frequencies: "
              + missing
              + ". Give it more time.");
    }
  }

  private void report(Training.Result result) {
    List<EpochReport> best = bestByHead(result.curve());
    if (common.json) {
      console.json(
          new Result(
              destination.out.toString(),
              result.trainingSubjects(),
              result.tuningSubjects(),
              best,
              result.curve()));
      return;
    }
    Table table = new Table().row("head", "nats", "marginal", "epoch");
    for (EpochReport head : best) {
      table.row(
          head.head(),
          "%.4f".formatted(head.tuning()),
          "%.4f".formatted(head.baseline()),
          String.valueOf(head.epoch()));
    }
    table.print(console.out());
    console
        .out()
        .printf(
            "Trained on %,d subjects, tuned on %,d: %s%n",
            result.trainingSubjects(), result.tuningSubjects(), destination.out);
  }

  private static List<EpochReport> bestByHead(List<EpochReport> curve) {
    Map<String, EpochReport> best = new LinkedHashMap<>();
    for (EpochReport report : curve) {
      best.merge(report.head(), report, (a, b) -> b.tuning() < a.tuning() ? b : a);
    }
    return List.copyOf(best.values());
  }

  private record Result(
      String model,
      int trainingSubjects,
      int tuningSubjects,
      List<EpochReport> heads,
      List<EpochReport> curve) {}
}

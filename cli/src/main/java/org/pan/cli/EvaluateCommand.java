package org.pan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.EvaluationListener;
import org.pan.evaluation.Scores;
import org.pan.sequences.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges synthetic sets by real patients. */
@Command(
    name = "evaluate",
    description = {
      "Judge synthetic sets by real patients that were held out: fidelity, calendar, utility, privacy,"
          + " fairness. Every figure stands beside what another real sample would get."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan evaluate --real held-out.sql --train train.sql --synthetic synthetic --out report",
      "  pan evaluate --real held-out.sql --synthetic ours --synthetic theirs.sql --out report"
    })
final class EvaluateCommand extends PanSubcommand {

  @Option(
      names = "--real",
      required = true,
      paramLabel = "DATA",
      description = "Real patients that the generators have not seen.")
  private Path real;

  @Option(
      names = "--train",
      paramLabel = "DATA",
      description = {
        "Real patients they learnt from. Without it, halves of --real show what chance gives."
      })
  private @Nullable Path train;

  @Option(
      names = "--synthetic",
      required = true,
      paramLabel = "DATA",
      description = "A synthetic set; give it again for each set to stand beside it.")
  private List<Path> synthetic;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed gives the same scores (${DEFAULT-VALUE}).")
  private long seed = EvaluationConfig.DEFAULT.seed();

  @Option(
      names = "--replicates",
      paramLabel = "N",
      description = "Bootstrap samples behind each interval (${DEFAULT-VALUE}).")
  private int replicates = EvaluationConfig.DEFAULT.replicates();

  @Mixin private Destination destination;

  EvaluateCommand(Console console) {
    super(console);
  }

  @Override
  int run() throws IOException {
    EvaluationConfig config =
        checked(() -> EvaluationConfig.DEFAULT.withSeed(seed).withReplicates(replicates));
    ScoresFolder folder = new ScoresFolder(destination.out);
    folder.claim(destination.overwrite);
    Scores scores = scores(config);
    folder.write(scores);
    scores.remarks().forEach(console::warn);
    report(scores);
    return DONE;
  }

  private Scores scores(EvaluationConfig config) {
    try (OpenSets sets = new OpenSets();
        Progress progress = console.progress("Evaluating", 100)) {
      Dataset held = sets.open(real);
      Dataset learnt = train == null ? null : sets.open(train);
      Map<String, Dataset> judged = new LinkedHashMap<>();
      for (Path set : synthetic) {
        judged.put(name(set, judged), sets.open(set));
      }
      Evaluation evaluation = Evaluation.of(config).listener(listener(progress));
      return learnt == null
          ? evaluation.score(held, judged)
          : evaluation.score(held, learnt, judged);
    }
  }

  /** The set's file name without its ending, and its number where that name is taken. */
  private static String name(Path set, Map<String, Dataset> taken) {
    Path last = Optional.ofNullable(set.toAbsolutePath().normalize().getFileName()).orElse(set);
    String name = last.toString().replaceFirst("\\.sql$", "");
    return taken.containsKey(name) ? name + " " + (taken.size() + 1) : name;
  }

  private static EvaluationListener listener(Progress progress) {
    long began = System.nanoTime();
    return (step, done, total) -> {
      double seconds = (System.nanoTime() - began) / 1e9;
      Duration left =
          Duration.ofMillis((long) (1e3 * seconds * (total - done) / Math.max(1, done)));
      String soon = done < 2 || done == total ? "" : ", " + Progress.text(left) + " left";
      progress.at(100L * done / total, step + soon);
    };
  }

  private void report(Scores scores) {
    if (common.json) {
      console.out().println(scores.toJson());
      return;
    }
    new ScoresText(scores).print(console.out());
    console.out().println("Every number: " + destination.out.resolve(ScoresFolder.SCORES));
  }

  /** Data sets that are closed together. */
  private static final class OpenSets implements AutoCloseable {
    private final List<Dataset> open = new ArrayList<>();

    Dataset open(Path source) {
      Dataset dataset = Dataset.open(source);
      open.add(dataset);
      return dataset;
    }

    @Override
    public void close() {
      open.forEach(Dataset::close);
    }
  }
}

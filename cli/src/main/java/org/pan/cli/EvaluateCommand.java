package org.pan.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.pan.evaluation.Evaluation;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.LogLikelihoods;
import org.pan.evaluation.Scores;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges synthetic sets by real patients. */
@Command(
    name = "evaluate",
    description = {
      "Judge synthetic sets by real patients that were held out: fidelity, calendar, utility, privacy,"
          + " fairness. Every figure stands beside what another real sample would get. Writes a page to"
          + " read, report.html, and every number, scores.json."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan evaluate --real held-out.sql --train train.sql --synthetic synthetic --out report",
      "  pan evaluate --real held-out.sql --synthetic ours --synthetic theirs.sql --out report",
      "  pan evaluate --real meds --train meds --synthetic synthetic --out report    by its splits"
    })
final class EvaluateCommand extends PanSubcommand {

  @Mixin private RealOptions real;

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

  @Mixin private LogLikelihoodOptions logLikelihoods;

  @Mixin private Destination destination;

  EvaluateCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException {
    EvaluationConfig config =
        checked(() -> EvaluationConfig.DEFAULT.withSeed(seed).withReplicates(replicates));
    ScoresFolder folder = new ScoresFolder(destination.out);
    folder.claim(destination.overwrite);
    try (SyntheticSets sets = SyntheticSets.open(synthetic)) {
      Scores scores = scores(config, sets);
      folder.write(scores, sets.report(scores));
      scores.remarks().forEach(console::warn);
      report(scores, folder);
    }
    return DONE;
  }

  private Scores scores(EvaluationConfig config, SyntheticSets sets) throws IOException {
    Map<String, LogLikelihoods> likelihoods = checked(() -> logLikelihoods.read(real.trainGiven()));
    try (EvaluationProgress progress = new EvaluationProgress(console);
        RealSets patients = real.open()) {
      Evaluation evaluation = Evaluation.of(config).listener(progress).logLikelihoods(likelihoods);
      return patients
          .learnt()
          .map(learnt -> evaluation.score(patients.held(), learnt, sets.byName()))
          .orElseGet(() -> evaluation.score(patients.held(), sets.byName()));
    }
  }

  private void report(Scores scores, ScoresFolder folder) {
    if (common.json) {
      console.out().println(scores.toJson());
      return;
    }
    new ScoresText(scores).print(console.out());
    console.out().println("To read:      " + folder.report());
    console.out().println("Every number: " + folder.scores());
  }
}

package org.pan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pan.bench.compare.Comparison;
import org.pan.bench.compare.Results;
import org.pan.bench.compare.Settings;
import org.pan.bench.data.Source;
import org.pan.bench.generators.External;
import org.pan.bench.generators.Generator;
import org.pan.bench.generators.Generators;
import org.pan.bench.generators.ShellCommand;
import org.pan.bench.judges.CommandJudge;
import org.pan.bench.judges.Judges;
import org.pan.bench.judges.OutsideJudge;
import org.pan.bench.judges.PythonJudge;
import org.pan.bench.process.Pinning;
import org.pan.bench.report.ComparisonPage;
import org.pan.bench.report.Markdown;
import org.pan.cli.Console;
import org.pan.cli.PanSubcommand;
import org.pan.evaluation.EvaluationConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sets generators side by side on the same work. */
@Command(
    name = "compare",
    description = {
      "Set generators side by side on the same work: the same patients to learn from, the same CPU"
          + " time, the same held-out patients and figures to judge by. What one of them cannot do, or"
          + " fails at, is a row of the table. Run it again to go on after an interruption."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan compare --data nafld --generators pan,markov,jitter --budget 3m --out comparison",
      "  pan compare --data my.sql --generators pan --out comparison \\",
      "    --generator \"mine=python mine.py {train} {n} {out}\"",
      "",
      "{train} is a folder with events.csv and subjects.csv, {n} a number of patients, {out} the folder",
      "in which to leave the same two files. {budget} (seconds) and {seed} may be asked for, too.",
      "A judge prints a JSON object of numbers; {real}, {train} and {synthetic} are such folders."
    })
public final class CompareCommand extends PanSubcommand {

  private static final String RESULTS = "results.json";
  private static final String PAGE = "comparison.html";
  private static final String MARKDOWN = "BENCHMARKS.md";
  private static final int REPLICATES = 50;

  @Option(
      names = "--data",
      split = ",",
      paramLabel = "DATA",
      description =
          "What to learn from: nafld (the cohort that comes with PAN), clinic (a simulation of known"
              + " law), or data as other commands take them (${DEFAULT-VALUE}).")
  private List<String> data = List.of("nafld");

  @Option(
      names = "--generators",
      split = ",",
      paramLabel = "NAME",
      description = "Which generators to set side by side (${DEFAULT-VALUE}).")
  private List<String> generators = List.of("pan", "markov", "jitter", "shuffled-days");

  @Option(
      names = "--generator",
      paramLabel = "NAME=COMMAND",
      description = "One more generator: a command with {train}, {n} and {out} in it.")
  private List<String> more = List.of();

  @Option(
      names = "--judges",
      split = ",",
      paramLabel = "NAME",
      description =
          "Which judges from outside to ask, too: mostlyai-qa, sdmetrics (none). They install"
              + " themselves on first use.")
  private List<String> namedJudges = List.of();

  @Option(
      names = "--judge",
      paramLabel = "NAME=COMMAND",
      description = "One more judge: a command with {real}, {train} and {synthetic} in it.")
  private List<String> judges = List.of();

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = "CPU time each generator has to learn (${DEFAULT-VALUE}).")
  private Duration budget = Duration.ofMinutes(10);

  @Option(
      names = {"-n", "--subjects"},
      paramLabel = "N",
      description = "Most patients of each data set, those held out included (all).")
  private @Nullable Long subjects;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the division, the generators and the figures (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where everything is to lie: tables, drawn patients, logs (${DEFAULT-VALUE}).")
  private Path out = Path.of("pan-comparison");

  /** The command, saying what it says to this console. */
  public CompareCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException, InterruptedException {
    List<Generator> compared = new ArrayList<>();
    generators.forEach(name -> compared.add(Generators.named(name)));
    for (String line : more) {
      compared.add(new External(checked(() -> ShellCommand.parse(line, External.PLACES))));
    }
    if (compared.stream().map(Generator::name).distinct().count() < compared.size()) {
      throw wrongUsage("Two generators have the same name.");
    }
    List<OutsideJudge> outside = new ArrayList<>();
    namedJudges.forEach(name -> outside.add(PythonJudge.named(name)));
    for (String line : judges) {
      outside.add(new CommandJudge(checked(() -> ShellCommand.parse(line, CommandJudge.PLACES))));
    }
    if (outside.stream().map(OutsideJudge::name).distinct().count() < outside.size()) {
      throw wrongUsage("Two judges have the same name.");
    }
    Pinning pinning = Pinning.find(1);
    Settings settings =
        new Settings(
            budget.toSeconds(),
            subjects == null ? Long.MAX_VALUE : subjects,
            seed,
            pinning.cores().isPresent());
    EvaluationConfig config = EvaluationConfig.DEFAULT.withSeed(seed).withReplicates(REPLICATES);
    Results results =
        new Comparison(settings, pinning, new Judges(config, outside, console), out, console)
            .run(data.stream().map(Source::named).toList(), compared);
    report(results);
    return DONE;
  }

  private void report(Results results) throws IOException {
    String command = Typed.line(arguments());
    Json.write(out.resolve(RESULTS), results);
    String markdown = Markdown.of(results, command);
    Files.writeString(out.resolve(MARKDOWN), markdown);
    Files.writeString(out.resolve(PAGE), ComparisonPage.of(results, command));
    if (asJson()) {
      console.json(results);
      return;
    }
    console.out().print(markdown);
    console.out().println();
    console.out().println("To read:      " + out.resolve(PAGE));
    console.out().println("Every number: " + out.resolve(RESULTS));
  }
}

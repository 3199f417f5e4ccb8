package org.pan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.pan.bench.data.Source;
import org.pan.bench.micro.MicroMarkdown;
import org.pan.bench.micro.MicroResults;
import org.pan.bench.micro.MicroRun;
import org.pan.bench.micro.MicroSettings;
import org.pan.cli.Console;
import org.pan.cli.PanSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the hot paths of PAN. */
@Command(
    name = "benchmark",
    description = {
      "Measure the hot paths with JMH: import, encoding, the memory, each head's likelihood, sampling"
          + " step and training step, drawing, each figure of an evaluation; beside what this machine"
          + " can do at most, with the bytes each event allocates."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan benchmark --out benchmarks",
      "  pan benchmark --only '^(training|sampling)' --data my.sql --forks 3"
    })
public final class BenchmarkCommand extends PanSubcommand {

  private static final String RESULTS = "benchmarks.json";
  private static final String MARKDOWN = "benchmarks.md";

  @Option(
      names = "--data",
      split = ",",
      paramLabel = "DATA",
      description =
          "What to work on: nafld (the cohort that comes with PAN), clinic (a simulation of known"
              + " law), or data as other commands take them (${DEFAULT-VALUE}).")
  private List<String> data = List.of("clinic");

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description =
          "Which benchmarks to run: those with this in their names, such as \"training step: code\""
              + " (all).")
  private String only = "";

  @Option(
      names = {"-n", "--subjects"},
      paramLabel = "N",
      description = "Most patients of each data set (${DEFAULT-VALUE}).")
  private long subjects = 1_000;

  @Option(
      names = "--forks",
      paramLabel = "N",
      description = "JVMs in which each is run (${DEFAULT-VALUE}).")
  private int forks = 1;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      description = "Iterations before those that count (${DEFAULT-VALUE}).")
  private int warmUps = 3;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "Iterations in each JVM (${DEFAULT-VALUE}).")
  private int iterations = 5;

  @Option(
      names = "--time",
      paramLabel = "TIME",
      description = "Least length of an iteration (${DEFAULT-VALUE}).")
  private Duration time = Duration.ofSeconds(1);

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the patients and the model (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description = "Where the tables are to lie, and what is worked on (${DEFAULT-VALUE}).")
  private Path out = Path.of("pan-benchmarks");

  /** The command, saying what it says to this console. */
  public BenchmarkCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException {
    if (forks < 0 || warmUps < 0 || iterations < 1) {
      throw wrongUsage("There are no fewer than 0 forks and warm-ups and 1 iteration.");
    }
    MicroSettings settings =
        checked(
            () ->
                new MicroSettings(
                    Typed.regex(only),
                    forks,
                    warmUps,
                    iterations,
                    time.toMillis(),
                    subjects,
                    seed));
    MicroResults results =
        new MicroRun(settings, out, console).run(data.stream().map(Source::named).toList());
    String markdown = MicroMarkdown.of(results, Typed.line(arguments()));
    Json.write(out.resolve(RESULTS), results);
    Files.writeString(out.resolve(MARKDOWN), markdown);
    if (asJson()) {
      console.json(results);
    } else {
      console.out().print(markdown);
      console.out().flush();
    }
    return DONE;
  }
}

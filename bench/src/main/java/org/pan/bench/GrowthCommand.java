package org.pan.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pan.bench.growth.GrowthPage;
import org.pan.bench.growth.GrowthResults;
import org.pan.bench.growth.GrowthRun;
import org.pan.bench.growth.GrowthSettings;
import org.pan.cli.Console;
import org.pan.cli.PanSubcommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how the cost of PAN's work grows. */
@Command(
    name = "growth",
    description = {
      "Measure how the time and memory of import, train, sample and evaluate grow with the number of"
          + " patients, their events, the vocabulary, the batch and the threads, each over two"
          + " decades; with plots and fitted exponents."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pan growth --out growth",
      "  pan growth --only '^subjects: (import|sample)' --subjects 200000"
    })
public final class GrowthCommand extends PanSubcommand {

  private static final String RESULTS = "growth.json";
  private static final String MARKDOWN = "growth.md";
  private static final String PAGE = "growth.html";

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description =
          "What to measure: where this is found in its name, such as \"subjects: import\" (all).")
  private String only = "";

  @Option(
      names = {"-n", "--subjects"},
      paramLabel = "N",
      description =
          "The most patients; the other dimensions have a tenth of them (${DEFAULT-VALUE}).")
  private int subjects = 20_000;

  @Option(
      names = "--points",
      paramLabel = "N",
      description = "Sizes along each dimension (${DEFAULT-VALUE}).")
  private int points = 5;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "The most threads (as many as there are processor cores).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Of the patients and the models (${DEFAULT-VALUE}).")
  private long seed = 1;

  @Option(
      names = {"-o", "--out"},
      paramLabel = "DIR",
      description =
          "Where the page and tables are to lie; what was measured there before is kept"
              + " (${DEFAULT-VALUE}).")
  private Path out = Path.of("pan-growth");

  /** The command, saying what it says to this console. */
  public GrowthCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException, InterruptedException {
    GrowthSettings settings =
        checked(() -> new GrowthSettings(Typed.regex(only), subjects, points, threads, seed));
    GrowthResults results = new GrowthRun(settings, out, console).run();
    GrowthPage page = new GrowthPage(results, Typed.line(arguments()));
    Json.write(out.resolve(RESULTS), results);
    Files.writeString(out.resolve(MARKDOWN), page.markdown());
    page.page().write(out.resolve(PAGE));
    if (asJson()) {
      console.json(results);
    } else {
      console.out().print(page.markdown());
      console.out().flush();
      console.remark("The plots are in " + out.resolve(PAGE));
    }
    return DONE;
  }
}

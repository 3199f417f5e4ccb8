package org.pan.bench.growth;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pan.bench.report.TextTable;
import org.pan.evaluation.Chart;
import org.pan.evaluation.ChartPage;

/** What growth was measured, as a page with plots and as Markdown. */
public final class GrowthPage {

  /** Titles of the columns of a table. */
  public static final List<String> COLUMNS =
      List.of(
          "work",
          "from",
          "to",
          "s at the least",
          "s at the most",
          "fixed s",
          "exponent",
          "worst fit %",
          "MB at the least",
          "MB at the most",
          "memory's exponent at the end");

  private final GrowthResults results;
  private final String command;

  /**
   * @param command that runs it again
   */
  public GrowthPage(GrowthResults results, String command) {
    this.results = results;
    this.command = command;
  }

  private List<Dimension> dimensions() {
    return Arrays.stream(Dimension.values()).filter(d -> !lines(d).isEmpty()).toList();
  }

  private List<Line> lines(Dimension dimension) {
    return results.lines().stream()
        .filter(line -> line.dimension() == dimension && line.x().length > 1)
        .toList();
  }

  private List<String> paragraphs() {
    GrowthSettings settings = results.settings();
    List<String> works = new ArrayList<>();
    for (Work work : Work.values()) {
      works.add(work.label() + ": " + work.about());
    }
    return List.of(
        "Written by pan growth on %s: %s. PAN %s, seed %d."
            .formatted(
                results.machine().date(),
                results.machine(),
                results.machine().pan(),
                settings.seed()),
        "Made-up patients: events in a Poisson process, independent codes, every other one with a number. While one thing grows the others stay: "
            + words(settings.base())
            + ". "
            + "Seconds are CPU time of all threads in a process of its own, the start of the JVM not counted, for as many events as the patients have on average; where threads grow they are of time passed. "
            + "The law is fixed + factor x size^exponent with the least relative errors; 1 is linear growth. Memory is the greatest resident set, a heap included that the JVM clears when it fills; its exponent is that between the last two sizes.",
        String.join("; ", works) + ".");
  }

  private static String words(Size size) {
    return "%,d patients, %d events of each, %d codes, %,d rows a step or patients side by side, %d threads"
        .formatted(size.subjects(), size.events(), size.vocabulary(), size.batch(), size.threads());
  }

  /** The page with its plots. */
  public ChartPage page() {
    List<ChartPage.Section> sections = new ArrayList<>();
    for (Dimension dimension : dimensions()) {
      List<Line> lines = lines(dimension);
      String seconds = dimension == Dimension.THREADS ? "seconds passed" : "CPU seconds";
      sections.add(
          new ChartPage.Section(
              title(dimension),
              List.of(
                  new Chart.Laws(
                      "Time",
                      dimension.label(),
                      seconds,
                      lines.stream().map(line -> law(line, line.seconds())).toList()),
                  new Chart.Laws(
                      "Memory",
                      dimension.label(),
                      "MB",
                      lines.stream().map(line -> law(line, line.megabytes())).toList()),
                  new Chart.Grid("Table", COLUMNS, lines.stream().map(this::row).toList()))));
    }
    List<String> said = new ArrayList<>(paragraphs());
    said.addAll(faults());
    said.add("Again: " + command);
    return new ChartPage("How the cost grows", said, sections);
  }

  private static String title(Dimension dimension) {
    String label = dimension.label();
    return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1);
  }

  private List<String> faults() {
    return results.lines().stream().flatMap(line -> line.faults().stream()).toList();
  }

  private static Chart.Law law(Line line, double[] y) {
    PowerLaw law = PowerLaw.fit(line.x(), y);
    return new Chart.Law(
        line.work().label(), line.x(), y, Arrays.stream(line.x()).map(law::at).toArray());
  }

  private List<String> row(Line line) {
    double[] x = line.x();
    double[] y = line.seconds();
    double[] memory = line.megabytes();
    PowerLaw law = PowerLaw.fit(x, y);
    int last = x.length - 1;
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      worst = Math.max(worst, Math.abs(law.at(x[i]) / y[i] - 1));
    }
    return List.of(
        line.work().label(),
        "%,.0f".formatted(x[0]),
        "%,.0f".formatted(x[last]),
        "%.2f".formatted(y[0]),
        "%.2f".formatted(y[last]),
        "%.2f".formatted(law.fixed()),
        "%.2f".formatted(law.exponent()),
        "%.0f".formatted(100 * worst),
        "%,.0f".formatted(memory[0]),
        "%,.0f".formatted(memory[last]),
        "%.2f"
            .formatted(
                Math.log(memory[last] / memory[last - 1]) / Math.log(x[last] / x[last - 1])));
  }

  /** As Markdown. */
  public String markdown() {
    StringBuilder page = new StringBuilder("## Growth\n");
    paragraphs().forEach(paragraph -> page.append('\n').append(paragraph).append('\n'));
    page.append("\n```sh\n").append(command).append("\n```\n");
    for (Dimension dimension : dimensions()) {
      page.append("\n**").append(title(dimension)).append("**\n\n");
      page.append(
          new TextTable(COLUMNS, lines(dimension).stream().map(this::row).toList()).markdown());
    }
    faults().forEach(fault -> page.append("\n- ").append(fault).append('\n'));
    return page.toString();
  }
}

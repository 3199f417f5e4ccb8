package org.pan.cli;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Scorer;
import org.pan.sequences.Dataset;
import org.pan.sequences.Split;
import org.pan.training.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how likely each subject of a data set is to a model. */
@Command(
    name = "score",
    description = "Say how likely each subject is to a model: log-likelihood in nats, by head.",
    footerHeading = "%nExample:%n",
    footer = "  pan score model held-out.sql --out scores.csv")
final class ScoreCommand extends PanSubcommand {

  private static final Set<Split> ALL = Set.of(Split.values());

  @Parameters(index = "0", paramLabel = "MODEL", description = Descriptions.MODEL)
  private Path model;

  @Parameters(index = "1", paramLabel = "DATA", description = Descriptions.DATA)
  private Path data;

  @Mixin private Destination destination;

  @Option(names = "--device", description = Descriptions.DEVICE)
  private String device = "auto";

  ScoreCommand(Console console) {
    super(console);
  }

  @Override
  protected int run() throws IOException {
    try (PartialFile file = PartialFile.of(destination.out, destination.overwrite);
        Pan pan = Pan.load(model, Devices.of(device));
        Dataset dataset = Dataset.open(data)) {
      Totals totals = score(pan, dataset, file.path());
      file.finish();
      report(totals);
    }
    return DONE;
  }

  private Totals score(Pan pan, Dataset dataset, Path file) throws IOException {
    List<String> heads = pan.heads().stream().map(Head::name).toList();
    Totals totals = new Totals();
    long subjects = dataset.subjectCount(ALL);
    try (CsvWriter csv = CsvWriter.builder().build(file);
        Progress progress = console.progress("Scoring", subjects);
        Stream<Scorer.Score> scores = Scorer.of(pan).score(dataset.timelines(ALL))) {
      csv.writeRecord(header(heads));
      scores.forEach(
          score -> {
            csv.writeRecord(cells(heads, score));
            totals.add(score);
            progress.at(totals.subjects, "%,d events".formatted(totals.events));
          });
    }
    return totals;
  }

  private static List<String> header(List<String> heads) {
    List<String> names = new ArrayList<>(List.of("subject_id", "events", "total"));
    names.addAll(heads);
    return names;
  }

  private static List<String> cells(List<String> heads, Scorer.Score score) {
    List<String> cells = new ArrayList<>();
    cells.add(score.subject());
    cells.add(Integer.toString(score.events()));
    cells.add(nats(score.total()));
    heads.forEach(head -> cells.add(nats(score.logLikelihood().getOrDefault(head, 0.0))));
    return cells;
  }

  private static String nats(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private void report(Totals totals) {
    if (common.json) {
      console.json(
          new Result(destination.out.toString(), totals.subjects, totals.events, totals.means()));
      return;
    }
    Table table = new Table().row("head", "nats a subject");
    totals.means().forEach((head, mean) -> table.row(head, "%.4f".formatted(mean)));
    table.print(console.out());
    console
        .out()
        .printf(
            "%,d subjects with %,d events: %s%n", totals.subjects, totals.events, destination.out);
  }

  private static final class Totals {
    private long subjects;
    private long events;
    private final Map<String, Double> nats = new LinkedHashMap<>();

    void add(Scorer.Score score) {
      subjects++;
      events += score.events();
      score.logLikelihood().forEach((head, value) -> nats.merge(head, value, Double::sum));
      nats.merge("total", score.total(), Double::sum);
    }

    Map<String, Double> means() {
      Map<String, Double> means = new LinkedHashMap<>();
      nats.forEach((head, sum) -> means.put(head, sum / Math.max(1, subjects)));
      return means;
    }
  }

  private record Result(
      String file, long subjects, long events, Map<String, Double> natsPerSubject) {}
}

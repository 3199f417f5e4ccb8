package org.pan.evaluation.internal.utility.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.pan.evaluation.Analysis;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.Finding;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.CohortTimelines;

/** Runs a published analysis on each set; how well its findings agree, see {@link Agreement}. */
public final class Replay implements Measure {

  private final Analysis analysis;
  private final List<Definition> figures;

  public Replay(Analysis analysis) {
    this.analysis = analysis;
    String id = "utility." + analysis.id();
    String title = analysis.title();
    figures =
        List.of(
            Definition.score(
                id + "-overlap", Family.UTILITY, title + ", overlap of intervals", 0.05),
            Definition.score(id + "-sign", Family.UTILITY, title + ", same sign", 0.1),
            Definition.score(
                id + "-significance", Family.UTILITY, title + ", same significance", 0.1));
  }

  /** The analyses that are built in, and those the class path offers. */
  public static List<Measure> all() {
    List<Measure> all = new ArrayList<>();
    all.add(new Replay(new ExposureHazards()));
    all.add(new Replay(new CardiovascularRisk()));
    ServiceLoader.load(Analysis.class).forEach(analysis -> all.add(new Replay(analysis)));
    return all;
  }

  @Override
  public List<Definition> figures() {
    return figures;
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    List<Finding> real = findings(sets.real());
    Cohort reference = sets.chances().reference();
    List<Finding> chanceReference = reference == sets.real() ? real : findings(reference);
    if (real.isEmpty() || chanceReference.isEmpty()) {
      sink.skip(figures, "The real data do not have what it needs: " + analysis.needs());
      return;
    }
    List<List<Finding>> chances =
        sets.chances().pairs().stream().map(pair -> findings(pair.candidate())).toList();
    List<List<Finding>> synthetic = sets.synthetic().stream().map(this::findings).toList();
    int replicates = sets.config().replicates();
    long seed = sets.config().seed();
    sink.add(
        figures,
        synthetic.stream().map(found -> Agreement.of(real, found, replicates, seed)).toList(),
        sets.chances()
            .bySet(
                chances.stream()
                    .map(found -> Agreement.of(chanceReference, found, replicates, seed))
                    .toList()));
    String note = "%d findings after %s.".formatted(real.size(), analysis.source());
    figures.forEach(figure -> sink.note(figure, note));
    sink.chart(figures.get(0), table(sets, real, chances.get(0), synthetic));
  }

  private List<Finding> findings(Cohort cohort) {
    return analysis.findings(cohort.timeMode(), CohortTimelines.of(cohort));
  }

  private Chart table(
      Comparison sets, List<Finding> real, List<Finding> chance, List<List<Finding>> synthetic) {
    List<String> columns = new ArrayList<>(List.of("", "real", "chance"));
    sets.synthetic().forEach(set -> columns.add(set.name()));
    List<List<String>> rows = new ArrayList<>();
    for (Finding finding : real) {
      List<String> row = new ArrayList<>(List.of(finding.name(), words(finding)));
      row.add(cell(finding, chance));
      IntStream.range(0, synthetic.size()).forEach(i -> row.add(cell(finding, synthetic.get(i))));
      rows.add(row);
    }
    return new Chart.Grid(analysis.title() + ", with 95 % intervals and overlap", columns, rows);
  }

  private static String cell(Finding real, List<Finding> findings) {
    return Agreement.named(real.name(), findings)
        .map(
            found ->
                words(found) + String.format(Locale.ROOT, "; %.2f", Agreement.overlap(real, found)))
        .orElse("–");
  }

  private static String words(Finding finding) {
    Estimate e = finding.estimate();
    return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", e.value(), e.low(), e.high());
  }
}

package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.StaticColumn;
import org.pan.sequences.StaticField;

/**
 * Static fields, as a mean over the fields both sets have: total variation of categories, missing
 * being one of them; Kolmogorov-Smirnov distance of numbers and dates.
 */
public final class StaticFields implements Measure {

  static final Definition DISTANCE =
      Definition.distance(
          "fidelity.static-distance", Family.FIDELITY, "Static fields, mean TV or KS", 0.02);

  @Override
  public List<Definition> figures() {
    return List.of(DISTANCE);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    if (sets.pairs().stream().anyMatch(pair -> shared(pair).isEmpty())
        || shared(sets.chance()).isEmpty()) {
      sink.skip(figures(), "The sets have no static field in common.");
      return;
    }
    sink.pairs(figures(), StaticFields::mean);
    sink.chart(DISTANCE, table(sets));
  }

  private static List<StaticColumn> shared(Pair pair) {
    return pair.reference().statics().stream()
        .filter(column -> other(pair, column).isPresent())
        .toList();
  }

  private static Optional<StaticColumn> other(Pair pair, StaticColumn column) {
    return pair.candidate()
        .field(column.field().name())
        .filter(found -> found.field().kind() == column.field().kind());
  }

  private static PairStatistic mean(Pair pair) {
    List<PairStatistic> byField =
        shared(pair).stream()
            .map(column -> distance(column, other(pair, column).orElseThrow()))
            .toList();
    return (r, c) -> {
      double[] distances = byField.stream().mapToDouble(field -> field.of(r, c)[0]).toArray();
      return new double[] {Arrays.stream(distances).filter(Double::isFinite).average().orElse(1)};
    };
  }

  private static PairStatistic distance(StaticColumn real, StaticColumn other) {
    if (real.field().kind() == StaticField.Kind.CATEGORY) {
      SubjectTally a = tally(real);
      SubjectTally b = tally(other);
      return (r, c) -> new double[] {Vectors.totalVariation(a.sum(r), b.sum(c))};
    }
    SortedSample a = SortedSample.bySubject(real.values());
    SortedSample b = SortedSample.bySubject(other.values());
    return (r, c) -> new double[] {SortedSample.kolmogorovSmirnov(a, r, b, c)};
  }

  private static SubjectTally tally(StaticColumn column) {
    SubjectTally.Builder builder = new SubjectTally.Builder(column.values().length);
    for (double value : column.values()) {
      builder.add(Double.isNaN(value) ? 0 : (int) value + 1);
      builder.endSubject();
    }
    return builder.build();
  }

  private static Chart table(Comparison sets) {
    List<Pair> pairs = sets.chanceAndPairs();
    List<String> columns = new ArrayList<>(List.of("field", "chance"));
    sets.synthetic().forEach(set -> columns.add(set.name()));
    List<List<String>> rows = new ArrayList<>();
    for (StaticColumn column : sets.real().statics()) {
      List<String> row = new ArrayList<>(List.of(column.field().name()));
      pairs.forEach(pair -> row.add(cell(pair, column.field().name())));
      rows.add(row);
    }
    return new Chart.Grid("Distance by static field", columns, rows);
  }

  private static String cell(Pair pair, String field) {
    return shared(pair).stream()
        .filter(column -> column.field().name().equals(field))
        .findFirst()
        .map(column -> distance(column, other(pair, column).orElseThrow()))
        .map(
            statistic ->
                statistic
                    .of(
                        Bootstrap.ones(pair.reference().subjects()),
                        Bootstrap.ones(pair.candidate().subjects()))[0])
        .map(distance -> String.format(Locale.ROOT, "%.3f", distance))
        .orElse("");
  }
}

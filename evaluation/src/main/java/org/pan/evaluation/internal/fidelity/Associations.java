package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * How patients' static fields, counts of codes and mean numbers go together: Spearman's rank
 * correlation of two numbers, Cramér's V of two categories, the correlation ratio of a number by
 * category. The mean and the greatest difference over all pairs of columns.
 */
public final class Associations implements Measure {

  static final Definition MEAN =
      Definition.distance(
          "fidelity.association-mean", Family.FIDELITY, "Associations, mean difference", 0.01);
  static final Definition GREATEST =
      Definition.distance(
          "fidelity.association-greatest",
          Family.FIDELITY,
          "Associations, greatest difference",
          0.05);

  private static final int CODES = 10;

  @Override
  public List<Definition> figures() {
    return List.of(MEAN, GREATEST);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    List<Cohort> all =
        Stream.concat(Stream.of(sets.real(), sets.chance().candidate()), sets.synthetic().stream())
            .toList();
    List<String> fields =
        sets.real().statics().stream()
            .filter(column -> all.stream().allMatch(set -> PatientColumn.has(set, column)))
            .map(column -> column.field().name())
            .toList();
    List<Integer> codes = sets.frequentCodes().stream().limit(CODES).toList();
    boolean[] numbered = PatientFeatures.numbered(List.of(sets.real()));
    if (fields.size() + codes.size() < 2) {
      sink.skip(figures(), "There are no two columns to go together.");
      return;
    }
    sink.distances(
        figures(),
        cohort -> PatientColumn.of(cohort, fields, codes, numbered),
        Associations::differences);
    heatmaps(sets, fields, codes, numbered, sink);
  }

  private static PairStatistic differences(List<PatientColumn> real, List<PatientColumn> other) {
    return (r, c) -> {
      double sum = 0;
      double greatest = 0;
      int pairs = 0;
      for (int a = 0; a < real.size(); a++) {
        for (int b = 0; b < a; b++) {
          double expected = real.get(a).association(real.get(b), r);
          double found = other.get(a).association(other.get(b), c);
          if (!Double.isNaN(expected)) {
            double difference = Math.abs(expected - (Double.isNaN(found) ? 0 : found));
            sum += difference;
            greatest = Math.max(greatest, difference);
            pairs++;
          }
        }
      }
      return new double[] {sum / pairs, greatest};
    };
  }

  private static void heatmaps(
      Comparison sets,
      List<String> fields,
      List<Integer> codes,
      boolean[] numbered,
      FigureSink sink) {
    List<PatientColumn> real = PatientColumn.of(sets.real(), fields, codes, numbered);
    double[][] expected = matrix(real, sets.real().subjects());
    List<String> names = real.stream().map(PatientColumn::name).toList();
    sink.chart(GREATEST, new Chart.Heatmap("Associations, real", names, names, expected));
    for (Cohort set : sets.synthetic()) {
      double[][] found = matrix(PatientColumn.of(set, fields, codes, numbered), set.subjects());
      sink.chart(GREATEST, new Chart.Heatmap("Associations, " + set.name(), names, names, found));
      sink.chart(GREATEST, largest(set.name(), names, expected, found));
    }
  }

  private static double[][] matrix(List<PatientColumn> columns, int subjects) {
    int[] once = Bootstrap.ones(subjects);
    double[][] matrix = new double[columns.size()][columns.size()];
    for (int a = 0; a < matrix.length; a++) {
      for (int b = 0; b < matrix.length; b++) {
        matrix[a][b] = a == b ? 1 : columns.get(a).association(columns.get(b), once);
      }
    }
    return matrix;
  }

  private static Chart largest(
      String set, List<String> names, double[][] expected, double[][] found) {
    record Difference(String pair, double value) {}
    List<Difference> all = new ArrayList<>();
    for (int a = 0; a < names.size(); a++) {
      for (int b = 0; b < a; b++) {
        double difference = Math.abs(expected[a][b] - found[a][b]);
        if (!Double.isNaN(difference)) {
          all.add(new Difference(names.get(b) + " and " + names.get(a), difference));
        }
      }
    }
    all.sort((x, y) -> Double.compare(y.value, x.value));
    List<Difference> top = all.subList(0, Math.min(CODES, all.size()));
    return new Chart.Ranking(
        "Associations that differ most, " + set,
        set,
        top.stream().map(Difference::pair).toList(),
        top.stream().mapToDouble(Difference::value).toArray());
  }
}

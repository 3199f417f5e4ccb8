package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.NumbersByCode;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Numbers of each code, as means over the codes with at least 50 real numbers: Kolmogorov-Smirnov
 * distance, Wasserstein distance over the real interquartile range, and 1 − total variation over
 * the real deciles. A code with fewer than 10 synthetic numbers counts as wholly different.
 */
public final class Values implements Measure {

  static final Definition KS =
      Definition.distance("fidelity.value-ks", Family.FIDELITY, "Values by code, KS", 0.02);
  static final Definition WASSERSTEIN =
      Definition.distance(
          "fidelity.value-wasserstein",
          Family.FIDELITY,
          "Values by code, Wasserstein over interquartile range",
          0.05);
  static final Definition DECILES =
      Definition.score(
          "fidelity.value-deciles",
          Family.FIDELITY,
          "Values by code, overlap over real deciles",
          0.02);

  static final int LEAST_REAL = 50;
  private static final int LEAST_SYNTHETIC = 10;

  @Override
  public List<Definition> figures() {
    return List.of(KS, WASSERSTEIN, DECILES);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    NumbersByCode real = NumbersByCode.of(sets.real());
    List<Integer> codes =
        sets.frequentCodes().stream().filter(code -> real.count(code) >= LEAST_REAL).toList();
    if (codes.isEmpty()) {
      sink.skip(figures(), "No code has 50 real numbers.");
      return;
    }
    sink.distances(figures(), cohort -> samples(cohort, codes), Values::means);
    sink.chart(KS, table(sets, codes));
  }

  private static List<SortedSample> samples(Cohort cohort, List<Integer> codes) {
    NumbersByCode numbers = NumbersByCode.of(cohort);
    return codes.stream().map(numbers::sorted).toList();
  }

  private static PairStatistic means(List<SortedSample> real, List<SortedSample> other) {
    List<PairStatistic> byCode = new ArrayList<>();
    for (int k = 0; k < real.size(); k++) {
      byCode.add(ofCode(real.get(k), other.get(k)));
    }
    return (r, c) -> {
      double[] sums = new double[3];
      int[] known = new int[3];
      for (PairStatistic statistic : byCode) {
        double[] values = statistic.of(r, c);
        for (int k = 0; k < values.length; k++) {
          sums[k] += Double.isNaN(values[k]) ? 0 : values[k];
          known[k] += Double.isNaN(values[k]) ? 0 : 1;
        }
      }
      return new double[] {sums[0] / known[0], sums[1] / known[1], sums[2] / known[2]};
    };
  }

  private static PairStatistic ofCode(SortedSample real, SortedSample other) {
    if (other.size() < LEAST_SYNTHETIC) {
      return (r, c) -> new double[] {1, 1, 0};
    }
    double range = real.quantile(0.75) - real.quantile(0.25);
    double[] deciles = deciles(real);
    return (r, c) -> {
      double distance = SortedSample.wasserstein(real, r, other, c);
      return new double[] {
        SortedSample.kolmogorovSmirnov(real, r, other, c),
        range > 0 ? distance / range : Double.NaN,
        1 - SortedSample.totalVariation(real, r, other, c, deciles)
      };
    };
  }

  private static double[] deciles(SortedSample real) {
    double[] edges = new double[9];
    for (int k = 0; k < edges.length; k++) {
      edges[k] = real.quantile((k + 1) / 10.0);
    }
    return Arrays.stream(edges).distinct().toArray();
  }

  private static Chart table(Comparison sets, List<Integer> codes) {
    List<String> columns = new ArrayList<>(List.of("code", "chance"));
    sets.synthetic().forEach(set -> columns.add(set.name()));
    List<List<SortedSample>> samples = new ArrayList<>();
    List<SortedSample> chanceReal = samples(sets.chance().reference(), codes);
    samples.add(samples(sets.chance().candidate(), codes));
    List<SortedSample> real = samples(sets.real(), codes);
    sets.synthetic().forEach(set -> samples.add(samples(set, codes)));
    List<List<String>> rows = new ArrayList<>();
    for (int k = 0; k < codes.size(); k++) {
      List<String> row = new ArrayList<>(List.of(sets.real().codes().name(codes.get(k))));
      for (int i = 0; i < samples.size(); i++) {
        row.add(ks((i == 0 ? chanceReal : real).get(k), samples.get(i).get(k)));
      }
      rows.add(row);
    }
    return new Chart.Grid("Kolmogorov-Smirnov distance of the numbers of a code", columns, rows);
  }

  private static String ks(SortedSample real, SortedSample other) {
    double ks =
        SortedSample.kolmogorovSmirnov(
            real, Bootstrap.ones(real.subjects()), other, Bootstrap.ones(other.subjects()));
    return Double.isNaN(ks) ? "" : String.format(Locale.ROOT, "%.3f", ks);
  }
}

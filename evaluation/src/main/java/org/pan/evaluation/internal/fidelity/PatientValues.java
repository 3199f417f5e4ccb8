package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.Correlation;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.NumbersByCode;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Each patient's own numbers of a code, as means over the codes with at least 50 real numbers of
 * more than two kinds. With the definitions of SDMetrics: StatisticMSAS is 1 − KS of the patients'
 * means, or standard deviations; InterRowMSAS is 1 − KS of the differences from each number to the
 * patient's next, pooled. The error of the lag-1 autocorrelation is the difference of the rank
 * correlations of a number with the patient's next.
 */
public final class PatientValues implements Measure {

  static final Definition MEANS =
      Definition.score(
          "fidelity.statistic-msas-mean", Family.FIDELITY, "Patients' means, StatisticMSAS", 0.02);
  static final Definition SDS =
      Definition.score(
          "fidelity.statistic-msas-sd",
          Family.FIDELITY,
          "Patients' standard deviations, StatisticMSAS",
          0.02);
  static final Definition DIFFERENCES =
      Definition.score(
          "fidelity.inter-row-msas", Family.FIDELITY, "Patients' changes, InterRowMSAS", 0.02);
  static final Definition AUTOCORRELATION =
      Definition.distance(
          "fidelity.value-autocorrelation-error",
          Family.FIDELITY,
          "Autocorrelation of a code's numbers, error",
          0.02);

  private static final int LEAST_DISTINCT = 3;
  private static final int LEAST_PAIRS = 500;

  @Override
  public List<Definition> figures() {
    return List.of(MEANS, SDS, DIFFERENCES, AUTOCORRELATION);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    NumbersByCode real = NumbersByCode.of(sets.real());
    List<Integer> codes =
        sets.frequentCodes().stream()
            .filter(code -> real.count(code) >= Values.LEAST_REAL)
            .filter(code -> real.distinct(code) >= LEAST_DISTINCT)
            .toList();
    if (codes.isEmpty()) {
      sink.skip(figures(), "No code has 50 real numbers of more than two kinds.");
      return;
    }
    sink.distances(figures(), cohort -> patients(cohort, codes), PatientValues::means);
  }

  private static List<OfCode> patients(Cohort cohort, List<Integer> codes) {
    NumbersByCode numbers = NumbersByCode.of(cohort);
    return codes.stream().map(code -> OfCode.of(numbers, code)).toList();
  }

  private static PairStatistic means(List<OfCode> real, List<OfCode> other) {
    return (r, c) -> {
      double[] sums = new double[4];
      int[] known = new int[4];
      for (int k = 0; k < real.size(); k++) {
        double[] ofCode = compare(real.get(k), r, other.get(k), c);
        for (int i = 0; i < sums.length; i++) {
          sums[i] += Double.isNaN(ofCode[i]) ? 0 : ofCode[i];
          known[i] += Double.isNaN(ofCode[i]) ? 0 : 1;
        }
      }
      return IntStream.range(0, sums.length).mapToDouble(i -> sums[i] / known[i]).toArray();
    };
  }

  private static double[] compare(OfCode a, int[] r, OfCode b, int[] c) {
    return new double[] {
      similarity(a.means, r, b.means, c),
      similarity(a.sds, r, b.sds, c),
      similarity(a.changes, r, b.changes, c),
      Math.abs(a.autocorrelation(r) - b.autocorrelation(c))
    };
  }

  /** NaN where the real patients have next to nothing; nothing against something is no likeness. */
  private static double similarity(SortedSample a, int[] wa, SortedSample b, int[] wb) {
    if (a.size() < Values.LEAST_REAL) {
      return Double.NaN;
    }
    double ks = SortedSample.kolmogorovSmirnov(a, wa, b, wb);
    return Double.isNaN(ks) ? 0 : 1 - ks;
  }

  /** What patients' own numbers of one code are like. */
  private record OfCode(
      SortedSample means,
      SortedSample sds,
      SortedSample changes,
      double[] ranks,
      double[] nextRanks,
      int[] owners) {

    static OfCode of(NumbersByCode numbers, int code) {
      double[] values = numbers.values(code);
      int[] owners = numbers.owners(code);
      List<Integer> followed = new ArrayList<>();
      for (int i = 0; i + 1 < values.length; i++) {
        if (owners[i] == owners[i + 1]) {
          followed.add(i);
        }
      }
      return new OfCode(
          sample(numbers, code, StatUtils::mean),
          sample(numbers, code, x -> x.length < 2 ? Double.NaN : Math.sqrt(StatUtils.variance(x))),
          changes(values, owners, followed),
          Correlation.ranks(followed.stream().mapToDouble(i -> values[i]).toArray()),
          Correlation.ranks(followed.stream().mapToDouble(i -> values[i + 1]).toArray()),
          followed.stream().mapToInt(i -> owners[i]).toArray());
    }

    private static SortedSample changes(double[] values, int[] owners, List<Integer> followed) {
      return SortedSample.of(
          followed.stream().mapToDouble(i -> values[i + 1] - values[i]).toArray(),
          followed.stream().mapToInt(i -> owners[i]).toArray());
    }

    private static SortedSample sample(
        NumbersByCode numbers, int code, ToDoubleFunction<double[]> statistic) {
      return SortedSample.bySubject(numbers.bySubject(code, statistic));
    }

    double autocorrelation(int[] weights) {
      if (owners.length <= LEAST_PAIRS) {
        return 0;
      }
      double r = Correlation.pearson(ranks, nextRanks, owners, weights);
      return Double.isNaN(r) ? 0 : r;
    }
  }
}

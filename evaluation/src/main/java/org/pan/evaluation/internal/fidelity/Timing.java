package org.pan.evaluation.internal.fidelity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * How many events a patient has, over how long, and how far apart: Kolmogorov-Smirnov distances of
 * events and span by patient, the ratio of mean events, total variation of the gaps in days and of
 * the gaps modulo seven.
 */
public final class Timing implements Measure {

  static final Definition EVENTS_KS =
      Definition.distance("fidelity.events-ks", Family.FIDELITY, "Events a patient, KS", 0.02);
  static final Definition LENGTH_SIMILARITY =
      Definition.score(
          "fidelity.sequence-length-similarity",
          Family.FIDELITY,
          "Sequence length similarity",
          0.02);
  static final Definition EVENTS_RATIO =
      Definition.ideal(
          "fidelity.mean-events-ratio", Family.FIDELITY, "Mean events, ratio to real", 1, 0.03);
  static final Definition SPAN_KS =
      Definition.distance(
          "fidelity.span-ks", Family.FIDELITY, "Days from first to last event, KS", 0.02);
  static final Definition GAP_TV =
      Definition.distance(
          "fidelity.gap-tv", Family.FIDELITY, "Days to the next event, total variation", 0.02);
  static final Definition GAP_MODULO_7_TV =
      Definition.distance(
          "fidelity.gap-modulo-7-tv", Family.FIDELITY, "Gaps modulo 7, total variation", 0.01);

  /** Last day of each class of gaps; the last class is open. */
  static final int[] UP_TO = {
    0, 1, 2, 3, 5, 6, 7, 8, 13, 14, 15, 27, 28, 29, 60, 89, 92, 120, 179, 184, 250, 360, 370, 500,
    730, 1100
  };

  @Override
  public List<Definition> figures() {
    return List.of(EVENTS_KS, LENGTH_SIMILARITY, EVENTS_RATIO, SPAN_KS, GAP_TV, GAP_MODULO_7_TV);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    sink.distances(figures(), Tallies::of, Timing::statistic);
    sink.chart(GAP_TV, gapChart(sets));
  }

  private record Tallies(
      SortedSample events, SortedSample spans, SubjectTally gaps, SubjectTally modulo) {

    static Tallies of(Cohort cohort) {
      int n = cohort.subjects();
      return new Tallies(
          SortedSample.bySubject(
              IntStream.range(0, n).mapToDouble(s -> cohort.to(s) - cohort.from(s)).toArray()),
          SortedSample.bySubject(IntStream.range(0, n).mapToDouble(s -> span(cohort, s)).toArray()),
          SubjectTally.ofGaps(cohort, Timing::gapClass),
          SubjectTally.ofGaps(cohort, gap -> gap > 0 ? gap % 7 : -1));
    }

    private static double span(Cohort cohort, int s) {
      return cohort.from(s) == cohort.to(s)
          ? Double.NaN
          : cohort.day(cohort.to(s) - 1) - cohort.day(cohort.from(s));
    }
  }

  static int gapClass(int days) {
    int place = Arrays.binarySearch(UP_TO, days);
    return place >= 0 ? place : -place - 1;
  }

  private static PairStatistic statistic(Tallies real, Tallies other) {
    return (r, c) -> {
      double ks = SortedSample.kolmogorovSmirnov(real.events, r, other.events, c);
      double realMean = real.events.sum(r) / real.events.weight(r);
      return new double[] {
        ks,
        1 - ks,
        other.events.sum(c) / other.events.weight(c) / realMean,
        SortedSample.kolmogorovSmirnov(real.spans, r, other.spans, c),
        Vectors.totalVariation(real.gaps.sum(r), other.gaps.sum(c)),
        Vectors.totalVariation(real.modulo.sum(r), other.modulo.sum(c))
      };
    };
  }

  private static Chart gapChart(Comparison sets) {
    List<String> labels = new ArrayList<>();
    for (int k = 0; k <= UP_TO.length; k++) {
      int first = k == 0 ? 0 : UP_TO[k - 1] + 1;
      String last = k == UP_TO.length ? " and more" : UP_TO[k] == first ? "" : " to " + UP_TO[k];
      labels.add(first + last);
    }
    List<Chart.Series> series =
        sets.series(
            cohort ->
                Arrays.copyOf(
                    Vectors.shares(SubjectTally.ofGaps(cohort, Timing::gapClass).sum()),
                    labels.size()));
    return new Chart.Bars("Days to the next event", labels, "share of gaps", series);
  }
}

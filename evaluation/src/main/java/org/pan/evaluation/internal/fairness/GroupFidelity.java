package org.pan.evaluation.internal.fairness;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SortedSample;
import org.pan.evaluation.internal.SubjectGroup;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Headline figures of fidelity by group, the worst of them: total variation of the shares of events
 * by code, and Kolmogorov-Smirnov distance of events a patient, each between the members of a group
 * in both sets, less what random splits of the members give ({@link RandomSplits}). One where a set
 * has no member.
 */
public final class GroupFidelity implements Measure {

  static final Definition SHARES =
      Definition.distance(
          "fairness.code-share-tv", Family.FAIRNESS, "Code shares of a group, greatest TV", 0.02);
  static final Definition EVENTS =
      Definition.distance(
          "fairness.events-ks", Family.FAIRNESS, "Events a patient of a group, greatest KS", 0.03);

  @Override
  public List<Definition> figures() {
    return List.of(SHARES, EVENTS);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    List<SubjectGroup> groups = Groups.of(figures(), sets, sink);
    if (groups.isEmpty()) {
      return;
    }
    sink.pairs(figures(), pair -> worst(byGroup(pair, groups)));
    List<Pair> pairs = sets.chanceAndPairs();
    List<double[]> all = pairs.stream().map(pair -> point(pair, groups)).toList();
    sink.chart(
        SHARES,
        Groups.table("Code shares by group, TV beyond random splits", groups, sets, part(all, 0)));
    sink.chart(
        EVENTS,
        Groups.table(
            "Events a patient by group, KS beyond random splits", groups, sets, part(all, 1)));
  }

  private static double[] point(Pair pair, List<SubjectGroup> groups) {
    return byGroup(pair, groups)
        .of(
            Bootstrap.ones(pair.reference().subjects()),
            Bootstrap.ones(pair.candidate().subjects()));
  }

  /** One of the two values of each group. */
  private static List<double[]> part(List<double[]> both, int which) {
    return both.stream()
        .map(
            values ->
                which == 0
                    ? Arrays.copyOf(values, values.length / 2)
                    : Arrays.copyOfRange(values, values.length / 2, values.length))
        .toList();
  }

  private static PairStatistic worst(PairStatistic byGroup) {
    return (r, c) -> {
      double[] values = byGroup.of(r, c);
      int half = values.length / 2;
      return new double[] {
        Arrays.stream(values, 0, half).max().orElse(Double.NaN),
        Arrays.stream(values, half, values.length).max().orElse(Double.NaN)
      };
    };
  }

  /** Total variation of each group, then the distances of events of each. */
  private static PairStatistic byGroup(Pair pair, List<SubjectGroup> groups) {
    SubjectTally codesA = codes(pair.reference());
    SubjectTally codesB = codes(pair.candidate());
    SortedSample eventsA = SortedSample.bySubject(events(pair.reference()));
    SortedSample eventsB = SortedSample.bySubject(events(pair.candidate()));
    List<boolean[]> membersA = Groups.members(groups, pair.reference());
    List<boolean[]> membersB = Groups.members(groups, pair.candidate());
    double[] bySplits = bySplits(pair, membersA, membersB);
    int n = groups.size();
    return (r, c) -> {
      double[] values = new double[2 * n];
      for (int g = 0; g < n; g++) {
        int[] wa = SubjectGroup.only(membersA.get(g), r);
        int[] wb = SubjectGroup.only(membersB.get(g), c);
        values[g] = Vectors.totalVariation(codesA.sum(wa), codesB.sum(wb));
        values[n + g] = SortedSample.kolmogorovSmirnov(eventsA, wa, eventsB, wb);
      }
      for (int k = 0; k < 2 * n; k++) {
        values[k] = orOne(values[k] - bySplits[k]);
      }
      return values;
    };
  }

  /** What random splits of the members give in place of the two sets. */
  private static double[] bySplits(Pair pair, List<boolean[]> membersA, List<boolean[]> membersB) {
    int subjectsA = pair.reference().subjects();
    SubjectTally codesA = codes(pair.reference());
    SubjectTally codesB = codes(pair.candidate());
    SortedSample events =
        SortedSample.bySubject(
            DoubleStream.concat(
                    Arrays.stream(events(pair.reference())),
                    Arrays.stream(events(pair.candidate())))
                .toArray());
    int n = membersA.size();
    return IntStream.range(0, 2 * n)
        .parallel()
        .mapToDouble(
            k ->
                RandomSplits.mean(
                    membersA.get(k % n),
                    membersB.get(k % n),
                    k < n
                        ? (one, other) ->
                            Vectors.totalVariation(
                                sum(codesA, codesB, subjectsA, one),
                                sum(codesA, codesB, subjectsA, other))
                        : (one, other) ->
                            SortedSample.kolmogorovSmirnov(events, one, events, other)))
        .toArray();
  }

  /** Counts by code over the patients of both sets. */
  private static double[] sum(SubjectTally a, SubjectTally b, int subjectsA, int[] weights) {
    double[] sumA = a.sum(Arrays.copyOf(weights, subjectsA));
    double[] sumB = b.sum(Arrays.copyOfRange(weights, subjectsA, weights.length));
    double[] sum = Arrays.copyOf(sumA, Math.max(sumA.length, sumB.length));
    for (int code = 0; code < sumB.length; code++) {
      sum[code] += sumB[code];
    }
    return sum;
  }

  private static SubjectTally codes(Cohort cohort) {
    return SubjectTally.ofEvents(cohort, cohort::code);
  }

  private static double orOne(double distance) {
    return Double.isNaN(distance) ? 1 : distance;
  }

  private static double[] events(Cohort cohort) {
    double[] counts = new double[cohort.subjects()];
    for (int s = 0; s < counts.length; s++) {
      counts[s] = cohort.to(s) - cohort.from(s);
    }
    return counts;
  }
}

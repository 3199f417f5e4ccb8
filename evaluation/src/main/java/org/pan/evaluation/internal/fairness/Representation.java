package org.pan.evaluation.internal.fairness;

import java.util.List;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SubjectGroup;

/**
 * Whether groups are as large as they are among real patients: the greatest |log odds of membership
 * in the candidate − log odds in the reference| over the groups (Bhanot et al. 2021, log
 * disparity), with one half added to each count.
 */
public final class Representation implements Measure {

  static final Definition LOG_ODDS =
      Definition.distance(
          "fairness.representation",
          Family.FAIRNESS,
          "Representation of a group, greatest log odds ratio",
          0.1);

  @Override
  public List<Definition> figures() {
    return List.of(LOG_ODDS);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    List<SubjectGroup> groups = Groups.of(figures(), sets, sink);
    if (groups.isEmpty()) {
      return;
    }
    sink.pairs(figures(), pair -> greatest(pair, groups));
    List<double[]> each =
        Groups.byPair(
            sets,
            groups,
            in ->
                difference(
                    in.group().members(in.pair().reference()),
                    Bootstrap.ones(in.pair().reference().subjects()),
                    in.group().members(in.pair().candidate()),
                    Bootstrap.ones(in.pair().candidate().subjects())));
    sink.chart(LOG_ODDS, Groups.table("Log odds ratio of representation", groups, sets, each));
  }

  private static PairStatistic greatest(Pair pair, List<SubjectGroup> groups) {
    List<boolean[]> reference = Groups.members(groups, pair.reference());
    List<boolean[]> candidate = Groups.members(groups, pair.candidate());
    return (r, c) -> {
      double greatest = 0;
      for (int g = 0; g < groups.size(); g++) {
        double difference = difference(reference.get(g), r, candidate.get(g), c);
        greatest = Math.max(greatest, Math.abs(difference));
      }
      return new double[] {greatest};
    };
  }

  private static double difference(boolean[] reference, int[] r, boolean[] candidate, int[] c) {
    return logOdds(candidate, c) - logOdds(reference, r);
  }

  private static double logOdds(boolean[] members, int[] weights) {
    double inside = 0.5;
    double outside = 0.5;
    for (int s = 0; s < weights.length; s++) {
      if (members[s]) {
        inside += weights[s];
      } else {
        outside += weights[s];
      }
    }
    return Math.log(inside / outside);
  }
}

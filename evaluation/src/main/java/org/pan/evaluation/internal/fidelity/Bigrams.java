package org.pan.evaluation.internal.fidelity;

import java.util.List;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.LongIndex;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * What follows what: total variation of the pairs of neighbouring events, a pair being the two
 * codes and whether both are of one day.
 */
public final class Bigrams implements Measure {

  static final Definition TV =
      Definition.distance(
          "fidelity.bigram-tv",
          Family.FIDELITY,
          "Pairs of neighbouring codes, total variation",
          0.02);

  @Override
  public List<Definition> figures() {
    return List.of(TV);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    LongIndex pairs = new LongIndex();
    sink.distances(
        figures(),
        cohort -> tally(cohort, pairs),
        (real, other) ->
            (r, c) -> new double[] {Vectors.totalVariation(real.sum(r), other.sum(c))});
  }

  private static SubjectTally tally(Cohort cohort, LongIndex pairs) {
    int codes = cohort.codes().size();
    return SubjectTally.ofNeighbours(
        cohort,
        event -> {
          long pair = (long) cohort.code(event) * codes + cohort.code(event + 1);
          return pairs.id(2 * pair + (cohort.day(event) == cohort.day(event + 1) ? 1 : 0));
        });
  }
}

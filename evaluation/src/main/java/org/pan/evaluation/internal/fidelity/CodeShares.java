package org.pan.evaluation.internal.fidelity;

import java.util.List;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.PairStatistic;
import org.pan.evaluation.internal.SubjectTally;
import org.pan.evaluation.internal.Vectors;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * How often each code comes (total variation of the shares of events), and how many patients have
 * it (prevalence): greatest error, and R² over the codes of the real data.
 */
public final class CodeShares implements Measure {

  static final Definition SHARE_TV =
      Definition.distance(
          "fidelity.code-share-tv", Family.FIDELITY, "Code shares, total variation", 0.01);
  static final Definition PREVALENCE_ERROR =
      Definition.distance(
          "fidelity.prevalence-error",
          Family.FIDELITY,
          "Prevalence of a code, greatest error",
          0.01);
  static final Definition PREVALENCE_R2 =
      Definition.score("fidelity.prevalence-r2", Family.FIDELITY, "Prevalence of codes, R²", 0.01);

  private static final int SHOWN = 30;

  @Override
  public List<Definition> figures() {
    return List.of(SHARE_TV, PREVALENCE_ERROR, PREVALENCE_R2);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    sink.distances(figures(), CodeShares::tally, CodeShares::statistic);
    sink.chart(PREVALENCE_R2, prevalenceChart(sets));
  }

  private static SubjectTally tally(Cohort cohort) {
    return SubjectTally.ofEvents(cohort, cohort::code);
  }

  private static PairStatistic statistic(SubjectTally reference, SubjectTally candidate) {
    SubjectTally referenceHas = reference.presence();
    SubjectTally candidateHas = candidate.presence();
    return (r, c) -> {
      // A resample has as many patients as there are.
      double[] real = Vectors.over(referenceHas.sum(r), r.length);
      double[] other = Vectors.over(candidateHas.sum(c), c.length);
      return new double[] {
        Vectors.totalVariation(reference.sum(r), candidate.sum(c)),
        Vectors.greatestDifference(real, other),
        Vectors.rSquaredOverPositive(real, other)
      };
    };
  }

  private static Chart prevalenceChart(Comparison sets) {
    List<Integer> codes = sets.frequentCodes().stream().limit(SHOWN).toList();
    return new Chart.Bars(
        "Patients with a code, the most frequent codes",
        codes.stream().map(code -> sets.real().codes().name(code)).toList(),
        "share of patients",
        sets.series(cohort -> prevalence(cohort, codes)));
  }

  private static double[] prevalence(Cohort cohort, List<Integer> codes) {
    double[] has = Vectors.over(tally(cohort).presence().sum(), cohort.subjects());
    return codes.stream().mapToDouble(code -> code < has.length ? has[code] : 0).toArray();
  }
}

package org.pan.evaluation.internal.fidelity;

import java.util.List;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Bootstrap;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.PatientSummaries;

/**
 * The squared maximum mean discrepancy of patients (Gretton and others 2012, the unbiased
 * estimator) on summaries scaled by their real standard deviation, with a Gaussian kernel as wide
 * as the median distance, on up to 500 patients of each set; and the share of random divisions of
 * all of them that are at least as far apart (permutation test).
 */
public final class MeanDiscrepancy implements Measure {

  static final Definition MMD =
      Definition.distance(
          "fidelity.mmd2", Family.FIDELITY, "Maximum mean discrepancy, squared", 0.002);
  static final Definition P_VALUE =
      Definition.score("fidelity.mmd-p", Family.FIDELITY, "The same, permutation test, p", 0)
          .informative();

  @Override
  public List<Definition> figures() {
    return List.of(MMD, P_VALUE);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    if (Math.min(sets.real().subjects(), sets.chance().candidate().subjects()) < 4
        || sets.synthetic().stream().anyMatch(set -> set.subjects() < 4)) {
      sink.skip(figures(), "Too few patients.");
      return;
    }
    PatientSummaries summaries = PatientSummaries.of(sets);
    sink.estimates(figures(), pair -> estimates(pair, summaries, sets.config(), sink.bootstrap()));
  }

  private static Estimate[] estimates(
      Pair pair, PatientSummaries summaries, EvaluationConfig config, Bootstrap bootstrap) {
    Kernel kernel =
        Kernel.of(
            summaries.table(pair.reference()), summaries.table(pair.candidate()), config.seed());
    return new Estimate[] {
      bootstrap.of(kernel.real(), kernel.other(), kernel::discrepancy)[0],
      Estimate.of(kernel.pValue(config.permutations(), config.seed()))
    };
  }
}

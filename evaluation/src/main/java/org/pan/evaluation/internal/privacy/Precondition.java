package org.pan.evaluation.internal.privacy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.VerdictRule;
import org.pan.evaluation.internal.cohort.Cohort;

/** What figures of privacy need. */
final class Precondition {

  private Precondition() {}

  /** The training patients; where the figures do not apply, none, and the sink is told why. */
  static Optional<Cohort> train(List<Definition> figures, Comparison sets, FigureSink sink) {
    Optional<String> unmet = unmet(sets);
    unmet.ifPresent(why -> sink.skip(figures, why));
    return unmet.isPresent() ? Optional.empty() : sets.train();
  }

  /** Why the figures do not apply, if they do not. */
  private static Optional<String> unmet(Comparison sets) {
    if (sets.train().isEmpty()) {
      return Optional.of(
          "Privacy is that of the patients the generator learnt from; give them as training"
              + " patients.");
    }
    boolean few =
        Stream.concat(Stream.of(sets.real(), sets.train().get()), sets.synthetic().stream())
            .mapToInt(Cohort::subjects)
            .anyMatch(subjects -> subjects < VerdictRule.LEAST_SUBJECTS);
    return few
        ? Optional.of(
            "Figures of privacy take at least %d patients in every set."
                .formatted(VerdictRule.LEAST_SUBJECTS))
        : Optional.empty();
  }
}

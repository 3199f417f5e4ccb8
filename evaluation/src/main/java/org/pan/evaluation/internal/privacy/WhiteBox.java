package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.LogLikelihoods;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.VerdictRule;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Membership inference by whoever holds the generator itself: training patients against held-out
 * ones by their log-likelihood by event, or by the ratio of their likelihood to that by a reference
 * model (Carlini and others 2022; Ye and others 2022). Chance are two halves of the held-out
 * patients.
 */
public final class WhiteBox implements Measure {

  private static final List<Definition> FIGURES =
      MembershipFigures.of("likelihood", "Membership by likelihood");

  @Override
  public List<Definition> figures() {
    return FIGURES;
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    Optional<Cohort> learnt = Precondition.train(figures(), sets, sink);
    if (learnt.isEmpty()) {
      return;
    }
    Cohort train = learnt.get();
    Map<String, LogLikelihoods> known = sets.logLikelihoods();
    if (known.isEmpty()) {
      sink.skip(figures(), "No log-likelihoods by a generator were given.");
      return;
    }
    Estimate[] none = {Estimate.NONE, Estimate.NONE};
    List<Estimate[]> chances = new ArrayList<>();
    List<Estimate[]> all = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Cohort set : sets.synthetic()) {
      LogLikelihoods scores = known.get(set.name());
      if (scores == null) {
        all.add(none);
        chances.add(none);
        continue;
      }
      double[] members = scores(train, scores.train());
      double[] others = scores(sets.real(), scores.holdout());
      notes.add(note(set.name(), scores, members.length, others.length));
      if (members.length == 0 || others.length < VerdictRule.LEAST_SUBJECTS) {
        all.add(none);
        chances.add(none);
        continue;
      }
      all.add(MembershipFigures.estimates(new Roc(members, others), sink));
      chances.add(MembershipFigures.estimates(halves(others, sets.config().seed()), sink));
    }
    sink.add(FIGURES, all, chances);
    FIGURES.forEach(figure -> notes.forEach(note -> sink.note(figure, note)));
  }

  private static double[] scores(Cohort cohort, Map<String, Double> byId) {
    return IntStream.range(0, cohort.subjects())
        .mapToObj(s -> byId.get(cohort.id(s)))
        .filter(Objects::nonNull)
        .mapToDouble(score -> score)
        .toArray();
  }

  private static Roc halves(double[] scores, long seed) {
    int[] order = Draw.shuffled(scores.length, seed);
    int half = scores.length / 2;
    return new Roc(
        IntStream.range(0, half).mapToDouble(i -> scores[order[i]]).toArray(),
        IntStream.range(half, order.length).mapToDouble(i -> scores[order[i]]).toArray());
  }

  private static String note(String set, LogLikelihoods scores, int members, int others) {
    return "%s: %d training and %d held-out patients, %s."
        .formatted(
            set,
            members,
            others,
            scores.reference() ? "ratio to a reference model" : "log-likelihood by event");
  }
}

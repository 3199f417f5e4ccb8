package org.pan.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Measures;
import org.pan.evaluation.internal.Remarks;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;

/** Judges synthetic timelines by real ones. Immutable; the same data and seed give the same. */
public final class Evaluation {

  private final EvaluationConfig config;
  private final EvaluationListener listener;
  private final Map<String, LogLikelihoods> logLikelihoods;
  private final List<Measure> measures;

  private Evaluation(
      EvaluationConfig config,
      EvaluationListener listener,
      Map<String, LogLikelihoods> logLikelihoods,
      List<Measure> measures) {
    this.config = config;
    this.listener = listener;
    this.logLikelihoods = Map.copyOf(logLikelihoods);
    this.measures = List.copyOf(measures);
  }

  /** An evaluation with these settings. */
  public static Evaluation of(EvaluationConfig config) {
    return new Evaluation(config, EvaluationListener.SILENT, Map.of(), Measures.all());
  }

  /** The same, which says how far it is. */
  public Evaluation listener(EvaluationListener other) {
    return new Evaluation(config, other, logLikelihoods, measures);
  }

  /**
   * The same, which attacks generators that tell how likely real patients are to them. It takes the
   * patients they learnt from.
   *
   * @param bySet by the name of the synthetic set
   */
  public Evaluation logLikelihoods(Map<String, LogLikelihoods> bySet) {
    return new Evaluation(config, listener, bySet, measures);
  }

  /** All figures in the order of the report, those that are computed together in one list. */
  public static List<List<Definition>> figures() {
    return Measures.all().stream().map(Measure::figures).toList();
  }

  /**
   * The same, which computes no more figures than these and those that are computed together with
   * them.
   *
   * @param ids of {@linkplain Definition#id() figures}
   */
  public Evaluation only(Set<String> ids) {
    return new Evaluation(
        config,
        listener,
        logLikelihoods,
        measures.stream()
            .filter(measure -> measure.figures().stream().anyMatch(f -> ids.contains(f.id())))
            .toList());
  }

  /**
   * Scores synthetic sets without the patients their generator learnt from: two halves of the real
   * patients then say what chance gives.
   *
   * @param real held-out real patients
   * @param synthetic the sets by name, in the order in which they are to be shown
   * @throws DataException if a set has no patients, or log-likelihoods are of a set that is not
   *     among them
   */
  public Scores score(Dataset real, Map<String, Dataset> synthetic) {
    return scored(real, null, synthetic);
  }

  /**
   * Scores synthetic sets.
   *
   * @param real real patients the generators have not seen
   * @param train real patients they learnt from
   * @param synthetic the sets by name, in the order in which they are to be shown
   * @throws DataException if a set has no patients, or log-likelihoods are of a set that is not
   *     among them
   */
  public Scores score(Dataset real, Dataset train, Map<String, Dataset> synthetic) {
    return scored(real, train, synthetic);
  }

  private Scores scored(Dataset real, @Nullable Dataset train, Map<String, Dataset> synthetic) {
    for (String set : logLikelihoods.keySet()) {
      if (!synthetic.containsKey(set)) {
        throw new DataException(
            "Log-likelihoods of %s: there is no such synthetic set; there are %s."
                .formatted(set, String.join(", ", synthetic.keySet())));
      }
    }
    int steps = measures.size() + 1;
    listener.at("reading", 0, steps);
    Comparison sets =
        new ComparisonReader(config).read(real, train, synthetic).with(logLikelihoods);
    FigureSink sink = new FigureSink(sets);
    for (int i = 0; i < measures.size(); i++) {
      Measure measure = measures.get(i);
      listener.at(measure.figures().get(0).title(), i + 1, steps);
      measure.measure(sets, sink);
    }
    listener.at("done", steps, steps);
    return new Scores(provenance(sets), Remarks.of(sets), sink.figures());
  }

  private Scores.Provenance provenance(Comparison sets) {
    List<Scores.Set> described = new ArrayList<>();
    described.add(set(sets.real(), Scores.Role.REAL));
    sets.train().ifPresent(train -> described.add(set(train, Scores.Role.TRAIN)));
    sets.synthetic().forEach(set -> described.add(set(set, Scores.Role.SYNTHETIC)));
    Map<String, String> versions = new TreeMap<>();
    versions.put(
        "pan",
        Optional.ofNullable(Evaluation.class.getPackage().getImplementationVersion())
            .orElse("development"));
    versions.put("java", Runtime.version().toString());
    return new Scores.Provenance(config, versions, ComparisonReader.chance(sets), described);
  }

  private static Scores.Set set(Cohort cohort, Scores.Role role) {
    int codes = 0;
    for (long count : cohort.codeCounts()) {
      codes += count > 0 ? 1 : 0;
    }
    return new Scores.Set(
        cohort.name(), role, cohort.subjects(), cohort.events(), codes, cohort.timeMode().name());
  }
}

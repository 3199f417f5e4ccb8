package org.pan.evaluation.internal.utility;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.learn.Classifier;
import org.pan.evaluation.internal.learn.FeatureTable;
import org.pan.evaluation.internal.learn.LogisticRegression;

/**
 * Whether a code occurs within some days after an index date, foretold by a classifier that learnt
 * from one set and is tried on another. The horizon is the longest of 365, 180, 90, 30 and 7 days
 * for which at least half of the real patients with events can be followed. The outcomes are the
 * ten most frequent codes that at least 50 real patients to be tried on get within it, and 50 do
 * not, and likewise of those to learn from.
 */
public final class OutcomeExperiment {

  /** Logistic regression, which several measures ask. */
  public static final Classifier REGRESSION = new LogisticRegression();

  private static final int[] HORIZONS = {365, 180, 90, 30, 7};
  private static final int OUTCOMES = 10;
  private static final int LEAST = 50;
  private static final int LEAST_TO_LEARN = 5;

  private final Comparison sets;
  private final int horizonDays;
  private final Map<Cohort, IndexDates> index = new HashMap<>();
  private final Map<Cohort, FeatureTable> histories = new HashMap<>();
  private final Map<Cohort, FeatureTable> timings = new HashMap<>();
  private final Map<Learning, Learnt> learnt = new HashMap<>();
  private final HistoryFeatures features;
  private final List<Integer> codes;

  private OutcomeExperiment(Comparison sets, int horizonDays) {
    this.sets = sets;
    this.horizonDays = horizonDays;
    this.features = new HistoryFeatures(tried(), sets.frequentCodes());
    this.codes =
        sets.frequentCodes().stream()
            .filter(code -> varies(tried(), code) && varies(learnt(), code))
            .limit(OUTCOMES)
            .toList();
  }

  /** The experiment with these sets, if their patients can be followed and have outcomes. */
  public static Optional<OutcomeExperiment> of(Comparison sets, FigureSink sink) {
    return sink.shared(OutcomeExperiment.class, () -> of(sets));
  }

  private static Optional<OutcomeExperiment> of(Comparison sets) {
    Cohort tried = sets.chances().reference();
    long withEvents =
        IntStream.range(0, tried.subjects()).filter(s -> tried.from(s) < tried.to(s)).count();
    for (int horizon : HORIZONS) {
      int followed = IndexDates.of(tried, horizon, Integer.MAX_VALUE, 0).rows();
      if (followed >= 2 * LEAST && 2L * followed >= withEvents) {
        OutcomeExperiment experiment = new OutcomeExperiment(sets, horizon);
        return Optional.of(experiment).filter(found -> !found.codes.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** The real patients all forecasts of real patients are tried on. */
  public Cohort tried() {
    return sets.chances().reference();
  }

  /** The real patients that models of real data learn from. */
  public Cohort learnt() {
    return sets.chance().candidate();
  }

  /** The same for each size of synthetic sets, the largest first. */
  public List<Cohort> learntBySize() {
    return sets.chances().pairs().stream().map(Pair::candidate).toList();
  }

  /** The outcomes. */
  public List<Integer> codes() {
    return codes;
  }

  /** Days of follow-up. */
  public int horizonDays() {
    return horizonDays;
  }

  /** Index dates of a set. */
  public IndexDates index(Cohort cohort) {
    int most = sets.config().maxTrainingRows();
    return made(index, cohort, c -> IndexDates.of(c, horizonDays, most, sets.config().seed()));
  }

  /** Learns each outcome from all that is known, once for each classifier and set. */
  public Learnt learn(Classifier classifier, Cohort from) {
    return made(
        learnt,
        new Learning(classifier, from),
        key -> learn(classifier, from, c -> made(histories, c, x -> features.table(index(x)))));
  }

  /** Learns each outcome from when there were events alone. */
  public Learnt learnTiming(Classifier classifier, Cohort from) {
    return learn(classifier, from, c -> made(timings, c, x -> TimingFeatures.of(index(x))));
  }

  private Learnt learn(Classifier classifier, Cohort from, Function<Cohort, FeatureTable> tables) {
    FeatureTable training = tables.apply(from);
    IndexDates learning = index(from);
    List<Model> models =
        codes.parallelStream()
            .map(code -> fit(classifier, training, learning.labels(code)))
            .toList();
    return new Learnt(models, tables);
  }

  /** Where there are hardly any rows of one kind to learn from, the share of the label is said. */
  private static Model fit(Classifier classifier, FeatureTable training, float[] labels) {
    double positives = 0;
    for (float label : labels) {
      positives += label;
    }
    if (Math.min(positives, labels.length - positives) < LEAST_TO_LEARN) {
      double share = labels.length == 0 ? 0.5 : positives / labels.length;
      return table -> DoubleStream.generate(() -> share).limit(table.rows()).toArray();
    }
    return classifier.fit(training, labels)::probabilities;
  }

  /** Probabilities by row. */
  private interface Model {
    double[] probabilities(FeatureTable table);
  }

  /** A model of each outcome, learnt from one set. */
  public final class Learnt {
    private final List<Model> models;
    private final Function<Cohort, FeatureTable> tables;

    private Learnt(List<Model> models, Function<Cohort, FeatureTable> tables) {
      this.models = models;
      this.tables = tables;
    }

    /** Forecasts of each outcome for the patients of a set. */
    public List<Forecast> on(Cohort cohort) {
      FeatureTable test = tables.apply(cohort);
      IndexDates trying = index(cohort);
      return IntStream.range(0, models.size())
          .mapToObj(
              k ->
                  Forecast.of(
                      models.get(k).probabilities(test),
                      trying.labels(codes.get(k)),
                      trying.subjects()))
          .toList();
    }
  }

  private boolean varies(Cohort cohort, int code) {
    float[] labels = index(cohort).labels(code);
    int positives = 0;
    for (float label : labels) {
      positives += (int) label;
    }
    return Math.min(positives, labels.length - positives) >= LEAST;
  }

  /** Who learns from whom. */
  private record Learning(Classifier classifier, Cohort from) {}

  private static <K, T> T made(Map<K, T> all, K key, Function<K, T> make) {
    return Objects.requireNonNull(all.computeIfAbsent(key, make));
  }
}

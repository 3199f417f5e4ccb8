package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Reading;
import org.pan.evaluation.Verdict;
import org.pan.evaluation.internal.cohort.Cohort;

/** Takes the figures of measures: bootstraps them, sets chance beside them and gives verdicts. */
public final class FigureSink {

  private final Comparison sets;
  private final Bootstrap bootstrap;
  private final Map<String, Figure> figures = new LinkedHashMap<>();

  public FigureSink(Comparison sets) {
    this.sets = sets;
    this.bootstrap = new Bootstrap(sets.config().replicates(), sets.config().seed());
  }

  /** The bootstrap of this evaluation. */
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  /** All figures so far. */
  public List<Figure> figures() {
    return List.copyOf(figures.values());
  }

  /**
   * Distances between two sets.
   *
   * @param definitions one for each value of the statistic
   * @param prepare what the statistic needs of a cohort, computed once for each
   * @param statistic the distances of two prepared cohorts, the reference first
   */
  public <P> void distances(
      List<Definition> definitions,
      Function<Cohort, P> prepare,
      BiFunction<P, P, PairStatistic> statistic) {
    Map<Cohort, P> prepared = new HashMap<>();
    pairs(
        definitions,
        pair ->
            statistic.apply(
                Objects.requireNonNull(prepared.computeIfAbsent(pair.reference(), prepare)),
                Objects.requireNonNull(prepared.computeIfAbsent(pair.candidate(), prepare))));
  }

  /** Distances between two sets that are prepared together. */
  public void pairs(List<Definition> definitions, Function<Pair, PairStatistic> statistic) {
    Estimate[] chance = estimate(sets.chance(), statistic.apply(sets.chance()));
    List<Estimate[]> synthetic =
        sets.pairs().stream().map(pair -> estimate(pair, statistic.apply(pair))).toList();
    for (int k = 0; k < definitions.size(); k++) {
      int figure = k;
      Definition d = definitions.get(k);
      List<Estimate> estimates = synthetic.stream().map(all -> all[figure]).toList();
      add(d, estimates, chance[k]);
    }
  }

  private Estimate[] estimate(Pair pair, PairStatistic statistic) {
    return bootstrap.of(pair.reference().subjects(), pair.candidate().subjects(), statistic);
  }

  /**
   * Properties of one set that should be those of the real one, with the interval of their
   * difference.
   *
   * @param definitions one for each value of the statistic
   * @param statistic of a cohort, made once for each
   */
  public void levels(List<Definition> definitions, Function<Cohort, LevelStatistic> statistic) {
    Map<Cohort, LevelStatistic> made = new HashMap<>();
    Function<Cohort, LevelStatistic> of =
        cohort -> Objects.requireNonNull(made.computeIfAbsent(cohort, statistic));
    Cohort other = sets.chance().reference();
    double[] real = level(of, sets.real());
    double[] otherReal = other == sets.real() ? real : level(of, other);
    Estimate[] chance = levels(of, sets.chance(), otherReal);
    List<Estimate[]> synthetic = sets.pairs().stream().map(pair -> levels(of, pair, real)).toList();
    for (int k = 0; k < definitions.size(); k++) {
      Definition d = definitions.get(k);
      List<Reading> readings = new ArrayList<>();
      for (int i = 0; i < synthetic.size(); i++) {
        Estimate estimate = synthetic.get(i)[k];
        Verdict verdict =
            fewSubjects(i)
                ? Verdict.NONE
                : VerdictRule.of(d, estimate, real[k], chance[k], otherReal[k]);
        readings.add(new Reading(sets.synthetic().get(i).name(), estimate, verdict));
      }
      put(new Figure(d, readings, chance[k], real[k], support(), List.of(), ""));
    }
  }

  private static double[] level(Function<Cohort, LevelStatistic> of, Cohort cohort) {
    return of.apply(cohort).of(Bootstrap.ones(cohort.subjects()));
  }

  /** The candidate's levels, with the intervals of their differences from the reference's. */
  private Estimate[] levels(Function<Cohort, LevelStatistic> of, Pair pair, double[] real) {
    LevelStatistic reference = of.apply(pair.reference());
    LevelStatistic candidate = of.apply(pair.candidate());
    Estimate[] differences =
        estimate(pair, (r, c) -> Vectors.minus(candidate.of(c), reference.of(r)));
    Estimate[] levels = new Estimate[differences.length];
    for (int k = 0; k < levels.length; k++) {
      Estimate d = differences[k];
      levels[k] = new Estimate(d.value() + real[k], d.low() + real[k], d.high() + real[k]);
    }
    return levels;
  }

  /**
   * A figure whose estimates are known, in the order of the synthetic sets.
   *
   * @param chance the same of one more real sample
   */
  public void add(Definition definition, List<Estimate> estimates, Estimate chance) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < estimates.size(); i++) {
      Estimate estimate = estimates.get(i);
      Verdict verdict =
          fewSubjects(i)
              ? Verdict.NONE
              : VerdictRule.of(
                  definition, estimate, definition.ideal(), chance, definition.ideal());
      readings.add(new Reading(sets.synthetic().get(i).name(), estimate, verdict));
    }
    put(new Figure(definition, readings, chance, Double.NaN, support(), List.of(), ""));
  }

  /** A figure made elsewhere. */
  public void put(Figure figure) {
    figures.put(figure.definition().id(), figure);
  }

  /** These figures do not apply, and why. */
  public void skip(List<Definition> definitions, String why) {
    definitions.forEach(definition -> put(Figure.missing(definition, why)));
  }

  /** Draws this beside a figure. */
  public void chart(Definition definition, Chart chart) {
    figures.computeIfPresent(definition.id(), (id, figure) -> figure.with(chart));
  }

  /** Says this of a figure. */
  public void note(Definition definition, String note) {
    figures.computeIfPresent(definition.id(), (id, figure) -> figure.noting(note));
  }

  /** The real patients and events. */
  public Figure.Support support() {
    return new Figure.Support(sets.real().subjects(), sets.real().events());
  }

  private boolean fewSubjects(int synthetic) {
    return Math.min(sets.real().subjects(), sets.synthetic().get(synthetic).subjects())
        < VerdictRule.LEAST_SUBJECTS;
  }
}

package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Goal;
import org.pan.evaluation.Reading;
import org.pan.evaluation.Verdict;
import org.pan.evaluation.internal.cohort.Cohort;

/** Takes the figures of measures: bootstraps them, sets chance beside them and gives verdicts. */
public final class FigureSink {

  private final Comparison sets;
  private final Bootstrap bootstrap;
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Map<Class<?>, Optional<?>> shared = new HashMap<>();

  public FigureSink(Comparison sets) {
    this.sets = sets;
    this.bootstrap = new Bootstrap(sets.config().replicates(), sets.config().seed());
  }

  /** The bootstrap of this evaluation. */
  public Bootstrap bootstrap() {
    return bootstrap;
  }

  /** What several measures work with, made when it is first asked for. */
  public <T> Optional<T> shared(Class<T> kind, Supplier<Optional<T>> make) {
    if (!shared.containsKey(kind)) {
      shared.put(kind, make.get());
    }
    return Objects.requireNonNull(shared.get(kind)).map(kind::cast);
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
    estimates(definitions, pair -> estimate(pair, statistic.apply(pair)));
  }

  /**
   * Figures of two sets, with their intervals.
   *
   * @param of one for each definition, made once for each pair
   */
  public void estimates(List<Definition> definitions, Function<Pair, Estimate[]> of) {
    List<Estimate[]> chances = sets.chances().pairs().stream().map(of).toList();
    add(definitions, sets.pairs().stream().map(of).toList(), sets.chances().bySet(chances));
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
    Cohort other = sets.chances().reference();
    double[] real = level(of, sets.real());
    double[] otherReal = other == sets.real() ? real : level(of, other);
    List<Estimate[]> chances =
        sets.chances().pairs().stream().map(pair -> levels(of, pair, otherReal)).toList();
    List<Estimate[]> synthetic = sets.pairs().stream().map(pair -> levels(of, pair, real)).toList();
    List<Estimate[]> chancesBySet = sets.chances().bySet(chances);
    for (int k = 0; k < definitions.size(); k++) {
      Ideals ideals = new Ideals(real[k], otherReal[k]);
      put(definitions.get(k), column(synthetic, k), column(chancesBySet, k), ideals);
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
   * Figures whose estimates are known.
   *
   * @param estimates by synthetic set, then by figure
   * @param chances the same of one more real sample as large as that set
   */
  public void add(
      List<Definition> definitions, List<Estimate[]> estimates, List<Estimate[]> chances) {
    for (int k = 0; k < definitions.size(); k++) {
      Definition d = definitions.get(k);
      put(d, column(estimates, k), column(chances, k), new Ideals(d.ideal(), d.ideal()));
    }
  }

  /** The same where one more real sample gets the same whatever its size. */
  public void add(List<Definition> definitions, List<Estimate[]> estimates, Estimate[] chance) {
    add(definitions, estimates, Collections.nCopies(estimates.size(), chance));
  }

  private static List<Estimate> column(List<Estimate[]> rows, int k) {
    return rows.stream().map(row -> row[k]).toList();
  }

  /** The best value for synthetic sets, and that for one more real sample. */
  private record Ideals(double synthetic, double chance) {}

  private void put(
      Definition definition, List<Estimate> estimates, List<Estimate> chances, Ideals ideals) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < estimates.size(); i++) {
      Estimate estimate = estimates.get(i);
      Estimate chance = chances.get(i);
      Verdict verdict =
          fewSubjects(i)
              ? Verdict.NONE
              : VerdictRule.of(definition, estimate, ideals.synthetic, chance, ideals.chance);
      readings.add(new Reading(sets.synthetic().get(i).name(), estimate, chance, verdict));
    }
    double real = definition.goal() == Goal.REAL ? ideals.synthetic : Double.NaN;
    Estimate chance = chances.get(sets.chances().largestSet());
    put(new Figure(definition, readings, chance, real, support(), List.of(), ""));
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

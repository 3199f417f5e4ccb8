package org.pan.evaluation.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.LogLikelihoods;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The sets of an evaluation.
 *
 * @param real held-out real patients, by which all is judged
 * @param train the real patients a generator learnt from, all of them, where they are given
 * @param synthetic the sets to judge
 * @param chances pairs of real sets: how far apart those are is what chance gives
 * @param config the settings
 * @param logLikelihoods what generators say of real patients, by synthetic set, where it is given
 */
public record Comparison(
    Cohort real,
    Optional<Cohort> train,
    List<Cohort> synthetic,
    Chances chances,
    EvaluationConfig config,
    Map<String, LogLikelihoods> logLikelihoods) {

  /** The same with what generators say of real patients. */
  public Comparison with(Map<String, LogLikelihoods> scores) {
    return new Comparison(real, train, synthetic, chances, config, scores);
  }

  /** The pair that shows what chance gives for the largest synthetic sets. */
  public Pair chance() {
    return chances.main();
  }

  /** Numbers of the codes in the real set, the most frequent first. */
  public List<Integer> frequentCodes() {
    long[] counts = real.codeCounts();
    return IntStream.range(0, counts.length)
        .filter(code -> counts[code] > 0)
        .boxed()
        .sorted((a, b) -> Long.compare(counts[b], counts[a]))
        .toList();
  }

  /** The pairs of the real set and each synthetic one. */
  public List<Pair> pairs() {
    return synthetic.stream().map(set -> new Pair(real, set)).toList();
  }

  /** {@link #chance}, then {@link #pairs}. */
  public List<Pair> chanceAndPairs() {
    List<Pair> all = new ArrayList<>(List.of(chance()));
    all.addAll(pairs());
    return all;
  }

  /** A line or row of bars for each set: real, chance, synthetic. */
  public List<Chart.Series> series(Function<Cohort, double[]> values) {
    List<Chart.Series> series = new ArrayList<>();
    series.add(new Chart.Series("real", values.apply(real)));
    series.add(new Chart.Series("chance", values.apply(chance().candidate())));
    synthetic.forEach(set -> series.add(new Chart.Series(set.name(), values.apply(set))));
    return series;
  }

  /** Whether all sets have a calendar. */
  public boolean hasCalendar() {
    return real.hasCalendar()
        && chance().candidate().hasCalendar()
        && synthetic.stream().allMatch(Cohort::hasCalendar);
  }

  /** Whether the real times have a time of day. */
  public boolean hasTimeOfDay() {
    return real.hasTimeOfDay();
  }
}

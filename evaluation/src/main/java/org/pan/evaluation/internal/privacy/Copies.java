package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.LongIndex;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Copies of sub-sequences: the share of the runs of a synthetic set, {@code Σ copied / Σ runs} over
 * its patients, that some training patient has as well. An exact run is five successive events with
 * the same codes, numbers and gaps; a near run is ten with the same codes, gaps alike by powers of
 * two of days and numbers in the same tenth of the training patients' numbers of the code. The time
 * before the first event of a run does not count. Beside it stands what held-out patients share
 * with the training patients by chance.
 */
public final class Copies implements Measure {

  private static final Definition EXACT =
      Definition.distance("privacy.copied-runs", Family.PRIVACY, "Runs of 5 events copied", 0.002);
  private static final Definition NEAR =
      Definition.distance(
          "privacy.near-copied-runs", Family.PRIVACY, "Runs of 10 events nearly copied", 0.01);

  private static final int EXACT_LENGTH = 5;
  private static final int NEAR_LENGTH = 10;
  private static final int[] LENGTHS = {2, 3, 5, 8, 13, 21};
  private static final int WORST = 10;

  @Override
  public List<Definition> figures() {
    return List.of(EXACT, NEAR);
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    Optional<Cohort> learnt = Precondition.train(figures(), sets, sink);
    if (learnt.isEmpty()) {
      return;
    }
    Cohort train = learnt.get();
    compare(EXACT, Tokens.exact(), EXACT_LENGTH, sets, train, sink);
    compare(NEAR, Tokens.coarse(train), NEAR_LENGTH, sets, train, sink);
    sink.note(EXACT, "The tables name training patients by their place in the set, from 0.");
  }

  private static void compare(
      Definition definition,
      Tokens tokens,
      int length,
      Comparison sets,
      Cohort train,
      FigureSink sink) {
    Runs learnt = Runs.of(train, tokens, length);
    LongIndex known = learnt.distinct();
    Runs real = Runs.of(sets.real(), tokens, length);
    List<Runs> synthetic =
        sets.synthetic().stream().map(set -> Runs.of(set, tokens, length)).toList();
    sink.add(
        List.of(definition),
        synthetic.stream().map(runs -> estimate(runs, known, sink)).toList(),
        estimate(real, known, sink));
    sink.chart(definition, byLength(learnt, real, synthetic));
    if (definition.equals(EXACT)) {
      synthetic.forEach(runs -> sink.chart(definition, worst(learnt, runs)));
    }
  }

  private static Estimate[] estimate(Runs runs, LongIndex known, FigureSink sink) {
    int[] copied = runs.copied(known);
    int subjects = copied.length;
    return sink.bootstrap()
        .of(
            subjects,
            subjects,
            (unused, weights) -> {
              double hits = 0;
              double all = 0;
              for (int s = 0; s < subjects; s++) {
                hits += (double) weights[s] * copied[s];
                all += (double) weights[s] * runs.count(s);
              }
              // Patients with too few events for a run copy none.
              return new double[] {all == 0 ? 0 : hits / all};
            });
  }

  private static Chart byLength(Runs learnt, Runs real, List<Runs> synthetic) {
    double[] lengths = IntStream.of(LENGTHS).asDoubleStream().toArray();
    List<Runs> sets = new ArrayList<>(List.of(real));
    sets.addAll(synthetic);
    double[][] shares = new double[sets.size()][lengths.length];
    for (int k = 0; k < lengths.length; k++) {
      LongIndex known = learnt.ofLength(LENGTHS[k]).distinct();
      for (int i = 0; i < sets.size(); i++) {
        shares[i][k] = share(sets.get(i).ofLength(LENGTHS[k]), known);
      }
    }
    List<Chart.Series> series = new ArrayList<>();
    for (int i = 0; i < shares.length; i++) {
      String name = i == 0 ? "chance" : sets.get(i).cohort().name();
      series.add(new Chart.Series(name, shares[i]));
    }
    return new Chart.Curves(
        "Runs that training patients have too", "events in a run", lengths, "share", series);
  }

  private static double share(Runs runs, LongIndex known) {
    long hits = IntStream.of(runs.copied(known)).asLongStream().sum();
    long all = IntStream.range(0, runs.cohort().subjects()).mapToLong(runs::count).sum();
    return all == 0 ? 0 : (double) hits / all;
  }

  /** Training patients with the longest stretches of events that one synthetic patient has too. */
  private static Chart worst(Runs learnt, Runs synthetic) {
    int[] longest = Stretches.longest(learnt, synthetic, WORST);
    Cohort train = learnt.cohort();
    List<List<String>> rows =
        IntStream.range(0, longest.length)
            .filter(s -> longest[s] > 0)
            .boxed()
            .sorted(Comparator.comparingInt((Integer s) -> longest[s]).reversed())
            .limit(WORST)
            .map(
                s ->
                    List.of(
                        Integer.toString(s),
                        Integer.toString(longest[s]),
                        Integer.toString(train.to(s) - train.from(s))))
            .toList();
    return new Chart.Grid(
        "Training patients with the longest copied stretches in " + synthetic.cohort().name(),
        List.of(
            "patient", "successive events one synthetic patient has too", "events of the patient"),
        rows);
  }
}

package org.pan.evaluation.internal.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The three risks of the European data protection authorities by attacks (Giomi, Boenisch, Wehmeyer
 * and Tasnádi 2023, Anonymeter): with {@code a} the Wilson centre of the share of attacks on
 * training patients that succeed, and {@code c} that on held-out patients, whom the generator has
 * not seen, the risk is {@code (a − c) / (1 − c)}; its interval comes from the Wilson intervals of
 * both. An attack that does no better than a naive guess is weak and says little.
 */
public final class Attacks implements Measure {

  private static final List<Attack> ALL =
      List.of(
          new SinglingOut(),
          new Linkability(),
          AttributeInference.ofCodes(),
          AttributeInference.ofNumbers());

  @Override
  public List<Definition> figures() {
    return ALL.stream().map(Attack::definition).toList();
  }

  @Override
  public void measure(Comparison sets, FigureSink sink) {
    Optional<Cohort> learnt = Precondition.train(figures(), sets, sink);
    if (learnt.isEmpty()) {
      return;
    }
    Cohort train = learnt.get();
    Trials trials = Trials.of(sets, train, sink);
    for (Attack attack : ALL) {
      run(attack, trials, sets.config().seed(), sink);
    }
  }

  private static void run(Attack attack, Trials trials, long seed, FigureSink sink) {
    Definition definition = attack.definition();
    List<Map<String, AttackCounts>> chances =
        trials.ofChances(trial -> attack.run(trial, trials.space(), seed));
    if (chances.stream().anyMatch(Map::isEmpty)) {
      sink.skip(List.of(definition), "There are too few attributes or patients to attack.");
      return;
    }
    List<Map<String, AttackCounts>> all = new ArrayList<>();
    for (Trial trial : trials.synthetic()) {
      all.add(attack.run(trial, trials.space(), seed));
    }
    sink.add(
        List.of(definition),
        all.stream().map(Attacks::risk).toList(),
        chances.stream().map(Attacks::risk).toList());
    for (int i = 0; i < all.size(); i++) {
      String set = trials.synthetic().get(i).set();
      sink.chart(definition, table(definition.title() + ", attacks with " + set, all.get(i)));
      if (sum(all.get(i)).weak()) {
        sink.note(
            definition, set + ": the attack is no better than a naive guess, so it says little.");
      }
    }
    sink.note(definition, trials.note());
  }

  private static Estimate[] risk(Map<String, AttackCounts> counts) {
    return new Estimate[] {sum(counts).risk()};
  }

  private static AttackCounts sum(Map<String, AttackCounts> counts) {
    return counts.values().stream().reduce(new AttackCounts(0, 0, 0, 0, 0), AttackCounts::plus);
  }

  private static Chart table(String title, Map<String, AttackCounts> counts) {
    List<List<String>> rows = new ArrayList<>();
    counts.forEach((name, c) -> rows.add(row(name, c)));
    return new Chart.Grid(
        title,
        List.of(
            "attacked",
            "attacks",
            "success on training patients",
            "on held-out patients",
            "of a blind guess",
            "risk"),
        rows);
  }

  private static List<String> row(String name, AttackCounts counts) {
    return List.of(
        name,
        Integer.toString(counts.attacks()),
        rate(counts.rate()),
        rate(counts.controlRate()),
        rate(counts.naiveRate()),
        rate(counts.risk().value(), (counts.risk().high() - counts.risk().low()) / 2));
  }

  private static String rate(SuccessRate rate) {
    return rate(rate.value(), rate.error());
  }

  private static String rate(double value, double error) {
    return String.format(Locale.ROOT, "%.3f ± %.3f", value, error);
  }
}

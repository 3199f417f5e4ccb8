package org.pan.evaluation.internal.fairness;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Definition;
import org.pan.evaluation.internal.ClinicalFields;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Pair;
import org.pan.evaluation.internal.SubjectGroup;
import org.pan.evaluation.internal.cohort.Cohort;

/** The groups that must be served alike: those of static fields that all sets have. */
final class Groups {

  private static final String NONE =
      "No static field that all sets have splits the real patients into groups of at least 50.";

  private Groups() {}

  /**
   * The groups, without those of a field that says who died; where there are none, the sink is told
   * why these figures do not apply.
   */
  static List<SubjectGroup> of(List<Definition> figures, Comparison sets, FigureSink sink) {
    List<SubjectGroup> groups =
        SubjectGroup.of(sets.real()).stream()
            .filter(group -> !ClinicalFields.isDeath(group.field()))
            .filter(group -> everywhere(sets, group.field()))
            .toList();
    if (groups.isEmpty()) {
      sink.skip(figures, NONE);
    }
    return groups;
  }

  private static boolean everywhere(Comparison sets, String field) {
    return sets.chance().candidate().field(field).isPresent()
        && sets.synthetic().stream().allMatch(set -> set.field(field).isPresent());
  }

  /** The members of each group in a cohort. */
  static List<boolean[]> members(List<SubjectGroup> groups, Cohort cohort) {
    return groups.stream().map(group -> group.members(cohort)).toList();
  }

  /** A table of a number by group and pair of sets. */
  static Chart table(
      String title, List<SubjectGroup> groups, Comparison sets, List<double[]> chanceAndSynthetic) {
    List<String> columns = new ArrayList<>(List.of("group", "chance"));
    sets.synthetic().forEach(set -> columns.add(set.name()));
    List<List<String>> rows = new ArrayList<>();
    for (int g = 0; g < groups.size(); g++) {
      int group = g;
      List<String> row = new ArrayList<>(List.of(groups.get(g).label()));
      chanceAndSynthetic.forEach(
          values -> row.add(String.format(Locale.ROOT, "%.3f", values[group])));
      rows.add(row);
    }
    return new Chart.Grid(title, columns, rows);
  }

  /** A number of each group for chance and each synthetic set. */
  static List<double[]> byPair(
      Comparison sets, List<SubjectGroup> groups, ToDoubleFunction<PairOfGroup> value) {
    List<Pair> pairs = sets.chanceAndPairs();
    return pairs.stream()
        .map(
            pair ->
                groups.stream()
                    .mapToDouble(group -> value.applyAsDouble(new PairOfGroup(pair, group)))
                    .toArray())
        .toList();
  }

  /** A group in two sets. */
  record PairOfGroup(Pair pair, SubjectGroup group) {}
}

package org.pan.evaluation.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Family;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Goal;
import org.pan.evaluation.Reading;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;

/** Rows of a chapter. */
class ChapterTest {

  private static final Estimate LARGE = new Estimate(0.1, 0.05, 0.15);
  private static final Estimate SMALL = new Estimate(0.3, 0.1, 0.5);

  private static Reading reading(String set, Estimate chance) {
    return new Reading(set, new Estimate(0.2, 0.1, 0.3), chance, Verdict.GREEN);
  }

  private static Figure figure(Definition definition, String note) {
    return new Figure(
        definition,
        List.of(reading("large", LARGE), reading("small", SMALL)),
        LARGE,
        Double.NaN,
        new Figure.Support(100, 1_000),
        List.of(),
        note);
  }

  private static List<Chapter.Row> rows(Figure... figures) {
    List<Scores.Set> sets =
        Stream.of("large", "small")
            .map(name -> new Scores.Set(name, Scores.Role.SYNTHETIC, 100, 1_000, 3, "RELATIVE"))
            .toList();
    Scores scores =
        new Scores(
            new Scores.Provenance(EvaluationConfig.DEFAULT, Map.of(), "", sets),
            List.of(),
            List.of(figures));
    return Chapter.of(Family.FIDELITY, scores, new ArrayList<>()).rows();
  }

  @Test
  void aSetOfAnotherSizeShowsItsOwnChance() {
    Definition distance = Definition.distance("a", Family.FIDELITY, "A", 0.01);
    Chapter.Row row = rows(figure(distance, "")).get(0);
    assertEquals("0.100", row.chance().value());
    assertEquals("", row.cells().get(0).chance());
    assertEquals("another real sample as large as this: 0.300", row.cells().get(1).chance());
  }

  @Test
  void whatHoldsForSeveralFiguresIsSaidOnce() {
    Definition a = Definition.distance("a", Family.FIDELITY, "A", 0.01);
    Definition b = Definition.score("b", Family.FIDELITY, "B", 0.01);
    List<Chapter.Row> rows = rows(figure(a, "As said."), figure(b, "As said."), figure(b, "More."));
    assertEquals(List.of("As said.", "", "More."), rows.stream().map(Chapter.Row::note).toList());
  }

  @Test
  void theBestIsOpenOnTheSideWhereMoreIsNoGain() {
    Definition zero = Definition.distance("a", Family.FIDELITY, "A", 0.01);
    Definition one = Definition.score("b", Family.FIDELITY, "B", 0.01);
    Definition half = new Definition("c", Family.FIDELITY, "C", "", Goal.LOWEST, 0.5, 0.01);
    List<Chapter.Row> rows = rows(figure(zero, ""), figure(one, ""), figure(half, ""));
    assertEquals(List.of("0", "1", "0.5 or less"), rows.stream().map(Chapter.Row::best).toList());
  }
}

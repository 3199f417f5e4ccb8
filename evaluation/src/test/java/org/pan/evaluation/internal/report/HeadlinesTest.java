package org.pan.evaluation.internal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.Definition;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Family;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Reading;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;

/** Answers never claim more than the verdicts support. */
class HeadlinesTest {

  private static final Estimate CHANCE = new Estimate(0.1, 0.05, 0.15);

  private static List<Figure> figures(Family family, String first, int green, int amber, int red) {
    List<Figure> figures = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.addAll(Collections.nCopies(green, Verdict.GREEN));
    verdicts.addAll(Collections.nCopies(amber, Verdict.AMBER));
    verdicts.addAll(Collections.nCopies(red, Verdict.RED));
    for (int i = 0; i < verdicts.size(); i++) {
      figures.add(figure(family, i == 0 ? first : first + i, verdicts.get(i)));
    }
    return figures;
  }

  private static Figure figure(Family family, String id, Verdict verdict) {
    return new Figure(
        Definition.distance(id, family, "Figure " + id, 0.01),
        List.of(new Reading("s", new Estimate(0.25, 0.2, 0.3), CHANCE, verdict)),
        CHANCE,
        Double.NaN,
        new Figure.Support(100, 1_000),
        List.of(),
        "");
  }

  private static Scores scores(List<Figure> figures, long subjects) {
    Scores.Set set = new Scores.Set("s", Scores.Role.SYNTHETIC, subjects, 5_000, 3, "RELATIVE");
    return new Scores(
        new Scores.Provenance(EvaluationConfig.DEFAULT, Map.of(), "", List.of(set)),
        List.of(),
        figures);
  }

  private static Headline.Answer answer(Family family, List<Figure> figures) {
    return new Headlines(scores(figures, 100))
        .all().stream()
            .filter(headline -> headline.family().equals(family.title()))
            .findFirst()
            .orElseThrow()
            .answers()
            .get(0);
  }

  private static String style(Family family, List<Figure> figures) {
    return answer(family, figures).light().style();
  }

  @Test
  void oneFigureInTwentyMayBeOffByChance() {
    assertEquals("green", style(Family.FIDELITY, figures(Family.FIDELITY, "f", 19, 0, 1)));
    assertEquals("amber", style(Family.FIDELITY, figures(Family.FIDELITY, "f", 18, 0, 2)));
    assertEquals("amber", style(Family.FIDELITY, figures(Family.FIDELITY, "f", 18, 1, 1)));
  }

  @Test
  void aRedHeadlineMakesTheFamilyRed() {
    List<Figure> figures = new ArrayList<>(figures(Family.FIDELITY, "f", 40, 0, 0));
    figures.add(figure(Family.FIDELITY, "fidelity.c2st-patient", Verdict.RED));
    assertEquals("red", style(Family.FIDELITY, figures));
  }

  @Test
  void anOpenHeadlineIsNeverGreen() {
    List<Figure> figures = new ArrayList<>(figures(Family.FIDELITY, "f", 40, 0, 0));
    figures.add(figure(Family.FIDELITY, "fidelity.c2st-patient", Verdict.AMBER));
    assertEquals("amber", style(Family.FIDELITY, figures));
  }

  @Test
  void privacyBearsNoRedFigure() {
    assertEquals("green", style(Family.PRIVACY, figures(Family.PRIVACY, "p", 30, 0, 0)));
    assertEquals("amber", style(Family.PRIVACY, figures(Family.PRIVACY, "p", 30, 1, 0)));
    assertEquals("red", style(Family.PRIVACY, figures(Family.PRIVACY, "p", 30, 0, 1)));
  }

  @Test
  void whatWasNotJudgedIsNotPraised() {
    assertEquals("none", style(Family.FAIRNESS, List.of()));
    assertTrue(answer(Family.PRIVACY, List.of()).meaning().contains("not judged"));
  }

  @Test
  void theEvidenceStandsBesideTheAnswer() {
    Headline.Answer answer = answer(Family.UTILITY, figures(Family.UTILITY, "u", 1, 0, 5));
    assertEquals("0.250 (95 % interval 0.200 to 0.300)", answer.value());
    assertEquals(
        "Of 6 figures judged, 1 as good as another real sample, 0 perhaps worse, 5 clearly worse:"
            + " Figure u1; Figure u2; Figure u3; 2 more.",
        answer.counts());
  }

  @Test
  void fewPatientsAreSaidToBeFew() {
    assertTrue(new Headlines(scores(List.of(), 100)).caution().contains("only 100 patients"));
    assertEquals("", new Headlines(scores(List.of(), 1_000)).caution());
  }
}

package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.evaluation.internal.Measures;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

/**
 * Patients of a simulated clinic: one in twenty of the training patients planted in a synthetic set
 * is found, and another real sample is accused of nothing.
 */
class PrivacyTest {

  private static final int PATIENTS = 1_500;
  private static final int COPIES = 75;
  private static final int FIRST_COPY = 200;

  private static final Clinic CLINIC =
      new Clinic(
          new ClinicSettings(
              ClinicSettings.DEFAULT.timeMode(),
              ClinicSettings.DEFAULT.resolution(),
              ClinicSettings.DEFAULT.window(),
              new ClinicSettings.Rate(8, 1, 1, 0.6, 3, 0.2, 0.1),
              true));

  private static final Dataset REAL = clinic(21);
  private static final Dataset TRAIN = clinic(22);
  private static List<Figure> figures;

  @BeforeAll
  static void score() {
    Dataset good = clinic(23);
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("good", good);
    sets.put("copies", withCopies(good));
    Comparison compared =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(60))
            .read(REAL, TRAIN, sets)
            .with(Map.of("good", likelihoods(0), "copies", likelihoods(2)));
    FigureSink sink = new FigureSink(compared);
    measures().forEach(measure -> measure.measure(compared, sink));
    figures = sink.figures();
  }

  private static List<Measure> measures() {
    return Measures.all().stream()
        .filter(measure -> measure.figures().get(0).family() == Family.PRIVACY)
        .toList();
  }

  private static Dataset clinic(long seed) {
    return new ListDataset(CLINIC.schema(), CLINIC.timelines(PATIENTS, seed).toList());
  }

  private static Dataset withCopies(Dataset good) {
    List<Timeline> train = TRAIN.timelines().toList();
    List<Timeline> patients = new ArrayList<>(good.timelines().toList());
    for (int i = 0; i < COPIES; i++) {
      Timeline copied = train.get(FIRST_COPY + i);
      patients.set(
          i,
          new Timeline(
              "copy " + i, copied.statics(), copied.start(), copied.end(), copied.events()));
    }
    return new ListDataset(good.schema(), patients);
  }

  /** Normal scores, those of members so much higher. */
  private static LogLikelihoods likelihoods(double gain) {
    Random random = new Random(3);
    return new LogLikelihoods(normal(TRAIN, gain, random), normal(REAL, 0, random), true);
  }

  private static Map<String, Double> normal(Dataset set, double mean, Random random) {
    Map<String, Double> scores = new HashMap<>();
    try (Stream<Timeline> patients = set.timelines()) {
      patients.forEach(p -> scores.put(p.subject(), mean + random.nextGaussian()));
    }
    return scores;
  }

  private static Set<String> withVerdict(String set, Verdict verdict) {
    return figures.stream()
        .filter(figure -> figure.reading(set).stream().anyMatch(r -> r.verdict() == verdict))
        .map(figure -> figure.definition().id())
        .collect(Collectors.toSet());
  }

  private static double value(String id, String set) {
    return figures.stream()
        .filter(figure -> figure.definition().id().equals(id))
        .flatMap(figure -> figure.reading(set).stream())
        .findFirst()
        .orElseThrow()
        .estimate()
        .value();
  }

  @Test
  void copiesOfTrainingPatientsAreFound() {
    Set<String> missed =
        new HashSet<>(
            Set.of(
                "privacy.copied-runs",
                "privacy.near-copied-runs",
                "privacy.dcr-close-surplus",
                "privacy.linkability",
                "privacy.membership-domias-tpr"));
    missed.removeAll(withVerdict("copies", Verdict.RED));
    assertTrue(missed.isEmpty(), () -> "not seen by " + missed);
    assertEquals(0.05, value("privacy.copied-runs", "copies"), 0.01);
  }

  @Test
  void anotherRealSampleIsAccusedOfNothing() {
    assertEquals(Set.of(), withVerdict("good", Verdict.RED));
    assertEquals(Set.of(), withVerdict("good", Verdict.AMBER));
    assertTrue(withVerdict("good", Verdict.GREEN).size() >= 12, "judged");
  }

  @Test
  void theWorstOffAreNamedByTheirPlace() {
    List<Chart.Grid> tables =
        figures.stream()
            .flatMap(figure -> figure.charts().stream())
            .filter(chart -> chart instanceof Chart.Grid && chart.title().endsWith("copies"))
            .map(Chart.Grid.class::cast)
            .filter(grid -> grid.columns().get(0).equals("patient"))
            .toList();
    assertEquals(2, tables.size());
    for (Chart.Grid table : tables) {
      for (List<String> row : table.rows()) {
        int place = Integer.parseInt(row.get(0));
        assertTrue(place >= FIRST_COPY && place < FIRST_COPY + COPIES, table.title() + ": " + row);
      }
    }
  }

  /**
   * Scores two standard deviations apart have the area Φ(2 / √2), and pass 1 % by Φ(2 − 2.3263).
   */
  @Test
  void aGeneratorThatKnowsItsPatientsIsFound() {
    assertEquals(0.9214, value("privacy.membership-likelihood-auc", "copies"), 0.015);
    assertEquals(0.3721, value("privacy.membership-likelihood-tpr", "copies"), 0.1);
    assertTrue(
        withVerdict("copies", Verdict.RED)
            .containsAll(
                Set.of("privacy.membership-likelihood-auc", "privacy.membership-likelihood-tpr")));
  }

  @Test
  void withoutTrainingPatientsThereAreNoFigures() {
    Comparison alone =
        new ComparisonReader(EvaluationConfig.DEFAULT).read(REAL, null, Map.of("s", TRAIN));
    assertNoFigures(alone, "give them as training patients.");
  }

  @Test
  void aFewPatientsHaveNoFigures() {
    Dataset one = TestSets.of(TestSets.patient("1", "F"));
    Comparison few =
        new ComparisonReader(EvaluationConfig.DEFAULT).read(one, one, Map.of("s", one));
    assertNoFigures(few, "at least 20 patients in every set.");
  }

  private static void assertNoFigures(Comparison sets, String why) {
    FigureSink sink = new FigureSink(sets);
    measures().forEach(measure -> measure.measure(sets, sink));
    assertFalse(sink.figures().isEmpty());
    for (Figure figure : sink.figures()) {
      assertTrue(figure.readings().isEmpty(), figure.definition().id());
      assertTrue(figure.note().endsWith(why), figure.note());
    }
  }

  /** Patients without events, numbers, static fields or anything else to tell them apart. */
  @Test
  void emptyPatientsGiveNobodyAway() {
    Timeline[] patients = new Timeline[40];
    for (int i = 0; i < patients.length; i++) {
      patients[i] = TestSets.patient("p" + i, "F");
    }
    Dataset empty = TestSets.of(patients);
    Comparison sets =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(20))
            .read(empty, empty, Map.of("s", empty));
    FigureSink sink = new FigureSink(sets);
    measures().forEach(measure -> measure.measure(sets, sink));
    for (Figure figure : sink.figures()) {
      figure.readings().forEach(r -> assertTrue(r.verdict() != Verdict.RED, r.set()));
    }
  }

  @Test
  void likelihoodsOfNoSetAreAnError() {
    Evaluation evaluation =
        Evaluation.of(EvaluationConfig.DEFAULT).logLikelihoods(Map.of("x", likelihoods(0)));
    DataException e =
        assertThrows(DataException.class, () -> evaluation.score(REAL, TRAIN, Map.of("s", TRAIN)));
    assertEquals(
        "Log-likelihoods of x: there is no such synthetic set; there are s.", e.getMessage());
  }
}

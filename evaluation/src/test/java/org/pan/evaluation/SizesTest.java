package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.Chances;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.sequences.Dataset;

/** Synthetic sets of different sizes side by side: each is judged as if it were alone. */
class SizesTest {

  private static final EvaluationConfig CONFIG = EvaluationConfig.DEFAULT.withReplicates(20);
  private static final Dataset REAL = PlantedFaults.patients(300, 1);
  private static final Dataset TRAIN = PlantedFaults.patients(300, 2);
  private static final Dataset LARGE = PlantedFaults.patients(350, 3);
  private static final Dataset SMALL = PlantedFaults.patients(120, 4);

  /** Outcomes to foretell are those that real patients have in the size of the largest set. */
  private static final Set<String> FORECASTS =
      Set.of("fairness.tstr-auc", "fairness.amplification");

  private static Scores together;

  @BeforeAll
  static void score() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("small", SMALL);
    sets.put("large", LARGE);
    together = Evaluation.of(CONFIG).score(REAL, TRAIN, sets);
  }

  private static void assertSame(String set, Scores alone, boolean forecastsToo) {
    assertTrue(alone.figures().size() > 80, "figures");
    for (Figure figure : alone.figures()) {
      Definition d = figure.definition();
      if (forecastsToo || !(d.family() == Family.UTILITY || FORECASTS.contains(d.id()))) {
        Optional<Reading> beside = together.figure(d.id()).orElseThrow().reading(set);
        assertEquals(figure.reading(set), beside, d.id());
      }
    }
  }

  @Test
  void aLargeSetIsNotJudgedByTheSizeOfASmallOne() {
    assertSame("large", Evaluation.of(CONFIG).score(REAL, TRAIN, Map.of("large", LARGE)), true);
  }

  @Test
  void aSmallSetIsJudgedByItsOwnSize() {
    assertSame("small", Evaluation.of(CONFIG).score(REAL, TRAIN, Map.of("small", SMALL)), false);
  }

  @Test
  void theSmallerSampleIsFartherByChance() {
    Figure figure = together.figure("fidelity.code-share-tv").orElseThrow();
    double small = figure.reading("small").orElseThrow().chance().value();
    double large = figure.reading("large").orElseThrow().chance().value();
    assertTrue(small > large, small + " and " + large);
    assertEquals(large, figure.chance().value());
  }

  @Test
  void figuresAskedForAloneAreTheSame() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("small", SMALL);
    sets.put("large", LARGE);
    Scores alone =
        Evaluation.of(CONFIG).only(Set.of("fidelity.code-share-tv")).score(REAL, TRAIN, sets);
    Set<String> ids = new TreeSet<>();
    for (Figure figure : alone.figures()) {
      ids.add(figure.definition().id());
      assertEquals(
          together.figure(figure.definition().id()).orElseThrow().reading("large"),
          figure.reading("large"));
    }
    Set<String> beside =
        Evaluation.figures().stream()
            .filter(group -> group.stream().anyMatch(d -> d.id().equals("fidelity.code-share-tv")))
            .flatMap(List::stream)
            .map(Definition::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(beside, ids);
  }

  private static Chances chances(int... sizes) {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    for (int size : sizes) {
      sets.put("s" + sets.size(), PlantedFaults.patients(size, 5));
    }
    return new ComparisonReader(CONFIG).read(REAL, TRAIN, sets).chances();
  }

  private static List<Integer> candidates(Chances chances) {
    return chances.pairs().stream().map(pair -> pair.candidate().subjects()).toList();
  }

  @Test
  void setsOfAboutOneSizeShareTheirChance() {
    Chances chances = chances(100, 250, 97, 2_000, 290);
    assertEquals(List.of(290, 250, 97), candidates(chances));
    assertEquals(List.of(2, 1, 2, 0, 0), chances.ofSets());
  }

  @Test
  void withoutTrainingPatientsOneHalfIsCutToTheSet() {
    Chances chances = new ComparisonReader(CONFIG).read(REAL, null, Map.of("s", SMALL)).chances();
    assertEquals(List.of(120), candidates(chances));
    assertEquals(150, chances.reference().subjects());
  }
}

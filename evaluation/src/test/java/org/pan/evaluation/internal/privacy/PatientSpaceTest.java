package org.pan.evaluation.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pan.evaluation.TestSets.on;
import static org.pan.evaluation.TestSets.patient;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.sequences.Dataset;

/** Patients as points, by hand. */
class PatientSpaceTest {

  private static final Dataset TRAIN =
      TestSets.of(
          patient("a", "F", on(0, "x", 2), on(3, "x", 4), on(3, "y")),
          patient("b", "M", on(5, "y"), on(6, "y")));
  private static final Dataset REAL = TestSets.of(patient("c", "M", on(0, "x", 9), on(9, "y")));
  private static final Dataset SYNTHETIC =
      TestSets.of(
          patient("1", "F", on(0, "x", 2), on(3, "x", 4), on(3, "y")),
          patient("2", "F", on(0, "x", 2), on(3, "x", 4)));

  private final Comparison sets =
      new ComparisonReader(EvaluationConfig.DEFAULT).read(REAL, TRAIN, Map.of("s", SYNTHETIC));
  private final PatientSpace space =
      PatientSpace.of(sets, sets.train().orElseThrow(), new FigureSink(sets));
  private final Points train = space.points(sets.train().orElseThrow());
  private final Points synthetic = space.points(sets.synthetic().get(0));

  private int column(String name) {
    return IntStream.range(0, space.columns().size())
        .filter(k -> space.columns().get(k).name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private double original(int row, String name) {
    return space.original(train.at(row, column(name)), column(name));
  }

  @Test
  void coordinatesAreWhatPatientsHave() {
    assertEquals(2, original(0, "number of x"), 1e-5);
    assertEquals(3, original(0, "mean of x"), 1e-5);
    assertEquals(4, original(0, "last x"), 1e-5);
    assertEquals(1, original(0, "sex F"), 1e-5);
    assertEquals(2, Math.expm1(original(0, "days with events")), 1e-5);
    assertEquals(5, original(1, "first day"), 1e-5);
  }

  /** Patients a and c have means 3 and 9; b has none. */
  @Test
  void whatIsMissingLiesAtTheRealMean() {
    assertEquals(0, original(1, "number of x"), 1e-5);
    assertEquals(6, original(1, "mean of x"), 1e-5);
  }

  @Test
  void aCopyOfAPatientIsTheSamePoint() {
    Neighbours nearest = Neighbours.of(synthetic, train, 1);
    assertEquals(0, nearest.distances(0)[0]);
    assertEquals(1, Math.signum(nearest.distances(0)[1]));
  }

  @Test
  void codesAreKnownByTurns() {
    int[] even = space.places(Set.of(PatientColumns.Kind.COUNT), true, false);
    int[] odd = space.places(Set.of(PatientColumns.Kind.COUNT), false, true);
    assertEquals(1, even.length);
    assertEquals(1, odd.length);
  }
}

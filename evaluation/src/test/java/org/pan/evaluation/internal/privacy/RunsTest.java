package org.pan.evaluation.internal.privacy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.pan.evaluation.TestSets.on;
import static org.pan.evaluation.TestSets.patient;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.sequences.Dataset;

/** Runs of three events, counted by hand. */
class RunsTest {

  private static final Dataset TRAIN =
      TestSets.of(
          patient("t", "F", on(0, "a", 1), on(7, "b", 20), on(9, "c"), on(9, "a", 2)),
          patient("u", "M", on(0, "b", 10), on(1, "b", 30), on(2, "a", 3)));

  private static int[] copied(Dataset synthetic, boolean exact) {
    Comparison sets =
        new ComparisonReader(EvaluationConfig.DEFAULT).read(TRAIN, TRAIN, Map.of("s", synthetic));
    Cohort train = Optional.of(sets).flatMap(Comparison::train).orElseThrow();
    Tokens tokens = exact ? Tokens.exact() : Tokens.coarse(train);
    return Runs.of(sets.synthetic().get(0), tokens, 3).copied(Runs.of(train, tokens, 3).distinct());
  }

  @Test
  void aRunIsACopyWhereverItLiesInTime() {
    Dataset set =
        TestSets.of(
            patient("1", "F", on(50, "a", 1), on(57, "b", 20), on(59, "c"), on(59, "a", 2)),
            patient("2", "F", on(4, "x"), on(50, "b", 20), on(52, "c"), on(52, "a", 2)),
            patient("3", "F", on(50, "a", 1), on(57, "b", 20)));
    assertArrayEquals(new int[] {2, 1, 0}, copied(set, true));
  }

  @Test
  void anotherGapNumberOrCodeIsNoCopy() {
    Dataset set =
        TestSets.of(
            patient("1", "F", on(0, "a", 1), on(8, "b", 20), on(10, "c")),
            patient("2", "F", on(0, "a", 1), on(7, "b", 21), on(9, "c")),
            patient("3", "F", on(0, "a", 1), on(7, "b", 20), on(9, "d")),
            patient("4", "F", on(0, "a", 1), on(7, "b"), on(9, "c")));
    assertArrayEquals(new int[] {0, 0, 0, 0}, copied(set, true));
  }

  @Test
  void aNearCopyHasGapsOfOneOrderAndNumbersOfOneTenth() {
    Dataset set =
        TestSets.of(
            // Gaps of 4 to 7 days and of 2 or 3 are of one order; the tenth about 20 of 10, 20, 30
            // goes from 18 to 20.
            patient("1", "F", on(0, "a", 1), on(4, "b", 19), on(7, "c")),
            patient("2", "F", on(0, "a", 1), on(8, "b", 20), on(10, "c")),
            patient("3", "F", on(0, "a", 1), on(7, "b", 29), on(9, "c")));
    assertArrayEquals(new int[] {1, 0, 0}, copied(set, false));
  }
}

package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.pan.evaluation.TestSets.on;
import static org.pan.evaluation.TestSets.patient;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pan.sequences.Dataset;

/** Code shares and prevalence of sets small enough to count by hand. */
class CodeSharesTest {

  private static final Dataset REAL =
      TestSets.of(
          patient("1", "F", on(0, "a"), on(1, "a"), on(2, "b")),
          patient("2", "M", on(0, "a"), on(5, "c")));
  private static final Dataset SYNTHETIC =
      TestSets.of(
          patient("1", "F", on(0, "a"), on(1, "d")), patient("2", "M", on(0, "b"), on(7, "b")));

  private static double value(String id) {
    Scores scores = Evaluation.of(EvaluationConfig.DEFAULT).score(REAL, Map.of("s", SYNTHETIC));
    return scores.figure(id).orElseThrow().reading("s").orElseThrow().estimate().value();
  }

  @Test
  void sharesDifferByHalfTheSumOfTheirDifferences() {
    // Real a .6, b .2, c .2; synthetic a .25, b .5, d .25.
    assertEquals((.35 + .3 + .2 + .25) / 2, value("fidelity.code-share-tv"), 1e-12);
  }

  @Test
  void prevalenceCountsPatients() {
    // Real a 1, b .5, c .5; synthetic a .5, b .5, d .5.
    assertEquals(.5, value("fidelity.prevalence-error"), 1e-12);
    assertEquals(1 - .5 / (1.0 / 6), value("fidelity.prevalence-r2"), 1e-12);
  }
}

package org.pan.evaluation.internal.utility;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Figure;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.Verdict;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.cohort.Cohort;
import org.pan.evaluation.internal.cohort.CohortReader;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/** Patients with a level of their own, and a set whose numbers are anyone's. */
class NextValueForecastsTest {

  private static Dataset patients(long seed, double ownShare) {
    Random random = new Random(seed);
    Timeline[] patients = new Timeline[500];
    for (int s = 0; s < patients.length; s++) {
      double level = random.nextGaussian();
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        double own = Math.sqrt(ownShare) * level;
        double other = Math.sqrt(1 - ownShare) * random.nextGaussian();
        events.add(TestSets.on(30 * i, "creatinine", 100 + 10 * (own + other)));
      }
      patients[s] = TestSets.patient("p" + s, "F", events.toArray(Event[]::new));
    }
    return TestSets.of(patients);
  }

  @Test
  void aNumberIsForetoldAsWellAsPatientsKeepTheirLevel() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("real", patients(3, 0.8));
    sets.put("anyone's", patients(4, 0));
    Comparison comparison =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(40))
            .read(patients(1, 0.8), patients(2, 0.8), sets);
    FigureSink sink = new FigureSink(comparison);
    new NextValueForecasts().measure(comparison, sink);
    Figure figure = sink.figures().get(0);
    // The last number alone gives R² = 0.8² where correlation is 0.8.
    assertEquals(0.64, figure.chance().value(), 0.08);
    assertEquals(Verdict.GREEN, figure.reading("real").orElseThrow().verdict());
    assertEquals(Verdict.RED, figure.reading("anyone's").orElseThrow().verdict());
  }

  @Test
  void whatIsKnownEndsBeforeTheDayOfTheNumber() {
    Cohort cohort =
        new CohortReader()
            .read(
                "hand",
                TestSets.of(
                    TestSets.patient(
                        "one day", "F", TestSets.on(0, "x", 1), TestSets.on(0, "x", 2)),
                    TestSets.patient(
                        "two days",
                        "F",
                        TestSets.on(0, "x", 1),
                        TestSets.on(5, "y"),
                        TestSets.on(9, "y"),
                        TestSets.on(9, "x", 7))));
    NextValues values = NextValues.of(cohort, 0, 10, 1);
    assertArrayEquals(new double[] {7}, values.values());
    assertEquals(5, cohort.day(values.before().events()[0]));
  }
}

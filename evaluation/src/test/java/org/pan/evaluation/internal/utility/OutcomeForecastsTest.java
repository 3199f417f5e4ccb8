package org.pan.evaluation.internal.utility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.Verdict;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/**
 * Patients who have either one code again and again or the other, and sets that keep this or not.
 */
class OutcomeForecastsTest {

  private static final int PATIENTS = 400;
  private static FigureSink sink;

  @BeforeAll
  static void measure() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("real", patients(3, false));
    sets.put("mixed", patients(4, true));
    Comparison comparison =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(40))
            .read(patients(1, false), patients(2, false), sets);
    sink = new FigureSink(comparison);
    new OutcomeForecasts().measure(comparison, sink);
  }

  /** Mixed: the codes of the set are dealt to events of whichever patient. */
  private static Dataset patients(long seed, boolean mixed) {
    Random random = new Random(seed);
    List<String> codes = new ArrayList<>();
    List<List<Integer>> days = new ArrayList<>();
    for (int s = 0; s < PATIENTS; s++) {
      boolean diabetic = random.nextInt(3) == 0;
      List<Integer> own = new ArrayList<>();
      for (int day = 0; day < 1500; day += 1 + random.nextInt(500)) {
        own.add(day);
        codes.add(random.nextDouble() < (diabetic ? 0.9 : 0.1) ? "hba1c" : "ferritin");
      }
      days.add(own);
    }
    if (mixed) {
      Collections.shuffle(codes, random);
    }
    Timeline[] patients = new Timeline[PATIENTS];
    int next = 0;
    for (int s = 0; s < PATIENTS; s++) {
      List<Event> events = new ArrayList<>();
      for (int day : days.get(s)) {
        events.add(TestSets.on(day, codes.get(next++)));
      }
      patients[s] = TestSets.patient("p" + s, "F", events.toArray(Event[]::new));
    }
    return TestSets.of(patients);
  }

  private static Verdict verdict(String id, String set) {
    return TestSets.verdict(sink, id, set);
  }

  @Test
  void anotherRealSampleTeachesAsMuch() {
    for (String model : List.of("boosting", "regression")) {
      assertEquals(Verdict.GREEN, verdict("utility.tstr-auc-" + model, "real"));
      assertEquals(Verdict.GREEN, verdict("utility.tstr-brier-" + model, "real"));
      assertEquals(Verdict.GREEN, verdict("utility.tstr-calibration-" + model, "real"));
    }
    assertEquals(Verdict.GREEN, verdict("utility.timing-auc", "real"));
  }

  @Test
  void codesDealtToOtherPatientsTeachNothingOfThem() {
    for (String model : List.of("boosting", "regression")) {
      assertEquals(Verdict.RED, verdict("utility.tstr-auc-" + model, "mixed"));
      assertEquals(Verdict.RED, verdict("utility.tstr-brier-" + model, "mixed"));
    }
  }
}

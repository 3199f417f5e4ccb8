package org.pan.evaluation.internal.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.Definition;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Figure;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.Verdict;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.Measure;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/**
 * Men and women with codes of their own that depend on the patient, and sets that wrong the women.
 */
class FairnessTest {

  private static final int PATIENTS = 800;
  private static FigureSink sink;

  /** What happens to women. */
  private enum Fault {
    NONE,
    FEWER,
    MIXED,
    OTHER_CODES
  }

  @BeforeAll
  static void measure() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("real", patients(3, Fault.NONE));
    sets.put("fewer women", patients(4, Fault.FEWER));
    sets.put("women mixed", patients(5, Fault.MIXED));
    sets.put("women's codes", patients(6, Fault.OTHER_CODES));
    Comparison comparison =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(40))
            .read(patients(1, Fault.NONE), patients(2, Fault.NONE), sets);
    sink = new FigureSink(comparison);
    List<Measure> measures =
        List.of(new Representation(), new GroupFidelity(), new GroupsTold(), new GroupForecasts());
    measures.forEach(measure -> measure.measure(comparison, sink));
  }

  private static Dataset patients(long seed, Fault fault) {
    Random random = new Random(seed);
    List<List<String>> codes = new ArrayList<>();
    List<String> ofWomen = new ArrayList<>();
    List<String> sexes = new ArrayList<>();
    for (int s = 0; s < PATIENTS; s++) {
      boolean woman = random.nextDouble() < (fault == Fault.FEWER ? 0.3 : 0.5);
      double share = random.nextInt(3) == 0 ? 0.9 : 0.1;
      List<String> own = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        boolean first = random.nextDouble() < share;
        boolean wrong = woman && fault == Fault.OTHER_CODES && random.nextInt(3) == 0;
        String code = wrong || first ? "hba1c" : "ferritin";
        own.add(woman ? code : "men's " + code);
      }
      sexes.add(woman ? "F" : "M");
      codes.add(own);
      if (woman) {
        ofWomen.addAll(own);
      }
    }
    if (fault == Fault.MIXED) {
      Collections.shuffle(ofWomen, random);
      int next = 0;
      for (int s = 0; s < PATIENTS; s++) {
        if (sexes.get(s).equals("F")) {
          codes.set(s, ofWomen.subList(next, next + 6));
          next += 6;
        }
      }
    }
    return dated(codes, sexes, random);
  }

  private static Dataset dated(List<List<String>> codes, List<String> sexes, Random random) {
    Timeline[] patients = new Timeline[codes.size()];
    for (int s = 0; s < patients.length; s++) {
      List<Event> events = new ArrayList<>();
      int day = 0;
      for (String code : codes.get(s)) {
        events.add(TestSets.on(day, code));
        day += 100 + random.nextInt(200);
      }
      patients[s] = TestSets.patient("p" + s, sexes.get(s), events.toArray(Event[]::new));
    }
    return TestSets.of(patients);
  }

  private static Verdict verdict(Definition definition, String set) {
    return TestSets.verdict(sink, definition.id(), set);
  }

  @Test
  void anotherRealSampleIsFair() {
    for (Figure figure : sink.figures()) {
      assertEquals(
          Verdict.GREEN, figure.reading("real").orElseThrow().verdict(), figure.toString());
    }
  }

  @Test
  void aGroupThatIsTooSmallIsSeenByRepresentationAlone() {
    assertEquals(Verdict.RED, verdict(Representation.LOG_ODDS, "fewer women"));
    assertEquals(Verdict.GREEN, verdict(GroupFidelity.SHARES, "fewer women"));
    assertEquals(Verdict.GREEN, verdict(GroupForecasts.AMPLIFICATION, "fewer women"));
  }

  @Test
  void aGroupWithCodesOfOthersIsSeenByTheWorstGroup() {
    assertEquals(Verdict.RED, verdict(GroupFidelity.SHARES, "women's codes"));
    assertEquals(Verdict.RED, verdict(GroupsTold.AUC, "women's codes"));
    assertEquals(Verdict.GREEN, verdict(Representation.LOG_ODDS, "women's codes"));
  }

  @Test
  void aGroupWhosePatientsAreMixedUpIsToldFromReal() {
    assertEquals(Verdict.RED, verdict(GroupsTold.AUC, "women mixed"));
    assertNotEquals(Verdict.RED, verdict(GroupFidelity.SHARES, "women mixed"));
    assertEquals(Verdict.GREEN, verdict(GroupFidelity.EVENTS, "women mixed"));
  }

  @Test
  void aModelThatLearnsNothingOfOneGroupWidensTheGap() {
    assertEquals(Verdict.RED, verdict(GroupForecasts.AMPLIFICATION, "women mixed"));
    assertEquals(Verdict.RED, verdict(GroupForecasts.LOWEST, "women mixed"));
    assertEquals(Verdict.GREEN, verdict(GroupForecasts.AMPLIFICATION, "fewer women"));
  }
}

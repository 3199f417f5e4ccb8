package org.pan.evaluation.internal.utility.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.EvaluationConfig;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Finding;
import org.pan.evaluation.TestSets;
import org.pan.evaluation.Verdict;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.ComparisonReader;
import org.pan.evaluation.internal.FigureSink;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.Schemas;

/** Analyses of patients who were made with known hazards. */
class ReplayTest {

  private static final long DAY = 86_400_000_000L;
  private static final int PATIENTS = 3_000;
  private static final List<String> DIAGNOSES =
      List.of("dx:diabetes", "dx:htn", "dx:gout", "dx:ckd");
  private static final double TEN_YEARS = 3652.5;
  private static final Schema SCHEMA =
      Schemas.days(
          new StaticField("age", StaticField.Kind.NUMBER, "INTEGER"),
          new StaticField("male", StaticField.Kind.CATEGORY, "INTEGER"),
          new StaticField("case", StaticField.Kind.CATEGORY, "BOOLEAN"),
          new StaticField("status", StaticField.Kind.CATEGORY, "INTEGER"));

  /**
   * Patients whose diagnoses come at so many times the hazard in cases, and whose strokes come at
   * so many times SCORE2's risk of the low region.
   */
  private static ListDataset patients(long seed, double hazardRatio, double overScore2) {
    Random random = new Random(seed);
    List<Timeline> patients = new ArrayList<>();
    for (int s = 0; s < PATIENTS; s++) {
      boolean exposed = random.nextInt(3) == 0;
      boolean man = random.nextBoolean();
      int age = 45 + random.nextInt(20);
      Score2.Person person =
          new Score2.Person(man, age, random.nextInt(4) == 0, 120 + random.nextInt(50), 6, 1.2);
      List<Event> events = new ArrayList<>();
      events.add(Event.of(0, "sbp", person.systolic()));
      events.add(Event.of(0, "chol", person.cholesterol() * 38.67));
      events.add(Event.of(0, "hdl", person.hdl() * 38.67));
      events.add(Event.of(0, "smoke", person.smoker() ? 1 : 0));
      double risk = Score2.risk(person, Score2.Region.LOW) * overScore2;
      double stroke = exponential(random, -TEN_YEARS / Math.log(1 - risk));
      double end = Math.min(4000, exponential(random, 15000));
      for (String diagnosis : DIAGNOSES) {
        add(events, diagnosis, exponential(random, 8000 / (exposed ? hazardRatio : 1)), end);
      }
      add(events, "dx:stroke", stroke, end);
      events.sort(Comparator.comparingLong(Event::timeMicros));
      Map<String, StaticValue> statics = new LinkedHashMap<>();
      statics.put("age", new StaticValue.Number(age));
      statics.put("male", new StaticValue.Category(man ? "1" : "0"));
      statics.put("case", new StaticValue.Category(Boolean.toString(exposed)));
      statics.put("status", new StaticValue.Category(end < 4000 ? "1" : "0"));
      patients.add(
          new Timeline(
              "p" + s, statics, OptionalLong.empty(), OptionalLong.of(micros(end)), events));
    }
    return new ListDataset(SCHEMA, patients);
  }

  private static long micros(double day) {
    long whole = (long) day;
    return whole * DAY;
  }

  private static double exponential(Random random, double mean) {
    return 1 - Math.log(1 - random.nextDouble()) * mean;
  }

  private static void add(List<Event> events, String code, double day, double end) {
    if (day < end) {
      events.add(Event.of(micros(day), code));
    }
  }

  private static Finding named(String name, List<Finding> findings) {
    return Agreement.named(name, findings).orElseThrow();
  }

  private static boolean within(double expected, Finding finding) {
    return finding.estimate().low() < expected && expected < finding.estimate().high();
  }

  @Test
  void knownHazardRatiosAreInTheirIntervals() {
    int covered = 0;
    for (int seed = 1; seed <= 20; seed++) {
      List<Finding> hazards =
          new ExposureHazards().findings(TimeMode.RELATIVE, patients(seed, 3, 1).timelines());
      for (String diagnosis : DIAGNOSES) {
        covered += within(3, named(diagnosis, hazards)) ? 1 : 0;
      }
      covered += within(1, named("dx:stroke", hazards)) ? 1 : 0;
      covered += within(1, named("death", hazards)) ? 1 : 0;
    }
    // 120 intervals of 95 %: fewer than 105 come once in 5,000 times.
    assertTrue(covered >= 105, covered + " of 120");
  }

  @Test
  void observedOverExpectedFollowsTheRegion() {
    List<Finding> risks =
        new CardiovascularRisk().findings(TimeMode.RELATIVE, patients(1, 3, 1).timelines());
    assertEquals(8, risks.size());
    // Deaths that compete take up to a quarter of ten years at risk.
    double low = named("men, low risk region", risks).estimate().value();
    assertTrue(low > 0.7 && low < 1.1, "observed over expected " + low);
    double high = named("men, very high risk region", risks).estimate().value();
    assertTrue(high < low / 1.5, "observed over expected " + high);
  }

  @Test
  void setsThatLoseTheEffectAreSeen() {
    Map<String, Dataset> sets = new LinkedHashMap<>();
    sets.put("real", patients(3, 3, 1));
    sets.put("no effect", patients(4, 1, 1));
    sets.put("many strokes", patients(5, 3, 4));
    Comparison comparison =
        new ComparisonReader(EvaluationConfig.DEFAULT.withReplicates(50))
            .read(patients(1, 3, 1), patients(2, 3, 1), sets);
    FigureSink sink = new FigureSink(comparison);
    new Replay(new ExposureHazards()).measure(comparison, sink);
    new Replay(new CardiovascularRisk()).measure(comparison, sink);
    for (Figure figure : sink.figures()) {
      assertEquals(
          Verdict.GREEN, figure.reading("real").orElseThrow().verdict(), figure.toString());
    }
    assertEquals(Verdict.RED, TestSets.verdict(sink, "utility.score2-overlap", "many strokes"));
    assertEquals(Verdict.RED, TestSets.verdict(sink, "utility.hazards-overlap", "no effect"));
  }

  @Test
  void dataWithoutTheFieldsHaveNoFindings() {
    ListDataset data =
        new ListDataset(
            SCHEMA,
            List.of(
                new Timeline(
                    "p", Map.of(), OptionalLong.empty(), OptionalLong.empty(), List.of())));
    assertTrue(new ExposureHazards().findings(TimeMode.RELATIVE, data.timelines()).isEmpty());
    assertTrue(new CardiovascularRisk().findings(TimeMode.RELATIVE, data.timelines()).isEmpty());
  }
}

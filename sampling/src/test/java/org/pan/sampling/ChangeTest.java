package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sequences.DataException;
import org.pan.sequences.Event;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.StaticField;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.Schemas;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/**
 * A world without memory, in which a static field says all: smokers have a visit on a tenth of all
 * days, which is a cough eight times in ten; others on a twentieth, a cough once in ten.
 */
class ChangeTest {

  private static final Schema SCHEMA =
      Schemas.days(
          new StaticField("smoker", StaticField.Kind.CATEGORY, "VARCHAR"),
          new StaticField("age", StaticField.Kind.NUMBER, "INTEGER"));

  private static final int DAYS = 400;
  private static final int HALF = 200;
  private static final int PATIENTS = 400;

  private static @Nullable Pan model;

  private static List<Timeline> world(int count) {
    SplittableRandom random = new SplittableRandom(5);
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      boolean smoker = random.nextBoolean();
      List<Event> events = new ArrayList<>();
      for (int day = 0; day <= DAYS; day++) {
        if (random.nextDouble() < (smoker ? .1 : .05)) {
          String code = random.nextDouble() < (smoker ? .8 : .1) ? "COUGH" : "VISIT";
          events.add(Event.of(day * Resolution.DAY.micros(), code));
        }
      }
      timelines.add(
          new Timeline(
              Integer.toString(s),
              Map.of(
                  "smoker",
                  new StaticValue.Category(smoker ? "yes" : "no"),
                  "age",
                  new StaticValue.Number(20 + random.nextInt(60))),
              OptionalLong.of(0),
              OptionalLong.of(DAYS * Resolution.DAY.micros()),
              events));
    }
    return timelines;
  }

  @BeforeAll
  static void learn() {
    TrainingConfig config =
        TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withEffort(.3).withDevice("cpu");
    try (ListDataset data = new ListDataset(SCHEMA, world(600))) {
      model = Training.of(config).fit(data);
    }
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(model).close();
  }

  private static List<Timeline> draw(Intervention... done) {
    return draw(Condition.where("smoker", "no"), done);
  }

  private static List<Timeline> draw(Condition condition, Intervention... done) {
    Sampler sampler =
        Sampler.of(Objects.requireNonNull(model), SamplingConfig.DEFAULT)
            .intervening(List.of(done));
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS, condition)) {
      return drawn.toList();
    }
  }

  /** Events of a code, of any where it is null, on days from one up to another, a patient. */
  private static double rate(List<Timeline> drawn, @Nullable String code, int from, int to) {
    long count =
        drawn.stream()
            .flatMap(t -> t.events().stream())
            .filter(e -> code == null || e.code().equals(code))
            .mapToLong(e -> Math.floorDiv(e.timeMicros(), Resolution.DAY.micros()))
            .filter(day -> from <= day && day < to)
            .count();
    return count / (double) drawn.size();
  }

  @Test
  void fromTheFirstDayOnPatientsAreThoseOfTheOtherValue() {
    List<Timeline> changed = draw(new Intervention.Change("smoker", "yes", "0"));
    List<Timeline> smokers = draw(Condition.where("smoker", "yes"));
    // About forty events a patient, as in a Poisson process: four standard errors of a difference.
    double error = Math.sqrt(2 * 40.0 / PATIENTS);
    assertEquals(rate(smokers, null, 0, DAYS), rate(changed, null, 0, DAYS), 4 * error);
    assertEquals(.1 * DAYS, rate(changed, null, 0, DAYS), .1 * .1 * DAYS);
    assertEquals(.8, rate(changed, "COUGH", 0, DAYS) / rate(changed, null, 0, DAYS), .03);
    for (Timeline patient : changed) {
      assertEquals(new StaticValue.Category("no"), patient.statics().get("smoker"));
    }
  }

  /** Nobody's past and value contradicted each other in training: the model weighs both. */
  @Test
  void fromTheMiddleOnPatientsTurnToTheOtherValueAtOnce() {
    List<Timeline> changed = draw(new Intervention.Change("smoker", "yes", "" + HALF));
    assertEquals(rate(draw(), null, 0, HALF), rate(changed, null, 0, HALF));
    for (int until : new int[] {HALF + 20, DAYS}) {
      double events = rate(changed, null, HALF, until);
      assertTrue(events > .07 * (until - HALF), events + " events before day " + until);
      double coughs = rate(changed, "COUGH", HALF, until) / events;
      assertTrue(coughs > .6, coughs + " of the events are coughs before day " + until);
    }
    assertEquals(.1, rate(changed, "COUGH", 0, HALF) / rate(changed, null, 0, HALF), .04);
  }

  @Test
  void aChangeAndAForcedCodeComeInTheirOrder() {
    List<Timeline> both =
        draw(
            new Intervention.Change("smoker", "yes", "" + HALF),
            new Intervention.Force("COUGH", "150"),
            new Intervention.Force("COUGH", "250"),
            new Intervention.Change("smoker", "no", "300"));
    assertTrue(rate(both, "COUGH", 150, 151) >= 1 && rate(both, "COUGH", 250, 251) >= 1);
    double changed = rate(both, "COUGH", HALF, 300);
    assertTrue(changed > 4 * rate(both, "COUGH", 100, HALF), changed + " coughs while changed");
    assertTrue(changed > 4 * rate(both, "COUGH", 300, DAYS), changed + " coughs while changed");
  }

  @Test
  void whoIsNotUnderObservationThenIsLeftAlone() {
    assertEquals(draw(), draw(new Intervention.Change("smoker", "yes", "2000")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "smoker | perhaps | 5 | perhaps",
        "smoke | yes | 5 | There is no field smoke",
        "age | 30..40 | 5 | age changes to one value on a day, not to the range 30..40.",
        "observation_end | 90 | 5 | observation_end is a date: only names and numbers can change",
        "smoker | yes | soon | \"soon\" is no day: expected a number of days such as 365."
      })
  void whatCannotChangeIsSaid(String field, String value, String day, String said) {
    DataException e =
        assertThrows(DataException.class, () -> draw(new Intervention.Change(field, value, day)));
    assertTrue(String.valueOf(e.getMessage()).contains(said), e.getMessage());
  }
}

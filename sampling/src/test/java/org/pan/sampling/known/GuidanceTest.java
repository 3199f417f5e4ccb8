package org.pan.sampling.known;

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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.Condition;
import org.pan.sampling.Intervention;
import org.pan.sampling.Sampler;
import org.pan.sampling.SamplingConfig;
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
 * Guidance where every distribution is known: three patients of ten smoke; they have a visit on
 * eight of a hundred days, seven times in ten for a cough, and others on four, twice in ten for a
 * cough.
 */
class GuidanceTest {

  private static final Schema SCHEMA =
      Schemas.days(
          new StaticField("smoker", StaticField.Kind.CATEGORY, "VARCHAR"),
          new StaticField("age", StaticField.Kind.NUMBER, "INTEGER"));

  private static final int DAYS = 200;
  private static final int PATIENTS = 2_000;
  private static final int LEARNT = 9_000;
  private static final double SMOKERS = .3;
  private static final double[] VISITS = {.04, .08};
  private static final double[] COUGHS = {.2, .7};
  private static final Condition SMOKER = Condition.where("smoker", "yes");

  private static @Nullable Pan model;

  private static List<Timeline> world(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Timeline> timelines = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int smoker = random.nextDouble() < SMOKERS ? 1 : 0;
      List<Event> events = new ArrayList<>();
      for (int day = 0; day <= DAYS; day++) {
        if (random.nextDouble() < VISITS[smoker]) {
          String code = random.nextDouble() < COUGHS[smoker] ? "COUGH" : "CHECK";
          events.add(Event.of(day * Resolution.DAY.micros(), code));
        }
      }
      timelines.add(
          new Timeline(
              Integer.toString(s),
              Map.of(
                  "smoker",
                  new StaticValue.Category(smoker == 1 ? "yes" : "no"),
                  "age",
                  new StaticValue.Number(20 + random.nextInt(60))),
              OptionalLong.of(0),
              OptionalLong.of(DAYS * Resolution.DAY.micros()),
              events));
    }
    return timelines;
  }

  private static Pan learn(ModelConfig model, double effort) {
    TrainingConfig config =
        TrainingConfig.DEFAULT.withModel(model).withEffort(effort).withDevice("cpu");
    try (ListDataset data = new ListDataset(SCHEMA, world(LEARNT, 5))) {
      return Training.of(config).fit(data);
    }
  }

  @BeforeAll
  static void learn() {
    model = learn(ModelConfig.TINY.withHiddenShare(.5), 1);
  }

  @AfterAll
  static void close() {
    Objects.requireNonNull(model).close();
  }

  private static List<Timeline> draw(
      Pan pan, double strength, Condition condition, Intervention... done) {
    Sampler sampler =
        Sampler.of(pan, SamplingConfig.DEFAULT.withGuidance(strength)).intervening(List.of(done));
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS, condition)) {
      return drawn.toList();
    }
  }

  private static List<Timeline> draw(double strength, Condition condition, Intervention... done) {
    return draw(Objects.requireNonNull(model), strength, condition, done);
  }

  /** The share of coughs among first events. */
  private static double firstCoughs(List<Timeline> drawn) {
    long any = drawn.stream().filter(t -> !t.events().isEmpty()).count();
    long coughs =
        drawn.stream()
            .filter(t -> !t.events().isEmpty() && t.events().get(0).code().equals("COUGH"))
            .count();
    return coughs / (double) any;
  }

  private static double coughs(Timeline timeline) {
    return timeline.events().stream().filter(e -> e.code().equals("COUGH")).count();
  }

  /**
   * The first event of smokers is a cough in proportion to P(cough | smoker)^g P(cough)^(1 - g).
   * Who comes first knows nothing but the day, which hardly tells smokers from others.
   */
  @ParameterizedTest
  @ValueSource(doubles = {.5, 1, 2, 3})
  void theFirstCodeIsThatOfTheTiltedDistribution(double strength) {
    double all = SMOKERS * COUGHS[1] + (1 - SMOKERS) * COUGHS[0];
    double cough = Math.pow(COUGHS[1], strength) * Math.pow(all, 1 - strength);
    double check = Math.pow(1 - COUGHS[1], strength) * Math.pow(1 - all, 1 - strength);
    assertEquals(cough / (cough + check), firstCoughs(draw(strength, SMOKER)), .05);
  }

  /** Without guidance the condition says nothing of the events: they are those of all patients. */
  @Test
  void atStrengthZeroTheEventsAreThoseOfAnybody() {
    List<Timeline> drawn = draw(0, SMOKER);
    List<Timeline> anybody = world(PATIENTS, 77);
    Alike.assertAlike("events", t -> t.events().size(), anybody, drawn);
    Alike.assertAlike("coughs", GuidanceTest::coughs, anybody, drawn);
    drawn.forEach(t -> assertEquals(new StaticValue.Category("yes"), t.statics().get("smoker")));
  }

  @Test
  void atStrengthOneItIsTheUntouchedPath() {
    Sampler plain = Sampler.of(Objects.requireNonNull(model), SamplingConfig.DEFAULT);
    try (Stream<Timeline> drawn = plain.sample(PATIENTS, SMOKER)) {
      assertEquals(drawn.toList(), draw(1, SMOKER));
    }
  }

  @Test
  void withoutAConditionThereIsNothingToGuide() {
    assertEquals(draw(1, Condition.NONE), draw(3, Condition.NONE));
  }

  /** Hiding fields of some patients costs the others next to nothing. */
  @Test
  void hiddenFieldsLeaveTheConditionalAsItIs() {
    Alike.assertAlike(
        "coughs of smokers",
        GuidanceTest::coughs,
        world(4 * PATIENTS, 78).stream()
            .filter(t -> new StaticValue.Category("yes").equals(t.statics().get("smoker")))
            .limit(PATIENTS)
            .toList(),
        draw(1, SMOKER));
  }

  /** A value that changes halfway is guided from there on: more coughs than learnt. */
  @Test
  void aChangedValueIsGuidedToo() {
    Condition others = Condition.where("smoker", "no");
    Intervention change = new Intervention.Change("smoker", "yes", "0");
    assertTrue(
        firstCoughs(draw(3, others, change)) > COUGHS[1] + .1,
        "guided after a change as before it");
  }

  @ParameterizedTest
  @EnumSource(ModelConfig.BackboneKind.class)
  void everyBackboneGuides(ModelConfig.BackboneKind backbone) {
    ModelConfig config = ModelConfig.TINY.withHiddenShare(.3).withBackbone(backbone);
    try (Pan pan = learn(config, .1)) {
      assertTrue(
          firstCoughs(draw(pan, 3, SMOKER)) > firstCoughs(draw(pan, 1, SMOKER)),
          "more coughs the stronger the guidance");
    }
  }

  @Test
  void aModelThatHidNothingSaysSo() {
    try (Pan pan = learn(ModelConfig.TINY, .02)) {
      DataException e = assertThrows(DataException.class, () -> draw(pan, 2, SMOKER));
      assertTrue(String.valueOf(e.getMessage()).contains("--hide-fields"), e.getMessage());
    }
  }
}

package org.pan.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.constraints.Constraint;
import org.pan.model.constraints.Constraints;
import org.pan.sequences.DataException;
import org.pan.sequences.Schema;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;
import org.pan.sequences.testing.PanelWorld;
import org.pan.sequences.testing.RoundsWorld;
import org.pan.sequences.testing.RuleBreaks;
import org.pan.sequences.testing.RuledWorld;
import org.pan.sequences.testing.WardWorld;
import org.pan.training.Training;
import org.pan.training.TrainingConfig;

/** Patients of a little trained model of a world with rules. */
class ConstraintTest {

  private static final int PATIENTS = 300;

  /** The rules of the world. */
  private enum Rule {
    TWICE,
    LATE,
    FATHER,
    SOON;

    boolean broken(Timeline t) {
      return switch (this) {
        case TWICE -> RuleBreaks.breaksOnce(t, "APPENDIX");
        case LATE -> RuleBreaks.breaksAfter(t, "LAB", "TRANSFER");
        case FATHER -> RuleBreaks.breaksWith(t, "BIRTH", "sex", "M");
        case SOON -> RuleBreaks.gaps(t, "BIRTH").stream().anyMatch(days -> days < 250);
      };
    }
  }

  private static @Nullable Pan model;
  private static @Nullable Pan panelModel;

  private static Pan learn(List<Timeline> records) {
    return learn(RuledWorld.SCHEMA, records);
  }

  private static Pan learn(Schema schema, List<Timeline> records) {
    TrainingConfig config =
        TrainingConfig.DEFAULT
            .withModel(ModelConfig.TINY.withConstraintBound(.03))
            .withEffort(.05)
            .withDevice("cpu");
    try (ListDataset data = new ListDataset(schema, records)) {
      return Training.of(config).fit(data);
    }
  }

  @BeforeAll
  static void learn() {
    model = learn(RuledWorld.timelines(600, 3));
    panelModel = learn(PanelWorld.SCHEMA, PanelWorld.timelines(300, 4));
  }

  @AfterAll
  static void close() {
    pan().close();
    panels().close();
  }

  private static Pan pan() {
    return Objects.requireNonNull(model);
  }

  private static Pan panels() {
    return Objects.requireNonNull(panelModel);
  }

  private static Sampler sampler() {
    return Sampler.of(pan(), SamplingConfig.DEFAULT.withSeed(4));
  }

  private static List<Timeline> draw(Sampler sampler) {
    try (Stream<Timeline> drawn = sampler.sample(PATIENTS)) {
      return drawn.toList();
    }
  }

  /** How many patients break some of these rules. */
  private static long count(List<Timeline> drawn, Rule... rules) {
    return drawn.stream().filter(t -> Arrays.stream(rules).anyMatch(r -> r.broken(t))).count();
  }

  @Test
  void noPatientBreaksAConstraintAndManyDoWithoutThem() {
    List<Timeline> kept = draw(sampler());
    List<Timeline> free = draw(sampler().keeping(Constraints.NONE));
    assertEquals(0, count(kept, Rule.values()));
    assertTrue(
        count(free, Rule.values()) > 10,
        "only a model that breaks them shows that the mask does something");
  }

  @Test
  void eachCanBeLeftOut() {
    Constraints all = pan().spec().constraints();
    List<Timeline> some = draw(sampler().keeping(all.without(Set.of("with", "gap BIRTH"))));
    assertTrue(count(some, Rule.FATHER, Rule.SOON) > 0);
    assertEquals(0, count(some, Rule.TWICE, Rule.LATE));
    assertThrows(DataException.class, () -> all.without(Set.of("BIRTH")));
  }

  /** Nothing was learnt of what comes after a code that ends records, so that anything may. */
  @Test
  void theEndOfRecordsCanBeLeftOutToo() {
    Set<String> late = Set.of("VISIT", "LAB", "BIRTH", "APPENDIX");
    try (Pan ended = learn(RuledWorld.ended(RuledWorld.timelines(600, 3)))) {
      Sampler keeping = Sampler.of(ended, SamplingConfig.DEFAULT);
      Sampler leaving = keeping.keeping(ended.spec().constraints().without(Set.of("end TRANSFER")));
      assertEquals(0, after(draw(keeping), late));
      assertTrue(after(draw(leaving), late) > 0);
    }
  }

  @Test
  void noPatientGetsACodeBeforeWhatItWaitsFor() {
    try (Pan ward = learn(WardWorld.SCHEMA, WardWorld.timelines(600, 3))) {
      Sampler keeping = Sampler.of(ward, SamplingConfig.DEFAULT);
      Sampler leaving =
          keeping.keeping(ward.spec().constraints().without(Set.of("needs", "again")));
      assertEquals(0, draw(keeping).stream().filter(ConstraintTest::outOfTurn).count());
      assertTrue(draw(leaving).stream().anyMatch(ConstraintTest::outOfTurn));
    }
  }

  @Test
  void noPatientGetsACodeOftenerADayThanAnybodyDid() {
    List<Timeline> real = RoundsWorld.timelines(300, 3);
    try (Pan rounds = learn(RoundsWorld.SCHEMA, real)) {
      Sampler keeping = Sampler.of(rounds, SamplingConfig.DEFAULT);
      Sampler leaving = keeping.keeping(rounds.spec().constraints().without(Set.of("daily")));
      List<Timeline> kept = draw(keeping);
      assertEquals(0, kept.stream().filter(ConstraintTest::tooOften).count());
      assertTrue(draw(leaving).stream().filter(ConstraintTest::tooOften).count() > 10);
      assertTrue(kept.stream().anyMatch(t -> RuleBreaks.daily(t, "MEAL").contains(3)));
    }
  }

  @Test
  void whatComesWithOthersAlwaysDoes() {
    Sampler keeping = Sampler.of(panels(), SamplingConfig.DEFAULT);
    Constraints all = panels().spec().constraints();
    List<Timeline> kept = draw(keeping);
    List<Timeline> free = draw(keeping.keeping(all.without(Set.of("together", "kept", "lasting"))));
    assertEquals(0, kept.stream().filter(ConstraintTest::incomplete).count());
    assertTrue(free.stream().filter(ConstraintTest::incomplete).count() > 10);
    assertEquals(visits(free), visits(kept), .2 * visits(free));
    assertTrue(ended(kept) < .04, ended(kept) + " of the therapies end at a visit");
    assertTrue(ended(free) > 2 * ended(kept), ended(free) + " without the constraints");
  }

  /** At how many visits after one with therapy there is none. */
  private static double ended(List<Timeline> drawn) {
    List<Boolean> goesOn =
        drawn.stream().flatMap(t -> RuleBreaks.lasting(t, "THERAPY", "VISIT").stream()).toList();
    return Collections.frequency(goesOn, false) / (double) goesOn.size();
  }

  /** What is kept from coming is not waited for. */
  @Test
  void aCodeIsForbiddenThoughOthersComeWithIt() {
    Sampler keeping = Sampler.of(panels(), SamplingConfig.DEFAULT);
    List<Timeline> without = draw(keeping.intervening(List.of(new Intervention.Forbid("WEIGHT"))));
    assertEquals(0, without.stream().filter(t -> codes(t, "WEIGHT") > 0).count());
    assertTrue(visits(without) > .5 * visits(draw(keeping)), visits(without) + " visits");
  }

  private static boolean incomplete(Timeline t) {
    return Stream.of(
            RuleBreaks.together(t, "WEIGHT", "VISIT"),
            RuleBreaks.together(t, "DIASTOLIC", "SYSTOLIC"),
            RuleBreaks.kept(t, "GLUCOSE", "VISIT"),
            RuleBreaks.kept(t, "XRAY", "VISIT"))
        .anyMatch(occasions -> occasions.contains(false));
  }

  private static long codes(Timeline t, String code) {
    return t.events().stream().filter(e -> e.code().equals(code)).count();
  }

  private static double visits(List<Timeline> drawn) {
    return drawn.stream().mapToLong(t -> codes(t, "VISIT")).sum();
  }

  @Test
  void afterACodeThatClosesRecordsOnlyAFewOthersCome() {
    try (Pan closed = learn(RuledWorld.reported(RuledWorld.timelines(600, 3)))) {
      Sampler keeping = Sampler.of(closed, SamplingConfig.DEFAULT);
      Sampler leaving = keeping.keeping(Constraints.NONE);
      assertTrue(draw(keeping).stream().allMatch(ConstraintTest::isClosed));
      assertTrue(draw(keeping).stream().anyMatch(t -> sequels(t).size() == 2));
      assertFalse(draw(leaving).stream().allMatch(ConstraintTest::isClosed));
    }
  }

  private static List<String> sequels(Timeline t) {
    return RuleBreaks.sequels(t, "TRANSFER");
  }

  private static boolean isClosed(Timeline t) {
    return sequels(t).size() <= 2 && Set.of("REPORT").containsAll(sequels(t));
  }

  private static boolean tooOften(Timeline t) {
    return Map.of("DRUG", 1, "WASH", 2, "MEAL", 3).entrySet().stream()
        .anyMatch(e -> RuleBreaks.daily(t, e.getKey()).stream().anyMatch(n -> n > e.getValue()));
  }

  private static boolean outOfTurn(Timeline t) {
    Set<String> admission = Set.of("ADMISSION");
    return RuleBreaks.breaksNeeds(t, "DRUG", Set.of("DISEASE"))
        || RuleBreaks.breaksNeeds(t, "CARE", admission)
        || RuleBreaks.breaksAgain(t, "CARE", admission);
  }

  private static long after(List<Timeline> drawn, Set<String> codes) {
    return drawn.stream()
        .filter(t -> codes.stream().anyMatch(c -> RuleBreaks.breaksAfter(t, c, "TRANSFER")))
        .count();
  }

  @Test
  void patientsWhoAreNotTouchedStayTheSame() {
    List<Timeline> kept = draw(sampler());
    List<Timeline> free = draw(sampler().keeping(Constraints.NONE));
    int same = 0;
    for (int p = 0; p < PATIENTS; p++) {
      same += kept.get(p).equals(free.get(p)) ? 1 : 0;
    }
    assertTrue(same > 0 && same < PATIENTS, same + " patients are the same");
  }

  @Test
  void theFutureOfAPastKeepsThemToo() {
    List<Timeline> real = RuledWorld.timelines(100, 9);
    try (Stream<Timeline> drawn =
        sampler().futures(real.iterator(), Continuation.DEFAULT.withFrom(600))) {
      assertEquals(0, count(drawn.toList(), Rule.values()));
    }
  }

  @Test
  void aForcedCodeComesBeforeThem() {
    Sampler forcing = sampler().intervening(List.of(new Intervention.Force("BIRTH", "300")));
    List<Timeline> men = draw(forcing).stream().filter(t -> RuleBreaks.has(t, "sex", "M")).toList();
    assertEquals(men.size(), count(men, Rule.FATHER));
  }

  @Test
  void patientsDoNotDependOnThoseDrawnBesideThem() {
    Sampler few = Sampler.of(pan(), SamplingConfig.DEFAULT.withSeed(4).withSlots(7));
    assertEquals(draw(sampler()), draw(few));
  }

  @Test
  void theRuledWorldsConstraintsWereLearnt() {
    List<String> names = pan().spec().constraints().all().stream().map(Constraint::name).toList();
    assertTrue(
        names.containsAll(
            List.of("once APPENDIX", "LAB after TRANSFER", "BIRTH with sex=M", "gap BIRTH")),
        names.toString());
  }
}

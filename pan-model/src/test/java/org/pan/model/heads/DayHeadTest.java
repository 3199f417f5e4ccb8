package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pan.model.ModelConfig;
import org.pan.model.Openings;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
import org.pan.model.memory.Subject;
import org.pan.model.testing.Frequencies;
import org.pan.model.testing.Likelihoods;
import org.pan.model.testing.MixedWorld;
import org.pan.model.testing.OpenMinutes;
import org.pan.model.testing.RandomPan;
import org.pan.model.testing.State;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;

/** The two likelihoods of the day, with and without a calendar, held against enumeration. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DayHeadTest {

  private static final int DRAWS = 20_000;

  enum World {
    HAZARD_WITH_CALENDAR(TimeMode.ABSOLUTE, ModelConfig.DayKind.HAZARD),
    HAZARD_WITH_ERAS(TimeMode.ABSOLUTE, ModelConfig.DayKind.HAZARD),
    HAZARD_WITHOUT_CALENDAR(TimeMode.RELATIVE, ModelConfig.DayKind.HAZARD),
    WEEKS_WITH_CALENDAR(TimeMode.ABSOLUTE, ModelConfig.DayKind.WEEK),
    WEEKS_WITHOUT_CALENDAR(TimeMode.RELATIVE, ModelConfig.DayKind.WEEK);

    final TimeMode mode;
    final ModelConfig.DayKind kind;

    World(TimeMode mode, ModelConfig.DayKind kind) {
      this.mode = mode;
      this.kind = kind;
    }
  }

  private final Map<World, Pan> pans = new HashMap<>();
  private final Map<World, List<EncodedTimeline>> timelines = new HashMap<>();

  @BeforeAll
  void makeWorlds() {
    for (World world : World.values()) {
      List<Timeline> raw =
          world == World.HAZARD_WITH_ERAS
              ? MixedWorld.timelinesWithEras(600, 5)
              : MixedWorld.timelines(world.mode, 150, 5);
      Pan pan =
          RandomPan.of(
              MixedWorld.schema(world.mode), raw, ModelConfig.TINY.withDay(world.kind), 11);
      assertEquals(world == World.HAZARD_WITH_ERAS, pan.spec().layout().eras().count() > 1);
      assertEquals(world == World.HAZARD_WITH_ERAS, pan.spec().layout().recurrences().count() > 0);
      pans.put(world, pan);
      timelines.put(world, raw.stream().map(pan.encoding()::encode).toList());
    }
  }

  @AfterAll
  void close() {
    pans.values().forEach(Pan::close);
  }

  private Pan pan(World world) {
    return java.util.Objects.requireNonNull(pans.get(world));
  }

  /** States as they come, and the same with the end and the declared dates moved near. */
  private List<State> states(World world, int count, long seed) {
    Pan pan = pan(world);
    List<State> states = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (State state :
        State.random(pan, java.util.Objects.requireNonNull(timelines.get(world)), count, seed)) {
      if (state.seen() == 0 && !state.subject().startKnown()) {
        continue;
      }
      states.add(state);
      int[] ends = {0, 1, 2, 3, 5, 7, 8, 11, 30, 400};
      long end = state.now() + ends[random.nextInt(ends.length)] * MixedWorld.DAY;
      State near = state.withEnd(end);
      states.add(near);
      states.add(near.withAnchors(Days.of(state.now()) + random.nextInt(12)));
      states.add(state.withEnd(Subject.UNKNOWN).withAnchors(Days.of(state.now()) + 4));
    }
    return states;
  }

  /** Rows of one state, one for each outcome. */
  private record Enumerated(List<Integer> outcomes, Rows rows) {}

  private Enumerated enumerate(Pan pan, State state) {
    DayHead head = java.util.Objects.requireNonNull(pan.when());
    Memory memory = state.memory(pan);
    Openings ways = pan.spec().rules().openings(memory);
    List<Integer> outcomes = new ArrayList<>();
    outcomes.add(DayHead.END);
    int today = today(pan, memory);
    int last =
        state.subject().endKnown()
            ? Days.of(state.subject().end())
            : pan.when() instanceof LandingHazard
                ? pan.spec().layout().lastDay()
                : Math.max(today, pan.spec().layout().lastDay()) + 7 * 53 * 6;
    List<Integer> open =
        IntStream.rangeClosed(Days.of(memory.now()), last)
            .filter(day -> !OpenMinutes.of(pan, memory, day).isEmpty())
            .boxed()
            .toList();
    int lastOpen = open.isEmpty() ? last : open.get(open.size() - 1);
    open.stream()
        .filter(day -> isCovered(pan, state, day - today, lastOpen - day, day))
        .forEach(outcomes::add);
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), outcomes.size());
    for (int outcome : outcomes) {
      int row = rows.add();
      head.write(memory, ways, rows, row);
      head.target(outcome, rows, row);
    }
    return new Enumerated(outcomes, rows);
  }

  /** The day from which gaps count: the last on which the first event cannot come. */
  private static int today(Pan pan, Memory memory) {
    int day = Days.of(memory.now());
    return memory.any() || OpenMinutes.of(pan, memory, day).isEmpty() ? day : day - 1;
  }

  /** Weeks are classes up to the longest gap of the training data, and the last days before. */
  private static boolean isCovered(Pan pan, State state, int gap, int toEnd, int day) {
    int[] weeks = pan.spec().weeks().first();
    return !(pan.when() instanceof WeekAndWeekday)
        || WeekClasses.week(gap) < weeks[weeks.length - 1]
        || (state.subject().endKnown() && toEnd <= 7)
        || Arrays.stream(state.subject().anchors()).anyMatch(anchor -> anchor == day);
  }

  @ParameterizedTest
  @EnumSource(World.class)
  void probabilitiesOfAllOutcomesSumToOne(World world) {
    Pan pan = pan(world);
    for (State state : states(world, 12, 3)) {
      Enumerated all = enumerate(pan, state);
      double[] p =
          Likelihoods.probabilities(pan, java.util.Objects.requireNonNull(pan.when()), all.rows());
      assertEquals(1, Likelihoods.sum(p), 1e-4, () -> describe(state));
    }
  }

  @ParameterizedTest
  @EnumSource(World.class)
  void theInspectedProbabilitiesAreThoseOfTheLikelihood(World world) {
    Pan pan = pan(world);
    DayHead head = java.util.Objects.requireNonNull(pan.when());
    for (State state : states(world, 6, 4)) {
      Enumerated all = enumerate(pan, state);
      double[] p = Likelihoods.probabilities(pan, head, all.rows());
      int today = today(pan, state.memory(pan));
      int last = all.outcomes().get(all.outcomes().size() - 1);
      double[] said =
          head.probabilities(Likelihoods.outputs(pan, head, all.rows()), all.rows(), 0, last);
      for (int i = 0; i < p.length; i++) {
        int outcome = all.outcomes().get(i);
        int place = outcome == DayHead.END ? 0 : 1 + outcome - today;
        assertEquals(p[i], said[place], 1e-5, () -> "outcome " + outcome + ", " + describe(state));
      }
      assertEquals(1, Likelihoods.sum(said), 1e-5);
    }
  }

  @ParameterizedTest
  @EnumSource(World.class)
  void daysAreDrawnAsOftenAsTheLikelihoodSays(World world) {
    Pan pan = pan(world);
    DayHead head = java.util.Objects.requireNonNull(pan.when());
    Choice choice = new Choice(4096);
    SplittableRandom random = new SplittableRandom(17);
    for (State state : states(world, 3, 5)) {
      Enumerated all = enumerate(pan, state);
      double[] p = Likelihoods.probabilities(pan, head, all.rows());
      float[] outputs = Likelihoods.outputs(pan, head, all.rows());
      Map<Integer, Integer> places = new HashMap<>();
      all.outcomes().forEach(outcome -> places.put(outcome, places.size()));
      long[] counts = new long[p.length];
      for (int n = 0; n < DRAWS; n++) {
        int outcome =
            head.draw(
                outputs, all.rows(), 0, choice, 1, 1, random.nextDouble(), random.nextDouble());
        Integer place = places.get(outcome);
        assertTrue(place != null, () -> "drew " + outcome + ", " + describe(state));
        counts[java.util.Objects.requireNonNull(place)]++;
      }
      double pValue = Frequencies.pValue(p, counts);
      assertTrue(pValue > 1e-4, () -> "p = " + pValue + ", " + describe(state));
    }
  }

  private static String describe(State state) {
    return state.seen()
        + " events seen, "
        + (state.subject().endKnown()
            ? Days.of(state.subject().end()) - Days.of(state.now()) + " days to the end"
            : "no end");
  }
}

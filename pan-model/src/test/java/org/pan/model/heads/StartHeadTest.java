package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pan.model.ModelConfig;
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
import org.pan.sequences.encoding.NumberCoding;

/** The first event's day where the start of observation is not known, against enumeration. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartHeadTest {

  private static final int DRAWS = 20_000;

  private final Map<TimeMode, Pan> pans = new EnumMap<>(TimeMode.class);
  private final Map<TimeMode, List<EncodedTimeline>> timelines = new EnumMap<>(TimeMode.class);

  @BeforeAll
  void makeWorlds() {
    for (TimeMode mode : TimeMode.values()) {
      List<Timeline> raw = MixedWorld.timelines(mode, 300, 6);
      Pan pan = RandomPan.of(MixedWorld.schema(mode), raw, ModelConfig.TINY, 15);
      pans.put(mode, pan);
      timelines.put(mode, raw.stream().map(pan.encoding()::encode).toList());
    }
  }

  @AfterAll
  void close() {
    pans.values().forEach(Pan::close);
  }

  private Pan pan(TimeMode mode) {
    return Objects.requireNonNull(pans.get(mode));
  }

  /** Subjects without a known start; their end open, inside, at either border, before all. */
  private List<State> states(TimeMode mode) {
    Pan pan = pan(mode);
    NumberCoding days = Objects.requireNonNull(pan.spec().firstDay()).coding();
    List<State> states = new ArrayList<>();
    for (State state : State.random(pan, Objects.requireNonNull(timelines.get(mode)), 4, 3)) {
      State unborn = new State(state.subject(), state.events(), 0).withStart(Subject.UNKNOWN);
      states.add(unborn.withEnd(Subject.UNKNOWN));
      for (double at : new double[] {.02, .4, .8}) {
        int k = (int) (at * days.size());
        int unit = (int) Math.rint(days.value(k, .5));
        int day = mode == TimeMode.ABSOLUTE ? 7 * unit - 3 + k % 7 : unit;
        states.add(unborn.withEnd(day * MixedWorld.DAY));
        states.add(unborn.withEnd(day * MixedWorld.DAY + 6 * 3_600_000_000L));
      }
      int third = (int) Math.rint(days.value(days.size() / 3, .5));
      int declared = mode == TimeMode.ABSOLUTE ? 7 * third : third;
      states.add(unborn.withEnd(Subject.UNKNOWN).withAnchors(declared));
      states.add(unborn.withEnd((declared + 90) * MixedWorld.DAY).withAnchors(declared));
      states.add(unborn.withEnd(-40_000 * MixedWorld.DAY));
    }
    return states;
  }

  private static boolean isObserved(State state, int day) {
    return !state.subject().endKnown() || day <= Days.of(state.subject().end());
  }

  private record Enumerated(List<Integer> outcomes, Rows rows) {}

  private Enumerated enumerate(TimeMode mode, State state) {
    Pan pan = pan(mode);
    StartHead head = Objects.requireNonNull(pan.start());
    NumberCoding days = Objects.requireNonNull(pan.spec().firstDay()).coding();
    boolean weeks = mode == TimeMode.ABSOLUTE;
    Memory memory = state.memory(pan);
    List<Integer> outcomes = new ArrayList<>(List.of(StartHead.NONE));
    for (int unit = (int) days.low(); unit <= days.high(); unit++) {
      boolean shown = days.shown(unit) == unit;
      for (int day = weeks ? 7 * unit - 3 : unit; day < (weeks ? 7 * unit + 4 : unit + 1); day++) {
        if (shown && isObserved(state, day) && !OpenMinutes.of(pan, memory, day).isEmpty()) {
          outcomes.add(day);
        }
      }
    }
    for (int date : state.subject().anchors()) {
      boolean open =
          date != Subject.NO_DAY
              && isObserved(state, date)
              && !OpenMinutes.of(pan, memory, date).isEmpty();
      if (open && !outcomes.contains(date)) {
        outcomes.add(date);
      }
    }
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), outcomes.size());
    for (int outcome : outcomes) {
      int row = rows.add();
      head.write(memory, rows, row);
      head.target(outcome, rows, row);
    }
    return new Enumerated(outcomes, rows);
  }

  @ParameterizedTest
  @EnumSource(TimeMode.class)
  void probabilitiesOfAllDaysSumToOne(TimeMode mode) {
    Pan pan = pan(mode);
    for (State state : states(mode)) {
      Enumerated all = enumerate(mode, state);
      double[] p = Likelihoods.probabilities(pan, Objects.requireNonNull(pan.start()), all.rows());
      assertEquals(1, Likelihoods.sum(p), 1e-4, () -> describe(state));
    }
  }

  @ParameterizedTest
  @EnumSource(TimeMode.class)
  void withNothingBeforeTheEndThereIsNoEvent(TimeMode mode) {
    Pan pan = pan(mode);
    List<State> states = states(mode);
    Enumerated all = enumerate(mode, states.get(states.size() - 1));
    assertEquals(List.of(StartHead.NONE), all.outcomes());
    assertEquals(
        0, Likelihoods.nats(pan, Objects.requireNonNull(pan.start()), all.rows())[0], 1e-6);
  }

  @ParameterizedTest
  @EnumSource(TimeMode.class)
  void daysAreDrawnAsOftenAsTheLikelihoodSays(TimeMode mode) {
    Pan pan = pan(mode);
    StartHead head = Objects.requireNonNull(pan.start());
    Choice choice = new Choice(4096);
    SplittableRandom random = new SplittableRandom(37);
    for (State state : states(mode)) {
      Enumerated all = enumerate(mode, state);
      double[] p = Likelihoods.probabilities(pan, head, all.rows());
      float[] outputs = Likelihoods.outputs(pan, head, all.rows());
      Map<Integer, Integer> places = new HashMap<>();
      all.outcomes().forEach(outcome -> places.put(outcome, places.size()));
      long[] counts = new long[p.length];
      for (int n = 0; n < DRAWS; n++) {
        int day =
            head.draw(
                outputs, all.rows(), 0, choice, 1, 1, random.nextDouble(), random.nextDouble());
        Integer place = places.get(day);
        assertTrue(place != null, () -> "drew " + day + ", " + describe(state));
        counts[Objects.requireNonNull(place)]++;
      }
      double pValue = Frequencies.pValue(p, counts);
      assertTrue(pValue > 1e-4, () -> "p = " + pValue + ", " + describe(state));
    }
  }

  private static String describe(State state) {
    return state.subject().endKnown() ? "end on " + Days.of(state.subject().end()) : "no end";
  }
}

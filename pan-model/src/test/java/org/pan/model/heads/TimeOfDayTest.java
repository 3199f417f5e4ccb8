package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.memory.Days;
import org.pan.model.memory.Memory;
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

/** The time of day held against enumeration of all minutes. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeOfDayTest {

  private static final int DRAWS = 20_000;
  private static final long MINUTE = 60_000_000L;

  private Pan pan;
  private TimeOfDay head;
  private NumberCoding coding;
  private List<EncodedTimeline> timelines;

  @BeforeAll
  void makeWorld() {
    List<Timeline> raw = MixedWorld.timelines(TimeMode.ABSOLUTE, 150, 5);
    pan = RandomPan.of(MixedWorld.schema(TimeMode.ABSOLUTE), raw, ModelConfig.TINY, 12);
    head = Objects.requireNonNull(pan.time());
    coding = pan.encoding().timeOfDay();
    timelines = raw.stream().map(pan.encoding()::encode).toList();
  }

  @AfterAll
  void close() {
    pan.close();
  }

  /** A landing: the past and the day on which the next event comes. */
  private record Landing(State state, int day) {}

  private List<Landing> landings(int count, long seed) {
    List<Landing> landings = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (State state : State.random(pan, timelines, count, seed)) {
      if (state.seen() == 0 && !state.subject().startKnown()) {
        continue;
      }
      int today = Days.of(state.now());
      landings.add(new Landing(state, today));
      landings.add(new Landing(state, today + 1 + random.nextInt(40)));
      if (state.subject().endKnown()) {
        landings.add(new Landing(state, Days.of(state.subject().end())));
      }
      State ending = state.withEnd(state.now() + random.nextInt(600) * MINUTE);
      landings.add(new Landing(ending, Days.of(ending.subject().end())));
    }
    return landings;
  }

  private Rows rows(Memory memory, int day, List<Long> times) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), times.size());
    for (long time : times) {
      int row = rows.add();
      head.write(memory, day, rows, row);
      head.target(time, rows, row);
    }
    return rows;
  }

  @Test
  void theCodingHasAtomsAndBins() {
    boolean atoms = false;
    boolean bins = false;
    for (int k = 0; k < coding.size(); k++) {
      atoms |= coding.atom(k);
      bins |= !coding.atom(k);
    }
    assertTrue(atoms && bins);
  }

  @Test
  void probabilitiesOfAllTimesThatAreOpenSumToOne() {
    for (Landing landing : landings(20, 3)) {
      Memory memory = landing.state().memory(pan);
      List<Long> times = OpenMinutes.of(pan, memory, landing.day());
      if (times.isEmpty()) {
        continue;
      }
      double[] p = Likelihoods.probabilities(pan, head, rows(memory, landing.day(), times));
      assertEquals(1, Likelihoods.sum(p), 1e-4, () -> describe(landing));
    }
  }

  @Test
  void timesAreDrawnAsOftenAsTheLikelihoodSays() {
    Choice choice = new Choice(4096);
    float[] weights = new float[head.scratch()];
    SplittableRandom random = new SplittableRandom(23);
    for (Landing landing : landings(8, 4)) {
      Memory memory = landing.state().memory(pan);
      List<Long> times = OpenMinutes.of(pan, memory, landing.day());
      if (times.isEmpty()) {
        continue;
      }
      Rows rows = rows(memory, landing.day(), times);
      double[] p = Likelihoods.probabilities(pan, head, rows);
      float[] outputs = Likelihoods.outputs(pan, head, rows);
      long[] counts = new long[p.length];
      for (int n = 0; n < DRAWS; n++) {
        long time =
            head.draw(
                outputs,
                rows,
                0,
                landing.day(),
                choice,
                weights,
                1,
                1,
                random.nextDouble(),
                random.nextDouble());
        int place = Collections.binarySearch(times, time);
        assertTrue(
            place >= 0, () -> "drew " + Days.secondOfDay(time) / 60 + ", " + describe(landing));
        counts[place]++;
      }
      double pValue = Frequencies.pValue(p, counts);
      assertTrue(pValue > 1e-4, () -> "p = " + pValue + ", " + describe(landing));
    }
  }

  private static String describe(Landing landing) {
    return String.format(
        "last at %.1f of day %d, landing on day %d, end %s",
        Days.secondOfDay(landing.state().now()) / 60,
        Days.of(landing.state().now()),
        landing.day(),
        landing.state().subject().endKnown()
            ? Days.secondOfDay(landing.state().subject().end()) / 60
                + " of day "
                + Days.of(landing.state().subject().end())
            : "open");
  }
}

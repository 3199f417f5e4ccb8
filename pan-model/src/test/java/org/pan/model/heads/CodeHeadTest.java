package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.model.Rules;
import org.pan.model.heads.CodeHead.Sharpness;
import org.pan.model.memory.Memory;
import org.pan.model.testing.Frequencies;
import org.pan.model.testing.Likelihoods;
import org.pan.model.testing.MixedWorld;
import org.pan.model.testing.RandomPan;
import org.pan.model.testing.State;
import org.pan.sequences.Event;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;

/** The code against enumeration. */
@NullMarked
@ParameterizedClass
@ValueSource(ints = {1, 20})
class CodeHeadTest {

  private Pan pan;
  private CodeHead head;
  private List<EncodedTimeline> timelines;

  /**
   * @param variants how many codes are made of each: with many, they are recalled
   */
  CodeHeadTest(int variants) {
    SplittableRandom random = new SplittableRandom(6);
    List<Timeline> raw =
        MixedWorld.timelines(TimeMode.ABSOLUTE, 150, 5).stream()
            .map(t -> varied(t, variants, random))
            .toList();
    pan = RandomPan.of(MixedWorld.schema(TimeMode.ABSOLUTE), raw, ModelConfig.TINY, 17);
    head = Objects.requireNonNull(pan.code());
    timelines = raw.stream().map(pan.encoding()::encode).toList();
    assertEquals(variants > 1, pan.spec().layout().codes() > 64);
  }

  private static Timeline varied(Timeline t, int variants, SplittableRandom random) {
    List<Event> events = new ArrayList<>();
    for (Event e : t.events()) {
      String code = e.code() + "/" + random.nextInt(variants);
      events.add(new Event(e.timeMicros(), code, e.number(), e.text()));
    }
    return new Timeline(t.subject(), t.statics(), t.start(), t.end(), events);
  }

  @AfterEach
  void close() {
    pan.close();
  }

  /** Codes not before the last one where the time is the same, nor at their limit, or none. */
  private List<Integer> open(Memory memory, long moment) {
    List<Integer> codes = new ArrayList<>();
    boolean stay = memory.any() && moment == memory.now();
    Rules rules = pan.spec().rules();
    int[] forbidden = new int[rules.words()];
    rules.writeForbidden(memory, moment, forbidden, 0);
    for (int code = stay ? memory.last() : 0; code < pan.spec().layout().codes(); code++) {
      if (!Rules.forbidden(forbidden, 0, code)) {
        codes.add(code);
      }
    }
    if (stay) {
      codes.add(CodeHead.LEAVE);
    }
    return codes;
  }

  private Rows rows(Memory memory, long moment, List<Integer> codes) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), codes.size());
    for (int code : codes) {
      int row = rows.add();
      head.write(memory, moment, rows, row);
      head.target(code, rows, row);
    }
    return rows;
  }

  private List<Long> moments(State state) {
    return state.seen() > 0
        ? List.of(state.now(), state.now() + 3 * MixedWorld.DAY)
        : List.of(16_100 * MixedWorld.DAY);
  }

  @Test
  void probabilitiesOfAllCodesThatAreOpenSumToOne() {
    for (State state : State.random(pan, timelines, 40, 3)) {
      Memory memory = state.memory(pan);
      for (long moment : moments(state)) {
        Rows rows = rows(memory, moment, open(memory, moment));
        assertEquals(1, Likelihoods.sum(Likelihoods.probabilities(pan, head, rows)), 1e-4);
      }
    }
  }

  @Test
  void codesAreDrawnAsOftenAsTheLikelihoodSays() {
    for (State state : State.random(pan, timelines, 8, 4)) {
      Memory memory = state.memory(pan);
      for (long moment : moments(state)) {
        List<Integer> codes = open(memory, moment);
        Rows rows = rows(memory, moment, codes);
        assertDrawn(codes, rows, Likelihoods.probabilities(pan, head, rows), 20_000);
      }
    }
  }

  private void assertDrawn(List<Integer> codes, Rows rows, double[] p, int draws) {
    Choice choice = new Choice(4096);
    float[] weights = new float[pan.spec().layout().codes() + 1];
    float[] outputs = Likelihoods.outputs(pan, head, rows);
    SplittableRandom random = new SplittableRandom(43);
    long[] counts = new long[p.length];
    for (int n = 0; n < draws; n++) {
      int code =
          head.draw(outputs, rows, 0, choice, weights, null, Sharpness.LEARNT, random.nextDouble());
      counts[codes.indexOf(code)]++;
    }
    assertTrue(Frequencies.pValue(p, counts) > 1e-4);
  }

  /** Of the mass each has without, and of one another no less. */
  @Test
  void closedCodesWeighTheBoundOfWhatTheyWould() {
    SplittableRandom random = new SplittableRandom(12);
    double bound = pan.spec().config().constraintBound();
    for (State state : State.random(pan, timelines, 20, 8)) {
      Memory memory = state.memory(pan);
      for (long moment : moments(state)) {
        List<Integer> codes = open(memory, moment);
        Rows rows = rows(memory, moment, codes);
        double[] p = Likelihoods.probabilities(pan, head, rows);
        int[] closed = new int[pan.spec().rules().words()];
        codes.stream()
            .filter(code -> code != CodeHead.LEAVE && random.nextBoolean())
            .forEach(code -> Rules.forbid(closed, 0, code));
        double total = 0;
        for (int c = 0; c < p.length; c++) {
          boolean out = codes.get(c) >= 0 && Rules.forbidden(closed, 0, codes.get(c));
          p[c] *= out ? bound : 1;
          total += p[c];
          head.close(closed, rows, c);
        }
        double[] weighed = Likelihoods.probabilities(pan, head, rows);
        for (int c = 0; c < p.length; c++) {
          assertEquals(p[c] / total, weighed[c], 1e-5);
        }
        assertDrawn(codes, rows, weighed, 2_000);
      }
    }
  }

  /**
   * With p the probability of leaving, odds p / (1 - p) to the power of 1 / T; the codes among
   * themselves by a temperature of their own.
   */
  @Test
  void leavingHasATemperatureOfItsOwn() {
    Choice choice = new Choice(4096);
    float[] weights = new float[pan.spec().layout().codes() + 1];
    int looked = 0;
    for (State state : State.random(pan, timelines, 8, 6)) {
      Memory memory = state.memory(pan);
      if (!memory.any()) {
        continue;
      }
      looked++;
      List<Integer> codes = open(memory, memory.now());
      Rows rows = rows(memory, memory.now(), codes);
      double[] p = Likelihoods.probabilities(pan, head, rows);
      float[] outputs = Likelihoods.outputs(pan, head, rows);
      double[] drawn = new double[p.length];
      int draws = 20_000;
      for (int n = 0; n < draws; n++) {
        Sharpness sharp = new Sharpness(2, .5, 1);
        int code = head.draw(outputs, rows, 0, choice, weights, null, sharp, (n + .5) / draws);
        drawn[codes.indexOf(code)] += 1.0 / draws;
      }
      int last = p.length - 1;
      double leaving = Math.sqrt(p[last]) / (Math.sqrt(p[last]) + Math.sqrt(1 - p[last]));
      assertEquals(leaving, drawn[last], 1e-3);
      double squares = 0;
      for (int c = 0; c < last; c++) {
        squares += p[c] * p[c];
      }
      for (int c = 0; c < last; c++) {
        assertEquals((1 - leaving) * p[c] * p[c] / squares, drawn[c], 1e-3);
      }
    }
    assertTrue(looked > 3);
  }

  /** By counting: a row for each event, and one each time that the next has another time. */
  @Test
  void aTimelineHasARowForEachEventAndForEachTimeThatIsLeft() {
    for (EncodedTimeline timeline : timelines.subList(0, 30)) {
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 16);
      new Replay(pan).rows(timeline, head, rows, null);
      long times = Arrays.stream(timeline.time()).distinct().count();
      assertEquals(timeline.size() + times, rows.size());
    }
  }

  @Test
  void aCodeThatCannotFollowIsNeverDrawnButScoresFinite() {
    for (State state : State.random(pan, timelines, 40, 5)) {
      Memory memory = state.memory(pan);
      if (memory.any() && memory.last() > 0) {
        Rows rows = rows(memory, memory.now(), List.of(memory.last() - 1));
        assertTrue(Double.isFinite(Likelihoods.nats(pan, head, rows)[0]));
      }
    }
  }
}

package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.memory.Memory;
import org.pan.model.testing.Frequencies;
import org.pan.model.testing.Likelihoods;
import org.pan.model.testing.RandomPan;
import org.pan.model.testing.SeriesWorld;
import org.pan.model.testing.State;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.EncodingConfig;
import org.pan.sequences.encoding.NumberCoding;

/** The numbers of a long series, which are coded by what a forecast leaves, against enumeration. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeriesValueTest {

  private Pan pan;
  private ValueHead head;
  private List<EncodedTimeline> timelines;

  @BeforeAll
  void makeWorld() {
    List<Timeline> raw = SeriesWorld.timelines(60, 120, true, true, 5);
    EncodingConfig coding = new EncodingConfig(2, 20, 32, 20, 10_000, 100_000);
    pan = RandomPan.of(SeriesWorld.schema(), raw, coding, ModelConfig.TINY, 14);
    head = Objects.requireNonNull(pan.value());
    timelines = raw.stream().map(pan.encoding()::encode).toList();
  }

  @AfterAll
  void close() {
    pan.close();
  }

  private List<Double> outcomes(Memory memory) {
    NumberCoding numbers = Objects.requireNonNull(pan.encoding().numbers(0));
    TreeSet<Double> all = new TreeSet<>();
    for (double x = numbers.low(); x <= numbers.high(); x++) {
      all.add(numbers.shown(x));
    }
    if (!Double.isNaN(memory.lastNumber(0))) {
      all.add(memory.lastNumber(0));
    }
    return List.copyOf(all);
  }

  private Rows rows(Memory memory, long moment, List<Double> outcomes) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), outcomes.size());
    for (double number : outcomes) {
      int row = rows.add();
      head.write(memory, 0, moment, rows, row);
      head.target(memory, 0, moment, number, rows, row);
    }
    return rows;
  }

  @Test
  void theSeriesIsCodedByItsResiduals() {
    assertFalse(pan.spec().residuals().isEmpty());
  }

  /** Within the floors that keep surprises finite: 1e-5 for each of the some twenty classes. */
  @Test
  void probabilitiesOfAllNumbersSumToOne() {
    for (State state : State.random(pan, timelines, 12, 3)) {
      Memory memory = state.memory(pan);
      long moment = state.now() + 86_400_000_000L;
      Rows rows = rows(memory, moment, outcomes(memory));
      assertEquals(1, Likelihoods.sum(Likelihoods.probabilities(pan, head, rows)), 1e-3);
    }
  }

  @Test
  void numbersAreDrawnAsOftenAsTheLikelihoodSays() {
    Choice choice = new Choice(4096);
    float[] weights = new float[head.scratch()];
    SplittableRandom random = new SplittableRandom(31);
    for (State state : State.random(pan, timelines, 8, 4)) {
      Memory memory = state.memory(pan);
      long moment = state.now() + 86_400_000_000L;
      List<Double> outcomes = outcomes(memory);
      Rows rows = rows(memory, moment, outcomes);
      double[] p = Likelihoods.probabilities(pan, head, rows);
      float[] outputs = Likelihoods.outputs(pan, head, rows);
      TreeMap<Double, Integer> places = new TreeMap<>();
      outcomes.forEach(x -> places.put(x, places.size()));
      long[] counts = new long[p.length];
      for (int n = 0; n < 20_000; n++) {
        double x =
            head.draw(
                outputs,
                rows,
                0,
                memory,
                0,
                moment,
                choice,
                weights,
                1,
                1,
                random.nextDouble(),
                random.nextDouble());
        counts[Objects.requireNonNull(places.get(x), "a number that is not shown")]++;
      }
      double pValue = Frequencies.pValue(p, counts);
      assertTrue(pValue > 1e-4, () -> "p = " + pValue);
    }
  }
}

package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
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
import org.pan.model.testing.MixedWorld;
import org.pan.model.testing.RandomPan;
import org.pan.model.testing.State;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.NumberCoding;

/** The number of an event held against enumeration of all numbers it can show. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValueHeadTest {

  private static final int DRAWS = 20_000;

  private Pan pan;
  private ValueHead head;
  private List<EncodedTimeline> timelines;

  @BeforeAll
  void makeWorld() {
    List<Timeline> raw = MixedWorld.timelines(TimeMode.ABSOLUTE, 150, 5);
    pan = RandomPan.of(MixedWorld.schema(TimeMode.ABSOLUTE), raw, ModelConfig.TINY, 13);
    head = Objects.requireNonNull(pan.value());
    timelines = raw.stream().map(pan.encoding()::encode).toList();
  }

  @AfterAll
  void close() {
    pan.close();
  }

  private int code(String name) {
    return pan.encoding().codes().id(name, null);
  }

  private NumberCoding numbers(int code) {
    return Objects.requireNonNull(pan.encoding().numbers(code));
  }

  /** An event about to get its number. */
  private record Asked(State state, int code, long moment) {}

  private List<Asked> asked(String name, int count, long seed) {
    List<Asked> all = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (State state : State.random(pan, timelines, count, seed)) {
      if (state.seen() == 0) {
        continue;
      }
      all.add(new Asked(state, code(name), state.now()));
      all.add(new Asked(state, code(name), state.now() + random.nextInt(40) * MixedWorld.DAY));
    }
    return all;
  }

  /** All numbers a grid or atoms can show, and those that can be copied; NaN for none. */
  private List<Double> outcomes(Asked asked, Memory memory) {
    NumberCoding numbers = numbers(asked.code());
    TreeSet<Double> all = new TreeSet<>();
    for (int k = 0; k < numbers.size(); k++) {
      if (numbers.atom(k)) {
        all.add(numbers.value(k, .5));
      }
    }
    double grid = numbers.grid();
    for (double n = Math.rint(numbers.low() / grid);
        grid > 0 && n <= Math.rint(numbers.high() / grid);
        n++) {
      double x = grid < 1 ? n / Math.rint(1 / grid) : n * grid;
      if (!numbers.atom(numbers.classOf(x))) {
        all.add(x);
      }
    }
    double last = memory.lastNumber(asked.code());
    if (!Double.isNaN(last)) {
      all.add(last);
    }
    List<Double> outcomes = new ArrayList<>(all);
    if (pan.encoding().numberShare(asked.code()) < 1) {
      outcomes.add(Double.NaN);
    }
    return outcomes;
  }

  private Rows rows(Asked asked, Memory memory, List<Double> outcomes) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), outcomes.size());
    for (double number : outcomes) {
      int row = rows.add();
      head.write(memory, asked.code(), asked.moment(), rows, row);
      head.target(memory, asked.code(), asked.moment(), number, rows, row);
    }
    return rows;
  }

  private void sumsToOne(String name, int count) {
    for (Asked asked : asked(name, count, 7)) {
      Memory memory = asked.state().memory(pan);
      double[] p =
          Likelihoods.probabilities(pan, head, rows(asked, memory, outcomes(asked, memory)));
      assertEquals(1, Likelihoods.sum(p), 1e-4, () -> describe(asked, memory));
    }
  }

  private void drawnAsOften(String name, int count) {
    Choice choice = new Choice(4096);
    float[] weights = new float[head.scratch()];
    SplittableRandom random = new SplittableRandom(29);
    for (Asked asked : asked(name, count, 8)) {
      Memory memory = asked.state().memory(pan);
      List<Double> outcomes = outcomes(asked, memory);
      Rows rows = rows(asked, memory, outcomes);
      double[] p = Likelihoods.probabilities(pan, head, rows);
      float[] outputs = Likelihoods.outputs(pan, head, rows);
      TreeMap<Double, Integer> places = new TreeMap<>();
      outcomes.forEach(x -> places.put(x, places.size()));
      long[] counts = new long[p.length];
      for (int n = 0; n < DRAWS; n++) {
        double x =
            head.draw(
                outputs,
                rows,
                0,
                memory,
                asked.code(),
                asked.moment(),
                choice,
                weights,
                1,
                1,
                random.nextDouble(),
                random.nextDouble());
        Integer place = places.get(x);
        assertTrue(place != null, () -> "drew " + x + ", " + describe(asked, memory));
        counts[Objects.requireNonNull(place)]++;
      }
      double pValue = Frequencies.pValue(p, counts);
      assertTrue(pValue > 1e-4, () -> "p = " + pValue + ", " + describe(asked, memory));
    }
  }

  private String describe(Asked asked, Memory memory) {
    return pan.encoding().codes().entry(asked.code()).code()
        + ", last "
        + memory.lastNumber(asked.code())
        + ", previous "
        + memory.previousNumber(asked.moment());
  }

  @Test
  void numbersInGridBinsSumToOne() {
    sumsToOne("TEMPERATURE", 30);
    sumsToOne("TEMPERATURE_EAR", 30);
    sumsToOne("WEIGHT", 30);
  }

  @Test
  void fewNumbersSumToOne() {
    sumsToOne("GRADE", 30);
  }

  @Test
  void twoNumbersOfWhichBothMayBeRememberedSumToOne() {
    sumsToOne("FLAG", 60);
  }

  @Test
  void numbersInGridBinsAreDrawnAsOftenAsTheLikelihoodSays() {
    drawnAsOften("TEMPERATURE", 6);
    drawnAsOften("TEMPERATURE_EAR", 6);
    drawnAsOften("WEIGHT", 6);
  }

  @Test
  void fewNumbersAreDrawnAsOftenAsTheLikelihoodSays() {
    drawnAsOften("GRADE", 8);
    drawnAsOften("FLAG", 20);
  }

  /** A memory with a flag some days ago and, at the moment asked about, another code's number. */
  private Memory remembering(double flag, double grade, long moment) {
    Memory memory = State.random(pan, timelines, 1, 1).get(0).memory(pan);
    memory.begin(memory.subject());
    memory.observe(moment - 3 * MixedWorld.DAY, code("FLAG"), flag);
    memory.observe(moment, code("GRADE"), grade);
    return memory;
  }

  @Test
  void whereCopiesAreAllThereIsNothingIsFresh() {
    long moment = 16_100 * MixedWorld.DAY;
    for (int last = 0; last <= 1; last++) {
      Memory memory = remembering(last, 1 - last, moment);
      List<Double> outcomes = List.of(0., 1., Double.NaN);
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 4);
      for (double number : outcomes) {
        int row = rows.add();
        head.write(memory, code("FLAG"), moment, rows, row);
        head.target(memory, code("FLAG"), moment, number, rows, row);
      }
      assertEquals(1, Likelihoods.sum(Likelihoods.probabilities(pan, head, rows)), 1e-4);
    }
  }

  @Test
  void aNumberOfAnotherCodeIsCopiedOnlyIfTheCodeCanShowIt() {
    long moment = 16_100 * MixedWorld.DAY;
    NumberCoding weights = numbers(code("WEIGHT"));
    double inside = weights.value(weights.size() / 2, .5);
    for (double odd : new double[] {inside + .5, weights.low() - 1, weights.high() + 1}) {
      Memory memory = State.random(pan, timelines, 1, 1).get(0).memory(pan);
      memory.begin(memory.subject());
      memory.observe(moment, code("CRP"), odd);
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1);
      head.write(memory, code("WEIGHT"), moment, rows, rows.add());
      float[] outputs = Likelihoods.outputs(pan, head, rows);
      SplittableRandom random = new SplittableRandom(2);
      for (int n = 0; n < 500; n++) {
        double x =
            head.draw(
                outputs,
                rows,
                0,
                memory,
                code("WEIGHT"),
                moment,
                new Choice(256),
                new float[head.scratch()],
                1,
                1,
                random.nextDouble(),
                random.nextDouble());
        assertEquals(Math.rint(x), x);
        assertTrue(x >= weights.low() && x <= weights.high());
      }
    }
  }

  /** A rare grade of 1.3 counts with grade 1 in the coding; it must not take grade 1 away. */
  @Test
  void aRememberedNumberThatNeverComesBackTakesNothingAway() {
    long moment = 16_100 * MixedWorld.DAY;
    Memory memory = State.random(pan, timelines, 1, 1).get(0).memory(pan);
    memory.begin(memory.subject());
    memory.observe(moment - MixedWorld.DAY, code("GRADE"), 1.3);
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), 8);
    for (double number : new double[] {0, 1, 2, 3, 4, 1.3}) {
      int row = rows.add();
      head.write(memory, code("GRADE"), moment, rows, row);
      head.target(memory, code("GRADE"), moment, number, rows, row);
    }
    assertEquals(1, Likelihoods.sum(Likelihoods.probabilities(pan, head, rows)), 1e-4);
  }

  /** Densities in the middle of cells that are narrow enough for them to be nearly straight. */
  @Test
  void continuousNumbersIntegrateToOne() {
    for (Asked asked : asked("CRP", 10, 9)) {
      Memory memory = asked.state().memory(pan);
      NumberCoding numbers = numbers(asked.code());
      double[] edges = split(quantiles(numbers, 4_000), 8);
      List<Double> outcomes = new ArrayList<>();
      for (int i = 0; i + 1 < edges.length; i++) {
        outcomes.add((edges[i] + edges[i + 1]) / 2);
      }
      int cells = outcomes.size();
      double last = memory.lastNumber(asked.code());
      if (!Double.isNaN(last)) {
        outcomes.add(last);
      }
      double[] p = Likelihoods.probabilities(pan, head, rows(asked, memory, outcomes));
      double sum = cells < p.length ? p[cells] : 0;
      for (int i = 0; i < cells; i++) {
        sum += p[i] * (edges[i + 1] - edges[i]);
      }
      assertEquals(1, sum, 2e-3, () -> describe(asked, memory));
    }
  }

  /** Cuts each cell in equal parts, as the density may bend inside it. */
  private static double[] split(double[] edges, int parts) {
    double[] finer = new double[(edges.length - 1) * parts + 1];
    for (int i = 0; i + 1 < edges.length; i++) {
      for (int j = 0; j < parts; j++) {
        finer[i * parts + j] = edges[i] + (edges[i + 1] - edges[i]) * j / parts;
      }
    }
    finer[finer.length - 1] = edges[edges.length - 1];
    return finer;
  }

  private static double[] quantiles(NumberCoding numbers, int cells) {
    TreeSet<Double> edges = new TreeSet<>(List.of(numbers.low(), numbers.high()));
    for (double u : Cells.EDGES) {
      edges.add(new NumberScale(numbers).valueAt(u));
    }
    int each = cells / numbers.size();
    for (int k = 0; k < numbers.size(); k++) {
      for (int i = 0; i <= each; i++) {
        edges.add(numbers.value(k, Math.min(1 - 1e-12, i / (double) each)));
      }
    }
    return edges.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

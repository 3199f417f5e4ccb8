package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.network.Feedforward;
import org.pan.model.network.Parameters;
import org.pan.model.testing.Frequencies;
import org.pan.model.testing.Likelihoods;
import org.pan.model.testing.MixedWorld;
import org.pan.model.testing.RandomPan;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;

/** The static fields against enumeration. */
@NullMarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaticHeadTest {

  private Pan pan;
  private StaticHead head;
  private List<EncodedTimeline> timelines;

  @BeforeAll
  void makeWorld() {
    List<Timeline> raw = MixedWorld.timelines(TimeMode.ABSOLUTE, 200, 7);
    pan = RandomPan.of(MixedWorld.schema(TimeMode.ABSOLUTE), raw, ModelConfig.TINY, 16);
    head = Objects.requireNonNull(pan.statics());
    timelines = raw.stream().map(pan.encoding()::encode).toList();
  }

  @AfterAll
  void close() {
    pan.close();
  }

  private int size(int field) {
    return pan.encoding().statics().get(field).size();
  }

  /** The probability of each class of a field, given some others. */
  private double[] given(int[] classes, boolean[] known, int field) {
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), size(field));
    for (int k = 0; k < size(field); k++) {
      int[] asked = classes.clone();
      asked[field] = k;
      head.writeOnly(asked, known, field, rows, rows.add());
    }
    return Likelihoods.probabilities(pan, head, rows);
  }

  @Test
  void classesOfAFieldSumToOneWhateverIsGiven() {
    SplittableRandom random = new SplittableRandom(1);
    for (int n = 0; n < 60; n++) {
      EncodedTimeline timeline = timelines.get(random.nextInt(timelines.size()));
      boolean[] known = new boolean[head.fields()];
      for (int f = 0; f < known.length; f++) {
        known[f] = random.nextBoolean();
      }
      int field = random.nextInt(known.length);
      known[field] = false;
      assertEquals(1, Likelihoods.sum(given(timeline.statics(), known, field)), 1e-4);
    }
  }

  /** The chain rule over two fields, all of whose pairs are enumerated. */
  @Test
  void allPairsOfClassesSumToOne() {
    boolean[] none = new boolean[head.fields()];
    int[] classes = timelines.get(0).statics().clone();
    double[] first = given(classes, none, 0);
    boolean[] known = none.clone();
    known[0] = true;
    double sum = 0;
    for (int a = 0; a < first.length; a++) {
      classes[0] = a;
      for (double p : given(classes, known, 1)) {
        sum += first[a] * p;
      }
    }
    assertEquals(1, sum, 1e-4);
  }

  /**
   * With real fields before it each class is expected as often as it came, but for a prior of 20
   * subjects: the likelihood's derivative by its bias b, came - expected + 20 (1 - exp b), is zero.
   * Other conditionals are as they were.
   */
  @Test
  void biasesInOrderMakeRealSharesOfRealFieldsBefore() {
    int copies = 20;
    boolean[] last = new boolean[head.fields()];
    last[head.fields() - 1] = true;
    Rows sample = new Rows(head.floatWidth(), head.intWidth(), copies * timelines.size());
    for (int n = 0; n < copies; n++) {
      timelines.forEach(t -> head.write(t.statics(), last, sample, sample.add()));
    }
    double[] other = given(timelines.get(0).statics(), last, 0);
    try (NDManager manager = pan.newManager()) {
      head.settle(manager, most -> sample);
    }
    try {
      float[] biases =
          Objects.requireNonNull(head.parameters().tensors().get("order.bias")).toFloatArray();
      for (int f = 0; f < head.fields(); f++) {
        boolean[] known = new boolean[head.fields()];
        Arrays.fill(known, 0, f, true);
        double[] expected = new double[size(f)];
        double[] came = new double[size(f)];
        for (EncodedTimeline t : timelines) {
          double[] p = given(t.statics(), known, f);
          for (int k = 0; k < p.length; k++) {
            expected[k] += copies * p[k];
          }
          came[t.statics()[f]] += copies;
        }
        for (int k = 0; k < came.length; k++) {
          double prior = 20 * (1 - Math.exp(biases[offset(f) + k]));
          assertEquals(came[k] + prior, expected[k], .2 + .005 * came[k], "field " + f);
        }
      }
      assertArrayEquals(other, given(timelines.get(0).statics(), last, 0));
    } finally {
      head.parameters().set("order.bias", new float[offset(head.fields())]);
    }
  }

  private int offset(int field) {
    return IntStream.range(0, field).map(this::size).sum();
  }

  @Test
  void theTermsOfTheChainRuleAreTheConditionals() {
    int[] classes = timelines.get(3).statics();
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), head.fields());
    for (int f = 0; f < head.fields(); f++) {
      head.writeTerm(classes, f, rows, rows.add());
    }
    double[] terms = Likelihoods.probabilities(pan, head, rows);
    boolean[] known = new boolean[head.fields()];
    for (int f = 0; f < head.fields(); f++) {
      assertEquals(given(classes, known, f)[classes[f]], terms[f], 1e-6);
      known[f] = true;
    }
  }

  /** With everything masked, the loss is the sum of all fields' nats: the weight is one each. */
  @Test
  void theTrainingLossOfAWhollyMaskedRowIsTheSumOverItsFields() {
    int[] classes = timelines.get(3).statics();
    boolean[] none = new boolean[head.fields()];
    Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1);
    head.write(classes, none, rows, rows.add());
    double sum = 0;
    for (int f = 0; f < head.fields(); f++) {
      sum -= Math.log(given(classes, none, f)[classes[f]]);
    }
    assertEquals(sum, Likelihoods.nats(pan, head, rows)[0], 1e-3);
  }

  @Test
  void classesAreDrawnAsOftenAsTheLikelihoodSays() {
    Choice choice = new Choice(4096);
    SplittableRandom random = new SplittableRandom(41);
    int[] classes = timelines.get(5).statics();
    for (int field = 0; field < head.fields(); field++) {
      boolean[] known = new boolean[head.fields()];
      java.util.Arrays.fill(known, true);
      known[field] = false;
      double[] p = given(classes, known, field);
      Rows rows = new Rows(head.floatWidth(), head.intWidth(), 1);
      head.write(classes, known, rows, rows.add());
      float[] outputs = Likelihoods.outputs(pan, head, rows);
      long[] counts = new long[p.length];
      for (int n = 0; n < 20_000; n++) {
        counts[head.draw(outputs, 0, field, null, choice, 1, random.nextDouble())]++;
      }
      double pValue = Frequencies.pValue(p, counts);
      assertTrue(pValue > 1e-4, "p = " + pValue + " in field " + field);
    }
  }

  @Test
  void aClassNeverSeenIsNeverDrawnButScoresFinite() {
    try (NDManager manager = pan.newManager()) {
      StaticHead two =
          new StaticHead(
              new Parameters(manager, 1),
              new int[] {3, 2},
              new boolean[][] {{false, true, false}, {false, false}},
              new double[][] {{0, 0, 0}, {0, 0}},
              (parameters, inputs) -> new Feedforward(parameters, inputs, 8, 0));
      Rows rows = new Rows(two.floatWidth(), two.intWidth(), 3);
      for (int k = 0; k < 3; k++) {
        two.writeOnly(new int[] {k, 0}, new boolean[2], 0, rows, rows.add());
      }
      double[] p = Likelihoods.probabilities(pan, two, rows);
      assertEquals(1, p[0] + p[2], 1e-5);
      double nats = Likelihoods.nats(pan, two, rows)[1];
      assertTrue(nats > 5 && nats < 30, "a surprise of " + nats + " nats");
      float[] outputs = Likelihoods.outputs(pan, two, rows);
      SplittableRandom random = new SplittableRandom(2);
      for (int n = 0; n < 1000; n++) {
        assertTrue(two.draw(outputs, 0, 0, null, new Choice(8), 1, random.nextDouble()) != 1);
      }
    }
  }
}

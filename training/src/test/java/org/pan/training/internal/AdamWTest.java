package org.pan.training.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.sequences.DataException;
import org.pan.training.internal.AdamW.Parameter;
import org.pan.training.internal.AdamW.Settings;

@ParameterizedClass(name = "on host: {0}")
@ValueSource(booleans = {true, false})
class AdamWTest {

  /** The problem: half of sum of curvature * (weight - target)^2, whose gradient is known. */
  private static final float[] CURVATURE = {1f, 10f, 0.1f, 3f, 0.5f};

  private static final float[] TARGET = {1f, -2f, 30f, 0.25f, -0.125f};
  private static final float[] START = {0.5f, 0.5f, -1f, 2f, 0f};
  private static final Settings CLIPPED = new Settings(0.9, 0.99, 1e-3, 2.5, 0.9);

  private final boolean onHost;
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private NDArray matrix; // [2, 2]
  private NDArray scalar; // []

  AdamWTest(boolean onHost) {
    this.onHost = onHost;
  }

  @BeforeEach
  void start() {
    createParameters(START);
  }

  private void createParameters(float[] w) {
    matrix = manager.create(new float[] {w[0], w[1], w[2], w[3]}, new Shape(2, 2));
    scalar = manager.create(w[4]);
    matrix.setRequiresGradient(true);
    scalar.setRequiresGradient(true);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private AdamW optimizer(Settings settings) {
    List<Parameter> parameters =
        List.of(new Parameter("matrix", matrix, 0.05), new Parameter("scalar", scalar, 0));
    AdamWKernel kernel =
        onHost ? new HostKernel(parameters) : new EngineKernel(manager, parameters);
    return new AdamW(parameters, settings, kernel);
  }

  /** Leaves the gradients of the problem with the parameters. */
  private void backward() {
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      NDArray away =
          scope.create(new float[] {TARGET[0], TARGET[1], TARGET[2], TARGET[3]}, new Shape(2, 2));
      NDArray curvature =
          scope.create(
              new float[] {CURVATURE[0], CURVATURE[1], CURVATURE[2], CURVATURE[3]},
              new Shape(2, 2));
      NDArray loss = curvature.mul(away.sub(matrix).square()).sum();
      NDArray other = scope.create(TARGET[4]).sub(scalar).square().mul(CURVATURE[4]);
      collector.backward(loss.add(other).mul(0.5f));
    }
  }

  private float[] weights() {
    float[] m = matrix.toFloatArray();
    return new float[] {m[0], m[1], m[2], m[3], scalar.getFloat()};
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /**
   * Algorithm 2 of Loshchilov and Hutter (2019) in double precision, with the gradient clipped by
   * its norm, and the weighted mean of the weights by its definition.
   */
  private static final class Published {
    final double[] w = new double[5];
    final double[] average = new double[5];
    final double[] norms;

    Published(Settings settings, int steps, double rate) {
      double[] m = new double[5];
      double[] v = new double[5];
      double[][] path = new double[steps + 1][];
      norms = new double[steps + 1];
      for (int i = 0; i < 5; i++) {
        w[i] = START[i];
      }
      for (int t = 1; t <= steps; t++) {
        double[] g = new double[5];
        double squares = 0;
        for (int i = 0; i < 5; i++) {
          g[i] = CURVATURE[i] * (w[i] - TARGET[i]);
          squares += g[i] * g[i];
        }
        norms[t] = Math.sqrt(squares);
        double clip = Math.min(1, settings.maxGradientNorm() / (norms[t] + 1e-6));
        for (int i = 0; i < 5; i++) {
          double decay = i < 4 ? 0.05 : 0;
          w[i] -= rate * decay * w[i];
          m[i] = settings.beta1() * m[i] + (1 - settings.beta1()) * clip * g[i];
          v[i] = settings.beta2() * v[i] + (1 - settings.beta2()) * clip * g[i] * clip * g[i];
          double mHat = m[i] / (1 - Math.pow(settings.beta1(), t));
          double vHat = v[i] / (1 - Math.pow(settings.beta2(), t));
          w[i] -= rate * mHat / (Math.sqrt(vHat) + settings.epsilon());
        }
        path[t] = w.clone();
      }
      double total = 0;
      for (int t = 1; t <= steps; t++) {
        total += Math.pow(settings.averageDecay(), steps - t);
      }
      for (int t = 1; t <= steps; t++) {
        for (int i = 0; i < 5; i++) {
          average[i] += Math.pow(settings.averageDecay(), steps - t) / total * path[t][i];
        }
      }
    }
  }

  @Test
  void stepsFollowThePublishedAlgorithm() {
    int steps = 60;
    Published expected = new Published(CLIPPED, steps, 0.02);
    assertTrue(expected.norms[1] > 2.5, "the problem must need clipping");
    try (AdamW adam = optimizer(CLIPPED)) {
      for (int t = 1; t <= steps; t++) {
        backward();
        assertEquals(expected.norms[t], adam.step(0.02), 1e-4 * expected.norms[t]);
      }
      assertEquals(steps, adam.steps());
      assertArrayEquals(floats(expected.w), weights(), 2e-5f);
    }
  }

  @Test
  void shortGradientsAreNotClipped() {
    Settings loose = new Settings(0.9, 0.999, 1e-8, 1e6, 0);
    Published expected = new Published(loose, 20, 0.05);
    try (AdamW adam = optimizer(loose)) {
      for (int t = 0; t < 20; t++) {
        backward();
        adam.step(0.05);
      }
      assertArrayEquals(floats(expected.w), weights(), 2e-5f);
    }
  }

  @Test
  void averagesAreTheWeightedMeanOfTheWeights() {
    try (AdamW adam = optimizer(CLIPPED)) {
      backward();
      adam.step(0.02);
      float[] first = weights();
      adam.exchangeAverages();
      assertArrayEquals(first, weights(), "the average of one step is that step");
      adam.exchangeAverages();
      for (int t = 1; t < 25; t++) {
        backward();
        adam.step(0.02);
      }
      float[] last = weights();
      adam.exchangeAverages();
      assertArrayEquals(floats(new Published(CLIPPED, 25, 0.02).average), weights(), 2e-5f);
      assertThrows(IllegalStateException.class, () -> adam.step(0.02));
      assertThrows(IllegalStateException.class, adam::state);
      adam.exchangeAverages();
      assertArrayEquals(last, weights());
    }
  }

  @Test
  void aRestoredOptimizerContinuesBitForBit() {
    AdamW.State saved;
    float[] weightsThen;
    float[] weightsAfter;
    float[] averagesAfter;
    try (AdamW adam = optimizer(CLIPPED)) {
      run(adam, 7);
      saved = adam.state();
      weightsThen = weights();
      run(adam, 7);
      weightsAfter = weights();
      adam.exchangeAverages();
      averagesAfter = weights();
    }
    createParameters(weightsThen);
    try (AdamW adam = optimizer(CLIPPED)) {
      adam.restore(saved);
      assertEquals(7, adam.steps());
      run(adam, 7);
      assertArrayEquals(weightsAfter, weights());
      adam.exchangeAverages();
      assertArrayEquals(averagesAfter, weights());
    }
  }

  private void run(AdamW adam, int steps) {
    for (int t = 0; t < steps; t++) {
      backward();
      adam.step(0.02);
    }
  }

  @Test
  void aStateOfAnotherNetworkIsRefused() {
    AdamW.State state;
    try (AdamW adam = new AdamW(manager, List.of(new Parameter("other", matrix, 0)), CLIPPED)) {
      state = adam.state();
    }
    try (AdamW adam = optimizer(CLIPPED)) {
      assertThrows(DataException.class, () -> adam.restore(state));
    }
  }

  @Test
  void gradientsAreZeroAfterAStep() {
    try (AdamW adam = optimizer(CLIPPED)) {
      backward();
      adam.step(0.02);
      assertEquals(0, gradientNorm());
    }
  }

  private float gradientNorm() {
    try (NDArray gradient = matrix.getGradient()) {
      return gradient.norm().getFloat() + scalar.getGradient().abs().getFloat();
    }
  }

  @Test
  void anInfiniteGradientChangesNothing() {
    try (AdamW adam = optimizer(CLIPPED)) {
      backward();
      adam.step(0.02);
      float[] before = weights();
      AdamW.State state = adam.state();
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        collector.backward(matrix.mul(Float.POSITIVE_INFINITY).sum().add(scalar));
      }
      assertFalse(Double.isFinite(adam.step(0.02)));
      assertArrayEquals(before, weights());
      assertArrayEquals(mean(state), mean(adam.state()));
      assertEquals(1, adam.steps());
      assertEquals(0, gradientNorm());
    }
  }

  private static float[] mean(AdamW.State state) {
    return Objects.requireNonNull(state.tensors().get("mean/matrix")).data();
  }

  @Test
  void stepsLeaveNoArraysBehind() {
    try (AdamW adam = optimizer(CLIPPED)) {
      run(adam, 1);
      int before = manager.getManagedArrays().size();
      for (int t = 0; t < 300; t++) {
        run(adam, 1);
        adam.exchangeAverages();
        adam.exchangeAverages();
      }
      assertEquals(before, manager.getManagedArrays().size());
    }
  }

  @Test
  void theEngineHoldsThreeArraysAParameterWhateverTheNumberOfSteps() {
    List<Parameter> parameters = List.of(new Parameter("matrix", matrix, 0));
    EngineKernel kernel = new EngineKernel(manager, parameters);
    try (AdamW adam = new AdamW(parameters, CLIPPED, kernel)) {
      for (int t = 0; t < 50; t++) {
        run(adam, 1);
        adam.exchangeAverages();
        adam.exchangeAverages();
      }
      adam.restore(adam.state());
      assertEquals(3, kernel.heldTensors());
    }
  }

  @Test
  void aThreadThatNeverTouchedTheEngineCanStep() throws InterruptedException {
    try (AdamW adam = optimizer(CLIPPED)) {
      Supplier<float[]> once =
          () -> {
            run(adam, 3);
            adam.exchangeAverages();
            adam.exchangeAverages();
            return weights();
          };
      float[][] result = new float[1][];
      Thread thread = new Thread(() -> result[0] = once.get());
      thread.start();
      thread.join();
      assertArrayEquals(floats(new Published(CLIPPED, 3, 0.02).w), result[0], 2e-5f);
    }
  }
}

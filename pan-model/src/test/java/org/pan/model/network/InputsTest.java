package org.pan.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.SplittableRandom;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullMarked
class InputsTest {

  private static final int ROWS = 5;
  private static final int WIDTH = 4;

  private final SplittableRandom random = new SplittableRandom(3);

  private float[] random(int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  /** y = [x e] W' + b, and of the sum of y c: dW = c' [x e], de = c W[, F:], in doubles. */
  @ParameterizedTest
  @CsvSource({"6, 2", "2, 6", "3, 3"})
  void aLinearLayerOfBothPartsIsOneOfThemSideBySide(int numbers, int learnt) {
    int all = numbers + learnt;
    float[] x = random(ROWS, numbers);
    float[] e = random(ROWS, learnt);
    float[] w = random(WIDTH, all);
    float[] b = random(1, WIDTH);
    float[] c = random(ROWS, WIDTH);
    float[] y = new float[ROWS * WIDTH];
    float[] byMatrix = new float[WIDTH * all];
    float[] byLearnt = new float[ROWS * learnt];
    for (int r = 0; r < ROWS; r++) {
      for (int d = 0; d < WIDTH; d++) {
        double sum = b[d];
        for (int j = 0; j < all; j++) {
          float in = j < numbers ? x[r * numbers + j] : e[r * learnt + j - numbers];
          sum += in * w[d * all + j];
          byMatrix[d * all + j] += c[r * WIDTH + d] * in;
          if (j >= numbers) {
            byLearnt[r * learnt + j - numbers] += c[r * WIDTH + d] * w[d * all + j];
          }
        }
        y[r * WIDTH + d] = (float) sum;
      }
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      NDArray matrix = manager.create(w, new Shape(WIDTH, all));
      NDArray vectors = manager.create(e, new Shape(ROWS, learnt));
      matrix.setRequiresGradient(true);
      vectors.setRequiresGradient(true);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Inputs inputs = new Inputs(manager.create(x, new Shape(ROWS, numbers)), vectors);
        NDArray out = inputs.linear(matrix, manager.create(b));
        assertArrayEquals(y, out.toFloatArray(), 1e-5f);
        collector.backward(out.mul(manager.create(c, new Shape(ROWS, WIDTH))).sum());
      }
      assertArrayEquals(byMatrix, matrix.getGradient().toFloatArray(), 1e-5f);
      assertArrayEquals(byLearnt, vectors.getGradient().toFloatArray(), 1e-5f);
    }
  }
}

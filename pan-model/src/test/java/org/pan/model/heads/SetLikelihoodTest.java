package org.pan.model.heads;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class SetLikelihoodTest {

  private static final float[] LOGITS = {2, -1, 30, -40};
  private static final float[] TARGET = {0, .25f, 0, 0};
  private static final float[] ALLOWED = {1, .5f, 0, 1};

  /**
   * The rest of a softmax of which one class, by far the likeliest, is out: log of (e^2 + e^-1 / 2
   * + e^-40) / (e^-1 / 4); its derivatives are the shares of both sums.
   */
  @Test
  void isTheShareOfTheTargetInWhatIsAllowed() {
    double allowed = Math.exp(2) + Math.exp(-1) / 2 + Math.exp(-40);
    double nats = Math.log(allowed / (Math.exp(-1) / 4));
    float[] gradient = {
      (float) (Math.exp(2) / allowed),
      (float) (Math.exp(-1) / 2 / allowed - 1),
      0,
      (float) (Math.exp(-40) / allowed)
    };
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      Shape row = new Shape(1, LOGITS.length);
      NDArray target = manager.create(TARGET, row);
      NDArray logAllowed =
          manager.create(new float[] {0, (float) Math.log(.5), SetLikelihood.OUT, 0}, row);
      for (boolean ofLog : new boolean[] {false, true}) {
        NDArray logits = manager.create(LOGITS, row);
        logits.setRequiresGradient(true);
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
          NDArray nll =
              ofLog
                  ? SetLikelihood.nllOfLog(logits, target, logAllowed)
                  : SetLikelihood.nll(logits, target, manager.create(ALLOWED, row));
          assertEquals(nats, nll.getFloat(0), 1e-5);
          collector.backward(nll.sum());
        }
        assertArrayEquals(gradient, logits.getGradient().toFloatArray(), 1e-5f);
      }
    }
  }

  @Test
  void aShareIsDrawnByItsLogarithm() {
    assertEquals(SetLikelihood.OUT, SetLikelihood.log(0));
    assertEquals(0, SetLikelihood.log(1));
    assertEquals(Math.log(.3), SetLikelihood.log(.3), 1e-6);
  }
}

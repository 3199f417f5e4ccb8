package org.pan.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.apache.commons.math3.stat.inference.AlternativeHypothesis;
import org.apache.commons.math3.stat.inference.BinomialTest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

@NullMarked
class DropoutTest {

  private static final double SHARE = .15;

  private static float[] dropped(Dropout dropout, int size) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
      return dropout.apply(manager.ones(new Shape(1, size)), SHARE).toFloatArray();
    }
  }

  private static Dropout seeded(long seed) {
    Dropout dropout = new Dropout();
    dropout.seed(seed);
    return dropout;
  }

  /** A binomial test of the number dropped, and of neighbours dropped together. */
  @Test
  void theShareIsDroppedIndependentlyAndTheRestScaledUp() {
    int size = 100_001;
    float[] values = dropped(seeded(3), size);
    int none = 0;
    int pairs = 0;
    for (int i = 0; i < size; i++) {
      assertTrue(values[i] == 0 || Math.abs(values[i] - 1 / (1 - SHARE)) < 1e-6);
      none += values[i] == 0 ? 1 : 0;
      pairs += i > 0 && values[i] == 0 && values[i - 1] == 0 ? 1 : 0;
    }
    BinomialTest test = new BinomialTest();
    assertTrue(test.binomialTest(size, none, SHARE, AlternativeHypothesis.TWO_SIDED) > 1e-3);
    assertEquals(SHARE * SHARE, pairs / (double) size, .002);
  }

  @Test
  void theSameSeedDropsTheSame() {
    assertArrayEquals(dropped(seeded(7), 999), dropped(seeded(7), 999));
    assertFalse(Arrays.equals(dropped(seeded(7), 999), dropped(seeded(8), 999)));
    Dropout goesOn = seeded(7);
    assertFalse(Arrays.equals(dropped(goesOn, 999), dropped(goesOn, 999)));
  }
}

package org.pan.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.model.Head;
import org.pan.model.ModelConfig.BackboneKind;
import org.pan.model.Pan;

class TrainingTest {

  private static final TrainingConfig SHORT = SmallTraining.CONFIG.withEffort(.01);

  @TempDir Path folder;

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    byte[] once = train(SHORT, "once");
    assertArrayEquals(once, train(SHORT, "again"));
    assertFalse(Arrays.equals(once, train(SHORT.withSeed(2), "other")));
  }

  private byte[] train(TrainingConfig config, String name) {
    try (Pan pan = SmallTraining.fit(config, null, TrainingListener.NONE)) {
      pan.save(folder.resolve(name));
    }
    return SmallTraining.bytes(folder.resolve(name));
  }

  /** What a step leaves in native memory, the next thousand steps leave a thousand times. */
  @Test
  void trainingLeavesNothingInNativeMemoryButTheParameters() {
    assertOnlyParameters(SHORT);
  }

  @Test
  void trainingWithACarriedStateLeavesNothingButTheParameters() {
    assertOnlyParameters(SHORT.withModel(SHORT.model().withBackbone(BackboneKind.GRU)));
  }

  private static void assertOnlyParameters(TrainingConfig config) {
    try (Pan pan = SmallTraining.fit(config, null, TrainingListener.NONE)) {
      for (Head head : pan.heads()) {
        Collection<NDArray> tensors = head.parameters().tensors().values();
        NDArray any = tensors.iterator().next();
        assertEquals(tensors.size(), any.getManager().getManagedArrays().size(), head.name());
      }
    }
  }
}

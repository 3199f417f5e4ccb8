package org.pan.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sequences.testing.Clinic;
import org.pan.sequences.testing.ClinicSettings;
import org.pan.sequences.testing.ListDataset;

/** A training of seconds on patients of a clinic; also a program of its own, to be killed. */
final class SmallTraining {

  private static final int PATIENTS = 100;

  static final TrainingConfig CONFIG =
      TrainingConfig.DEFAULT
          .withModel(ModelConfig.TINY)
          .withDevice("cpu")
          .withEffort(.03)
          .withCheckpointEvery(Duration.ofMillis(100));

  private SmallTraining() {}

  /** Fits a network, on the way saving to, and going on from, a folder of checkpoints. */
  static Pan fit(TrainingConfig config, @Nullable Path checkpoints, TrainingListener listener) {
    Training training = Training.of(config).listener(listener);
    try (ListDataset data = new Clinic(ClinicSettings.DEFAULT).dataset(PATIENTS, 1)) {
      return (checkpoints == null ? training : training.checkpoints(checkpoints)).fit(data);
    }
  }

  /** The bytes of a network's tensors as saved. */
  static byte[] bytes(Path model) {
    try {
      return Files.readAllBytes(model.resolve("model.safetensors"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Trains with checkpoints in the first folder, saves into the second, says what it does. */
  public static void main(String[] args) {
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void stage(String what) {
            System.out.println(what);
          }

          @Override
          public void checkpoint() {
            System.out.println("checkpoint");
          }
        };
    try (Pan pan = fit(CONFIG, Path.of(args[0]), listener)) {
      pan.save(Path.of(args[1]));
    }
  }
}

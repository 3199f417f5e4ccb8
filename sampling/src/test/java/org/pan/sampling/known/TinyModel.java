package org.pan.sampling.known;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.testing.Clinic;
import org.pan.training.TrainingConfig;
import org.pan.training.TrainingListener;

/**
 * A small network of a clinic's patients, learnt once for all tests of a class that hold a model
 * against itself: whether it has learnt the clinic well does not matter to them.
 */
final class TinyModel implements BeforeAllCallback, AfterAllCallback {

  private static final TrainingConfig CONFIG =
      TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withDevice("cpu").withEffort(.05);

  private final Variant variant;
  private final ModelConfig model;
  private @Nullable Pan pan;

  TinyModel(Variant variant) {
    this(variant, ModelConfig.TINY);
  }

  TinyModel(Variant variant, ModelConfig model) {
    this.variant = variant;
    this.model = model;
  }

  static Pan of(Variant variant, ModelConfig model) {
    return KnownProcess.train(
        new Clinic(variant.settings()), 400, CONFIG.withModel(model), TrainingListener.NONE);
  }

  Pan pan() {
    return Objects.requireNonNull(pan);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    pan = of(variant, model);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    pan().close();
  }
}

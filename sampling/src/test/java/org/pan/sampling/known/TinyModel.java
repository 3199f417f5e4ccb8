package org.pan.sampling.known;

import org.pan.model.ModelConfig;
import org.pan.model.Pan;
import org.pan.sampling.known.KnownProcess.Variant;
import org.pan.sequences.testing.Clinic;
import org.pan.training.TrainingConfig;
import org.pan.training.TrainingListener;

/**
 * A small network of a clinic's patients, for tests that hold a model against itself: whether it
 * has learnt the clinic well does not matter to them.
 */
final class TinyModel {

  private static final TrainingConfig CONFIG =
      TrainingConfig.DEFAULT.withModel(ModelConfig.TINY).withDevice("cpu").withEffort(.05);

  private TinyModel() {}

  static Pan of(Variant variant) {
    return of(variant, ModelConfig.TINY);
  }

  static Pan of(Variant variant, ModelConfig model) {
    return KnownProcess.train(
        new Clinic(variant.settings()), 400, CONFIG.withModel(model), TrainingListener.NONE);
  }
}

package org.pan.cli;

import org.pan.model.ModelConfig;

/** A size of network. */
enum Preset {
  TINY(ModelConfig.TINY),
  SMALL(ModelConfig.DEFAULT),
  BASE(ModelConfig.BASE);

  private final ModelConfig config;

  Preset(ModelConfig config) {
    this.config = config;
  }

  ModelConfig config() {
    return config;
  }
}

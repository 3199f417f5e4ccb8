package org.pan.cli;

/** What several commands say of the same thing. */
final class Descriptions {

  static final String DATA =
      "A MEDS folder, a .sql mapping over your own tables, or a folder written by pan.";

  static final String MODEL = "A model folder written by pan train.";

  static final String DEVICE = "auto, cpu, gpu0, gpu1, ...: where to compute (${DEFAULT-VALUE}).";

  private Descriptions() {}
}

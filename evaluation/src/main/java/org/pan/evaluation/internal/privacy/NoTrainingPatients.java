package org.pan.evaluation.internal.privacy;

/** Why a figure of privacy does not apply. */
final class NoTrainingPatients {

  static final String WHY =
      "Privacy is that of the patients the generator learnt from; give them as training patients.";

  private NoTrainingPatients() {}
}

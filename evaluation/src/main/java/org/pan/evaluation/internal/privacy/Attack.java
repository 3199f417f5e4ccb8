package org.pan.evaluation.internal.privacy;

import java.util.Map;
import org.pan.evaluation.Definition;

/** An attack on real patients by means of a synthetic set. */
interface Attack {

  /** The figure of its risk. */
  Definition definition();

  /**
   * Attacks the training and the held-out patients of a trial.
   *
   * @return what it got, by what was attacked; empty if there is nothing to attack
   */
  Map<String, AttackCounts> run(Trial trial, PatientSpace space, long seed);
}

package org.pan.evaluation;

/** Hears how far an evaluation is. */
@FunctionalInterface
public interface EvaluationListener {

  /** Hears nothing. */
  EvaluationListener SILENT = (step, done, total) -> {};

  /**
   * A step begins.
   *
   * @param step what is done now
   * @param done steps behind it
   * @param total steps in all
   */
  void at(String step, int done, int total);
}

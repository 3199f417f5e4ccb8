package org.pan.evaluation;

/** What the best value of a figure is. */
public enum Goal {
  /** The lower the better; the best is the definition's ideal. */
  LOWEST,
  /** The higher the better; the best is the definition's ideal. */
  HIGHEST,
  /** The nearer the definition's ideal the better, from either side. */
  IDEAL,
  /** The nearer the value of the real data the better, from either side. */
  REAL
}

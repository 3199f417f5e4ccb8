package org.pan.evaluation;

/** What a figure says of a synthetic set, by the rule in {@code docs/reference/metrics.md}. */
public enum Verdict {
  /** As good as another real sample, or within the figure's tolerance of that. */
  GREEN,
  /** Perhaps worse: the interval does not settle it. */
  AMBER,
  /** Clearly worse than another real sample. */
  RED,
  /** No verdict: the figure has none, or there are too few patients for one. */
  NONE
}

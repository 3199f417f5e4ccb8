package org.pan.evaluation.internal;

import java.util.List;
import org.pan.evaluation.Definition;

/** One or more figures that are computed together. To add one, list it in {@link Measures}. */
public interface Measure {

  /** All figures it may give; each has an entry in {@code docs/reference/metrics.md}. */
  List<Definition> figures();

  /** Computes the figures that make sense for these sets, and says of the others why not. */
  void measure(Comparison sets, FigureSink sink);
}

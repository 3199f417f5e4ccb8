package org.pan.evaluation.internal;

import java.util.List;
import org.pan.evaluation.internal.fidelity.CodeShares;

/** All measures, in the order of the report. */
public final class Measures {

  private Measures() {}

  /** All measures. */
  public static List<Measure> all() {
    return List.of(
        // Fidelity
        new CodeShares());
  }
}

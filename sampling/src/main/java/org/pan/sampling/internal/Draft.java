package org.pan.sampling.internal;

import org.jspecify.annotations.Nullable;
import org.pan.sequences.encoding.StaticCondition;

/**
 * What a patient to be drawn is begun from.
 *
 * @param condition on the static fields
 * @param past the real past that goes on, or null for a new patient
 */
public record Draft(StaticCondition condition, @Nullable Past past) {

  /** A new patient. */
  public static Draft of(StaticCondition condition) {
    return new Draft(condition, null);
  }
}

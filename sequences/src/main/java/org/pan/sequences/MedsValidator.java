package org.pan.sequences;

import java.nio.file.Path;
import java.util.List;
import org.pan.sequences.internal.validation.Validation;

/**
 * Checks a source: a MEDS folder against the whole standard (types, required columns, subjects
 * contiguous and in one file, times sorted with nulls first, codes covered, splits complete and
 * disjoint, dataset.json), and any source for what makes no sense in a timeline (events after death
 * or outside the observation window, rows given twice).
 */
public final class MedsValidator {

  private MedsValidator() {}

  /**
   * What is wrong with a source, the broken rules first; empty if nothing is.
   *
   * @param source as for {@link Dataset#open}
   */
  public static List<Finding> validate(Path source) {
    return Validation.of(source);
  }
}

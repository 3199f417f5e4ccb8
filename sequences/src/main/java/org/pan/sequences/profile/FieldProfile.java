package org.pan.sequences.profile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pan.sequences.StaticField;

/**
 * One static field.
 *
 * @param name its name
 * @param kind what its values are
 * @param missing share of subjects without a value
 * @param categories shares of all subjects, the largest first; those of too few subjects together
 *     as the last
 * @param numbers spread of the numbers, or of a date's days since 1970 (or since day zero); null
 *     for categories
 */
public record FieldProfile(
    String name,
    StaticField.Kind kind,
    double missing,
    List<Bar> categories,
    @Nullable Quantiles numbers) {

  public FieldProfile {
    categories = List.copyOf(categories);
  }
}

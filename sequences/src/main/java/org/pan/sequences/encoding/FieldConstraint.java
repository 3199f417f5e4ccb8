package org.pan.sequences.encoding;

import java.util.Arrays;

/**
 * The classes of one static coding that a condition admits.
 *
 * @param coding index in {@link Encoding#statics()}
 * @param classes for each class whether it is admitted; at least one is
 * @param low lowest number admitted inside an admitted class, negative infinity where free or not a
 *     number
 * @param high highest number admitted inside an admitted class, infinity where free or not a number
 */
public record FieldConstraint(int coding, boolean[] classes, double low, double high) {

  public FieldConstraint {
    classes = classes.clone();
  }

  /** Whether this class, with this number (NaN where it has none), is admitted. */
  public boolean holds(int k, double number) {
    return classes[k] && (Double.isNaN(number) || (number >= low && number <= high));
  }

  /** The one class admitted, or -1 where there are several. */
  public int only() {
    int found = -1;
    for (int k = 0; k < classes.length; k++) {
      if (classes[k] && found >= 0) {
        return -1;
      }
      found = classes[k] ? k : found;
    }
    return found;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FieldConstraint that
        && coding == that.coding
        && Arrays.equals(classes, that.classes)
        && low == that.low
        && high == that.high;
  }

  @Override
  public int hashCode() {
    return 31 * coding + Arrays.hashCode(classes);
  }
}

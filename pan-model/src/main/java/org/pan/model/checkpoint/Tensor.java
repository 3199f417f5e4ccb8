package org.pan.model.checkpoint;

/** An array of numbers on the Java heap, as it is kept in a file. */
public sealed interface Tensor permits FloatTensor, LongTensor {

  /** The length of each dimension; empty for a scalar. */
  long[] shape();

  /**
   * The number of elements of a shape.
   *
   * @throws IllegalArgumentException if a dimension is negative or the product does not fit a Java
   *     array
   */
  static int size(long[] shape) {
    long size = 1;
    for (long dimension : shape) {
      if (dimension < 0) {
        throw new IllegalArgumentException("A dimension is negative.");
      }
      size =
          dimension != 0 && size > Integer.MAX_VALUE / dimension
              ? Long.MAX_VALUE
              : size * dimension;
    }
    if (size > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("A tensor has more elements than a Java array can hold.");
    }
    return (int) size;
  }
}

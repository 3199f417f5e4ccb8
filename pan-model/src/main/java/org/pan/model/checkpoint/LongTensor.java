package org.pan.model.checkpoint;

/**
 * An int64 tensor. The arrays are not copied.
 *
 * @param shape the length of each dimension
 * @param data the elements, last dimension fastest
 */
public record LongTensor(long[] shape, long[] data) implements Tensor {

  /**
   * @throws IllegalArgumentException if the shape does not have as many elements as there are data
   */
  public LongTensor {
    if (Tensor.size(shape) != data.length) {
      throw new IllegalArgumentException(
          "A tensor's shape does not match its " + data.length + " elements.");
    }
  }
}

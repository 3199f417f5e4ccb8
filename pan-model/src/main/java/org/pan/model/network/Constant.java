package org.pan.model.network;

import ai.djl.ndarray.NDArray;

/**
 * A number that takes part in what is differentiated.
 *
 * <p>The engine's own arithmetic with numbers frees the number's memory at once, while
 * back-propagation still has to read it; with the next garbage collection gradients are wrong. One
 * made here lives as long as the array beside it.
 */
public final class Constant {

  private Constant() {}

  /** The number as an array of no axes, under the manager of another. */
  public static NDArray beside(NDArray array, double number) {
    return array.getManager().create((float) number);
  }
}

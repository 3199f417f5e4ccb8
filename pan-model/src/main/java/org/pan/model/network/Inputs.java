package org.pan.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a backbone, in two parts side by side: no gradient goes back to the numbers, so
 * that where they are most of the inputs the parts are multiplied apart.
 *
 * @param numbers [N, F]
 * @param learnt vectors that are learnt too [N, E], or null
 */
public record Inputs(NDArray numbers, @Nullable NDArray learnt) {

  /** N. */
  long rows() {
    return numbers.getShape().get(0);
  }

  NDManager manager() {
    return numbers.getManager();
  }

  /**
   * A linear layer of both parts.
   *
   * @param matrix [D, F + E]
   * @param bias [D]
   * @return [N, D]
   */
  NDArray linear(NDArray matrix, NDArray bias) {
    if (learnt == null) {
      return linear(numbers, matrix, bias);
    }
    long split = numbers.getShape().get(1);
    if (split < learnt.getShape().get(1)) {
      return linear(numbers.concat(learnt, 1), matrix, bias);
    }
    return linear(numbers, part(matrix, "..., :" + split), bias)
        .add(learnt.matMul(part(matrix, "..., " + split + ":").transpose()));
  }

  /** Lives as long as the inputs; the engine lets it live as long as the parameter does. */
  private NDArray part(NDArray matrix, String columns) {
    NDArray part = matrix.get(columns);
    part.attach(manager());
    return part;
  }

  /** A linear layer of x [N, F]. */
  static NDArray linear(NDArray x, NDArray matrix, NDArray bias) {
    return x.getNDArrayInternal().linear(x, matrix, bias).singletonOrThrow();
  }
}

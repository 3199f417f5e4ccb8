package org.pan.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A gated recurrent unit (Cho et al. 2014) over a subject's steps, beside a feed-forward path from
 * the same inputs: the state is what the memory does not say.
 */
public final class Gru implements Backbone {

  private static final float EPSILON = 1e-5f;

  private final int width;
  private final Feedforward direct;
  private final NDArray input;
  private final NDArray inputBias;
  private final NDList weights;
  private final NDArray gain;
  private final NDArray shift;

  /**
   * @param parameters takes the weights
   * @param inputs F
   * @param width D
   * @param dropout share of hidden units dropped while training
   */
  public Gru(Parameters parameters, int inputs, int width, float dropout) {
    this.width = width;
    direct = new Feedforward(parameters, inputs, width, dropout);
    input = parameters.matrix("recurrent.input.matrix", width, inputs);
    inputBias = parameters.constant("recurrent.input.bias", 0, width);
    weights =
        new NDList(
            parameters.matrix("recurrent.in.matrix", 3 * width, width),
            parameters.matrix("recurrent.hidden.matrix", 3 * width, width),
            parameters.constant("recurrent.in.bias", 0, 3L * width),
            parameters.constant("recurrent.hidden.bias", 0, 3L * width));
    gain = parameters.constant("recurrent.gain", 1, width);
    shift = parameters.constant("recurrent.shift", 0, width);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int carried() {
    return width;
  }

  @Override
  public Advanced advance(Inputs inputs, int steps, @Nullable NDArray state, boolean training) {
    long rows = inputs.rows();
    long batch = rows / steps;
    NDArray projected = inputs.linear(input, inputBias).tanh().reshape(batch, steps, width);
    NDArray begin = state == null ? inputs.manager().zeros(new Shape(1, batch, width)) : state;
    NDList out =
        projected
            .getNDArrayInternal()
            .gru(projected, begin, weights, true, 1, 0, training, false, true); // [B, T, D]
    NDArray hidden = out.get(0).reshape(rows, width);
    NDArray normal =
        hidden
            .getNDArrayInternal()
            .layerNorm(hidden, new Shape(width), gain, shift, EPSILON)
            .singletonOrThrow();
    NDArray states = direct.advance(inputs, steps, null, training).states().add(normal);
    return new Advanced(states, out.get(1));
  }
}

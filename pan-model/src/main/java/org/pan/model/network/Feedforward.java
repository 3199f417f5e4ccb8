package org.pan.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import org.jspecify.annotations.Nullable;

/**
 * No state but the memory: a linear layer and one residual layer, each with layer normalisation (Ba
 * et al. 2016) and GELU (Hendrycks and Gimpel 2016). Steps may be trained in any order.
 */
public final class Feedforward implements Backbone {

  private static final float EPSILON = 1e-5f;

  private final int width;
  private final float dropout;
  private final Dropout dropped;
  private final NDArray first;
  private final NDArray firstBias;
  private final NDArray firstGain;
  private final NDArray firstShift;
  private final NDArray second;
  private final NDArray secondBias;
  private final NDArray secondGain;
  private final NDArray secondShift;

  /**
   * @param parameters takes the weights
   * @param inputs F
   * @param width D
   * @param dropout share of hidden units dropped while training
   */
  public Feedforward(Parameters parameters, int inputs, int width, float dropout) {
    this.width = width;
    this.dropout = dropout;
    this.dropped = parameters.dropout();
    first = parameters.matrix("first.matrix", width, inputs);
    firstBias = parameters.constant("first.bias", 0, width);
    firstGain = parameters.constant("first.gain", 1, width);
    firstShift = parameters.constant("first.shift", 0, width);
    second = parameters.matrix("second.matrix", width, width);
    secondBias = parameters.constant("second.bias", 0, width);
    secondGain = parameters.constant("second.gain", 1, width);
    secondShift = parameters.constant("second.shift", 0, width);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int carried() {
    return 0;
  }

  @Override
  public Advanced advance(Inputs inputs, int steps, @Nullable NDArray state, boolean training) {
    NDArray hidden = activated(inputs.linear(first, firstBias), firstGain, firstShift); // [N, D]
    hidden = dropped(hidden, training);
    NDArray linear = Inputs.linear(hidden, second, secondBias);
    hidden = hidden.add(activated(linear, secondGain, secondShift));
    return new Advanced(dropped(hidden, training), null);
  }

  private NDArray activated(NDArray linear, NDArray gain, NDArray shift) {
    NDArray normal =
        linear
            .getNDArrayInternal()
            .layerNorm(linear, new Shape(width), gain, shift, EPSILON)
            .singletonOrThrow();
    return Activation.gelu(normal);
  }

  private NDArray dropped(NDArray x, boolean training) {
    return training && dropout > 0 ? dropped.apply(x, dropout) : x;
  }
}

package org.pan.bench.micro;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.pan.model.Head;

/**
 * What a head's network takes by its shapes: a layer of weights [out, in] takes 2 * out * in
 * operations a row, reads in and writes out numbers a row, and reads its weights once a batch.
 * Everything else (normalisation, embeddings, softmax, sums over days) is not counted.
 *
 * @param rowFlop operations a row, forward
 * @param rowBytes bytes a row: its floats and ints, and what the layers read and write
 * @param layerBytes bytes of the layers' weights
 * @param weightBytes bytes of all weights
 */
record HeadCost(long rowFlop, long rowBytes, long layerBytes, long weightBytes) {

  /** Bytes of a float and of an int. */
  private static final int WORD = 4;

  /** Forward, and backward to the inputs and to the weights. */
  private static final int PASSES = 3;

  /**
   * What AdamW reads and writes of each weight: the gradient (read, cleared), the weight, both
   * moments and the average (read, written).
   */
  private static final int OPTIMIZER_TOUCHES = 10;

  static HeadCost of(Head head) {
    long flop = 0;
    long words = (long) head.floatWidth() + head.intWidth();
    long layers = 0;
    for (Map.Entry<String, NDArray> weight : head.parameters().weights().entrySet()) {
      if (weight.getKey().endsWith(".matrix")) {
        long out = weight.getValue().getShape().get(0);
        long in = weight.getValue().getShape().get(1);
        flop += 2 * out * in;
        words += out + in;
        layers += out * in;
      }
    }
    return new HeadCost(flop, WORD * words, WORD * layers, WORD * head.parameters().count());
  }

  /** Bytes of a forward pass. */
  long forwardBytes(long rows) {
    return layerBytes + rows * rowBytes;
  }

  /** Operations of a step of training. */
  long trainingFlop(long rows) {
    return PASSES * rows * rowFlop;
  }

  /** Bytes of a step of training. */
  long trainingBytes(long rows) {
    return PASSES * forwardBytes(rows) + OPTIMIZER_TOUCHES * weightBytes;
  }
}

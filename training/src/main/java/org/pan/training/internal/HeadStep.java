package org.pan.training.internal;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Rows;

/**
 * A step of a head: forward, backward, optimizer.
 *
 * @param head what is trained
 * @param optimizer of its weights
 */
public record HeadStep(Head head, AdamW optimizer) {

  /**
   * The weights of a head as an optimizer takes them.
   *
   * @param decay weight decay of matrices
   */
  public static List<AdamW.Parameter> parameters(Head head, double decay) {
    List<AdamW.Parameter> list = new ArrayList<>();
    List<String> decayed = head.parameters().decayed();
    head.parameters()
        .weights()
        .forEach(
            (name, array) ->
                list.add(new AdamW.Parameter(name, array, decayed.contains(name) ? decay : 0)));
    return list;
  }

  /**
   * Takes the step.
   *
   * @param scope takes the intermediate arrays
   * @param state [1, B, carried], or null at the beginning of the sequences
   * @param training whether dropout applies
   * @param carry is given what the sequences carry over, before the intermediate arrays go
   * @return mean nats a row before the step
   */
  float take(
      NDManager scope,
      Batch batch,
      @Nullable NDArray state,
      boolean training,
      double learningRate,
      Consumer<@Nullable NDArray> carry) {
    try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Head.Nats nats = head.nll(scope, batch.rows(), batch.steps(), state, training);
      NDArray loss = mean(nats.rows(), batch.weights(), scope);
      NDArray penalty = nats.penalty();
      collector.backward(penalty == null ? loss : loss.add(penalty));
      optimizer.step(learningRate);
      carry.accept(nats.carried());
      return loss.getFloat();
    }
  }

  /**
   * Takes the step on whole sequences, or on independent rows.
   *
   * @param steps rows of one sequence side by side; 1 where rows are independent
   * @return mean nats a row before the step
   */
  public float take(NDManager scope, Rows rows, int steps, double learningRate) {
    return take(scope, new Batch(rows, steps, null, null), null, true, learningRate, carried -> {});
  }

  private static NDArray mean(NDArray nats, float @Nullable [] weights, NDManager scope) {
    if (weights == null) {
      return nats.mean();
    }
    double rows = 0;
    for (float weight : weights) {
      rows += weight;
    }
    return nats.mul(scope.create(weights)).sum().mul(scope.create((float) (1 / rows)));
  }
}

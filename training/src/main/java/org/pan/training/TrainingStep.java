package org.pan.training;

import ai.djl.ndarray.NDManager;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.training.internal.AdamW;
import org.pan.training.internal.HeadStep;

/**
 * A single step of training, as {@link Training} takes thousands: for loops of one's own, and to be
 * measured. Closing frees the optimizer's state; the head keeps its weights.
 */
public final class TrainingStep implements AutoCloseable {

  private final NDManager manager;
  private final AdamW optimizer;
  private final HeadStep step;
  private final double learningRate;

  /**
   * @param pan the model
   * @param head one of its {@linkplain Pan#heads() heads}
   * @param config its learning rate and weight decay
   */
  public TrainingStep(Pan pan, Head head, TrainingConfig config) {
    manager = pan.newManager();
    optimizer =
        new AdamW(manager, HeadStep.parameters(head, config.weightDecay()), AdamW.Settings.DEFAULT);
    step = new HeadStep(head, optimizer);
    learningRate = config.learningRate();
  }

  /**
   * Forward, backward and the optimizer, on rows with their targets.
   *
   * @param rows as {@link org.pan.model.Replay} writes them
   * @param steps rows of one sequence side by side; 1 where rows are independent
   * @return mean nats a row before the step
   */
  public double on(Rows rows, int steps) {
    try (NDManager scope = manager.newSubManager()) {
      return step.take(scope, rows, steps, learningRate);
    }
  }

  @Override
  public void close() {
    optimizer.close();
    manager.close();
  }
}

package org.pan.training;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pan.model.ModelConfig;
import org.pan.sequences.encoding.EncodingConfig;

/**
 * How a model is fitted.
 *
 * @param model size and kind of the network
 * @param encoding how timelines become integers
 * @param batchRows rows a step
 * @param learningRate peak of the learning rate
 * @param weightDecay decoupled weight decay of matrices; where rows are very many, less
 * @param effort passes over the data against the usual number; 1 is usual
 * @param tuningShare share of subjects held out for early stopping where the data have no tuning
 *     split; more where that would be very few
 * @param patience evaluations without improvement after which a head stops, of twenty a plan
 * @param maxTime longest time to spend, or null for as long as it takes
 * @param checkpointEvery time between checkpoints
 * @param seed of weights, order and dropout
 * @param device "auto", "cpu", "gpu" or "gpu0", "gpu1", ...
 */
public record TrainingConfig(
    ModelConfig model,
    EncodingConfig encoding,
    int batchRows,
    double learningRate,
    double weightDecay,
    double effort,
    double tuningShare,
    int patience,
    @Nullable Duration maxTime,
    Duration checkpointEvery,
    long seed,
    String device) {

  /** More passes than anyone waits for, and few enough to be counted. */
  private static final double MOST_EFFORT = 1000;

  /** What serves most data sets. */
  public static final TrainingConfig DEFAULT =
      new TrainingConfig(
          ModelConfig.DEFAULT,
          EncodingConfig.DEFAULT,
          1024,
          4e-3,
          .5,
          1,
          .08,
          3,
          null,
          Duration.ofMinutes(1),
          1,
          "auto");

  public TrainingConfig {
    if (batchRows < 8
        || !(learningRate > 0)
        || !(weightDecay >= 0)
        || !(effort > 0 && effort <= MOST_EFFORT)
        || patience < 1) {
      throw new IllegalArgumentException(
          "Training needs at least 8 rows a batch, a learning rate and effort above 0, effort of 1000 at most and a patience of 1 or more.");
    }
    if (!(tuningShare >= 0 && tuningShare < .9)) {
      throw new IllegalArgumentException("The tuning share lies in [0, 0.9).");
    }
    if (maxTime != null && (maxTime.isNegative() || maxTime.isZero())) {
      throw new IllegalArgumentException("The longest time to train must be above 0.");
    }
  }

  public TrainingConfig withModel(ModelConfig value) {
    return new TrainingConfig(
        value,
        encoding,
        batchRows,
        learningRate,
        weightDecay,
        effort,
        tuningShare,
        patience,
        maxTime,
        checkpointEvery,
        seed,
        device);
  }

  public TrainingConfig withSeed(long value) {
    return new TrainingConfig(
        model,
        encoding,
        batchRows,
        learningRate,
        weightDecay,
        effort,
        tuningShare,
        patience,
        maxTime,
        checkpointEvery,
        value,
        device);
  }

  public TrainingConfig withMaxTime(@Nullable Duration value) {
    return new TrainingConfig(
        model,
        encoding,
        batchRows,
        learningRate,
        weightDecay,
        effort,
        tuningShare,
        patience,
        value,
        checkpointEvery,
        seed,
        device);
  }

  public TrainingConfig withDevice(String value) {
    return new TrainingConfig(
        model,
        encoding,
        batchRows,
        learningRate,
        weightDecay,
        effort,
        tuningShare,
        patience,
        maxTime,
        checkpointEvery,
        seed,
        value);
  }

  public TrainingConfig withEffort(double value) {
    return new TrainingConfig(
        model,
        encoding,
        batchRows,
        learningRate,
        weightDecay,
        value,
        tuningShare,
        patience,
        maxTime,
        checkpointEvery,
        seed,
        device);
  }

  public TrainingConfig withBatchRows(int value) {
    return new TrainingConfig(
        model,
        encoding,
        value,
        learningRate,
        weightDecay,
        effort,
        tuningShare,
        patience,
        maxTime,
        checkpointEvery,
        seed,
        device);
  }

  public TrainingConfig withCheckpointEvery(Duration value) {
    return new TrainingConfig(
        model,
        encoding,
        batchRows,
        learningRate,
        weightDecay,
        effort,
        tuningShare,
        patience,
        maxTime,
        value,
        seed,
        device);
  }
}

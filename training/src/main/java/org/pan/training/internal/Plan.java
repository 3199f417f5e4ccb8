package org.pan.training.internal;

import org.pan.model.Head;
import org.pan.training.TrainingConfig;

/**
 * How long a head is trained and in steps of what size.
 *
 * @param rows rows of an epoch
 * @param once whether each subject has one of them
 * @param batchRows rows of a step
 * @param epochs passes over the rows
 * @param schedule learning rate over the plan
 */
record Plan(long rows, boolean once, int batchRows, int epochs, LearningRateSchedule schedule) {

  private static final double USUAL_ROWS = 1.6e6;

  /**
   * A head with one row a subject has few steps for many epochs: it learns at a higher rate, over
   * fewer rows.
   */
  private static final double ROWS_ONCE = .8e6;

  private static final double RATE_ONCE = 3.75;

  /**
   * Passes over even the largest data: a third one lowers the nats of many codes by 2 %, the two
   * after that by 3 %.
   */
  private static final double LEAST_EPOCHS = 5;

  /** The same where time is short: heads with few rows would get too little of it. */
  private static final double LEAST_EPOCHS_HURRIED = 2.5;

  /** Steps that even the smallest data get, unless they stop early. */
  private static final int LEAST_STEPS = 1_500;

  private static final int MOST_EPOCHS = 150;

  /** Rows up to which weight decay and dropout act in full. */
  private static final double REGULARISED_ROWS = 4e5;

  /** Rows below which they act more than that, and how much at most. */
  private static final double SCARCE_ROWS = 6e4;

  private static final double MOST_REGULARISED = 2;

  /** Share of the planned steps over which weights are averaged. */
  private static final double AVERAGED = .04;

  /** Evaluations over the whole plan where epochs are many. */
  private static final int ROUNDS = 50;

  /** Evaluations that patience is counted in: finer ones do not make it shorter. */
  private static final int WAITED_FOR = 20;

  private static final double FLOOR = .02;

  /** Length of the last stretch as a share of the steps before it. */
  private static final double COOLED = .25;

  /** The learning rate the last stretch begins with, as a share of the highest. */
  private static final double COOLED_RATE = .4;

  /** A shorter stretch would only add noise. */
  private static final int LEAST_COOLED = 40;

  static Plan of(Head head, long rows, TrainingConfig config) {
    int batchRows =
        (int) Math.max(Math.min(64, config.batchRows()), Math.min(config.batchRows(), rows / 16));
    long perEpoch = stepsPerEpoch(rows, batchRows);
    double wanted = head.once() ? ROWS_ONCE : USUAL_ROWS;
    double least = config.maxTime() == null ? LEAST_EPOCHS : LEAST_EPOCHS_HURRIED;
    double usual = Math.max(least, Math.max(wanted / rows, LEAST_STEPS / (double) perEpoch));
    int epochs = (int) Math.max(1, Math.round(Math.min(MOST_EPOCHS, usual) * config.effort()));
    long warmUp = Math.min(200, epochs * perEpoch / 10);
    double rate = config.learningRate() * (head.once() ? RATE_ONCE : 1);
    return new Plan(
        rows, head.once(), batchRows, epochs, new LearningRateSchedule(rate, warmUp, FLOOR));
  }

  private static long stepsPerEpoch(long rows, int batchRows) {
    return Math.max(1, (rows + batchRows - 1) / batchRows);
  }

  /**
   * How strongly weights are decayed and units dropped: less, the more rows there are, and twice as
   * much where they are scarce. What decay undoes over an epoch then stays the same share (Wang and
   * Aitchison, How to set AdamW's weight decay as you scale model and dataset size, 2024).
   */
  double regularisation() {
    return once || rows > SCARCE_ROWS
        ? Math.min(1, REGULARISED_ROWS / rows)
        : Math.min(MOST_REGULARISED, SCARCE_ROWS / rows);
  }

  /** Steps of all epochs. */
  long steps() {
    return epochs * stepsPerEpoch(rows, batchRows);
  }

  /** Epochs from one evaluation to the next. */
  int epochsPerRound() {
    return Math.max(1, epochs / ROUNDS);
  }

  /**
   * Evaluations to wait for a better one.
   *
   * @param patience the same if there were {@link #WAITED_FOR} of them
   */
  int patience(int patience) {
    return (patience * Math.max(1, epochs / WAITED_FOR) + epochsPerRound() - 1) / epochsPerRound();
  }

  /**
   * Weights are averaged over a share of the steps, so that the average does not lag behind where
   * they are few.
   */
  AdamW.Settings optimizer() {
    AdamW.Settings usual = AdamW.Settings.DEFAULT;
    return averagedOver(Math.min(1 / (1 - usual.averageDecay()), AVERAGED * steps()));
  }

  /** The optimizer of the last stretch. */
  static AdamW.Settings optimizer(Progress.Cooling cooling) {
    return averagedOver(cooling.steps() / 4.0);
  }

  private static AdamW.Settings averagedOver(double span) {
    AdamW.Settings usual = AdamW.Settings.DEFAULT;
    return new AdamW.Settings(
        usual.beta1(),
        usual.beta2(),
        usual.epsilon(),
        usual.maxGradientNorm(),
        1 - 1 / Math.max(20, span));
  }

  /** The learning rate of the next step. */
  double rate(Progress state) {
    Progress.Cooling cooling = state.cooling();
    return cooling == null ? schedule.at(state.step(), state.share()) : cooling.nextRate();
  }

  /** Whether training stopped early enough for a last stretch. */
  boolean cools(Progress state) {
    return state.cooling() == null && coolingSteps(state) >= LEAST_COOLED;
  }

  /** The last stretch, which is never longer than what is left of the plan. */
  Progress cooled(Progress state) {
    return state.cooling(coolingSteps(state), COOLED_RATE * schedule.peak());
  }

  private long coolingSteps(Progress state) {
    return (long) Math.min(COOLED * state.step(), (1 - state.share()) * steps());
  }

  /** Rows still to train on if the plan is kept. */
  long rowsLeft(Progress state) {
    if (state.finished()) {
      return 0;
    }
    Progress.Cooling cooling = state.cooling();
    return Math.round(
        cooling == null
            ? (1 - state.share()) * epochs * rows
            : (1 - cooling.share()) * cooling.steps() * batchRows);
  }
}

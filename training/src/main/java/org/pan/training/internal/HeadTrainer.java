package org.pan.training.internal;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Rows;
import org.pan.model.checkpoint.FloatTensor;
import org.pan.model.checkpoint.Tensor;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.training.TrainingConfig;

/** Trains one head: its optimizer, its place in the data, its best weights so far. */
final class HeadTrainer implements AutoCloseable {

  private static final int SAMPLE_ROWS = 24_000;
  private static final int TUNING_ROWS = 24_000;
  private static final double USUAL_ROWS = 1.6e6;

  /** Steps that even the smallest data get, unless they stop early. */
  private static final int LEAST_STEPS = 1_500;

  private static final int MOST_EPOCHS = 150;

  /** Share of the planned steps over which weights are averaged. */
  private static final double AVERAGED = .04;

  /** Evaluations over the whole plan where epochs are many. */
  private static final int ROUNDS = 20;

  private static final double FLOOR = .02;
  private static final NDIndex ALL = new NDIndex("...");

  private final Pan pan;
  private final Head head;
  private final int number;
  private final TrainingConfig config;
  private final List<EncodedTimeline> training;
  private final AdamW optimizer;
  private final NDManager manager;
  private final long rows;
  private final int epochs;
  private final int epochsPerRound;
  private final int batchRows;
  private final LearningRateSchedule schedule;
  private final RowSample tuning;
  private final double baseline;
  private Progress state = Progress.BEGIN;
  private Map<String, float[]> best = Map.of();
  private @Nullable BatchStream stream;
  private @Nullable NDArray carried;

  /**
   * Where a head stands.
   *
   * @param step steps done
   * @param epoch epochs ended
   * @param batch batches done in the current epoch
   * @param share share of the planned training that is done
   * @param bestTuning lowest tuning nats so far
   * @param waited epochs since then
   * @param finished whether it trains no further
   * @param lossSum nats of the rows trained on since the last evaluation
   * @param lossRows the number of those rows
   */
  record Progress(
      long step,
      int epoch,
      long batch,
      double share,
      double bestTuning,
      int waited,
      boolean finished,
      double lossSum,
      long lossRows) {
    static final Progress BEGIN =
        new Progress(0, 0, 0, 0, Double.POSITIVE_INFINITY, 0, false, 0, 0);

    /** After a step. */
    Progress stepped(double newShare, double nats, long rows) {
      return new Progress(
          step + 1,
          epoch,
          batch + 1,
          newShare,
          bestTuning,
          waited,
          finished,
          lossSum + nats * rows,
          lossRows + rows);
    }

    /** At the beginning of the next epoch. */
    Progress nextEpoch() {
      return new Progress(
          step, epoch + 1, 0, share, bestTuning, waited, finished, lossSum, lossRows);
    }

    /** After an evaluation. */
    Progress evaluated(double newBest, int newWaited, boolean nowFinished) {
      return new Progress(step, epoch, batch, share, newBest, newWaited, nowFinished, 0, 0);
    }

    /** Mean nats a row since the last evaluation. */
    double trainLoss() {
      return lossRows == 0 ? Double.NaN : lossSum / lossRows;
    }
  }

  HeadTrainer(
      Pan pan,
      Head head,
      int number,
      List<EncodedTimeline> training,
      List<EncodedTimeline> tuning,
      TrainingConfig config) {
    this.pan = pan;
    this.head = head;
    this.number = number;
    this.config = config;
    this.training = training;
    this.manager = pan.newManager();
    RowSample sample = RowSample.of(pan, head, training, SAMPLE_ROWS, config.seed(), true);
    this.rows =
        Math.max(
            1,
            Math.round(sample.size() * (double) training.size() / Math.max(1, sample.subjects())));
    this.tuning = RowSample.of(pan, head, tuning, TUNING_ROWS, config.seed() + 1, false);
    this.baseline = head.baseline(sample.parts().get(0));
    this.batchRows =
        (int) Math.max(Math.min(64, config.batchRows()), Math.min(config.batchRows(), rows / 16));
    double usual =
        Math.max(1.5, Math.max(USUAL_ROWS / rows, LEAST_STEPS / (double) stepsPerEpoch()));
    this.epochs = (int) Math.max(1, Math.round(Math.min(MOST_EPOCHS, usual) * config.effort()));
    this.epochsPerRound = Math.max(1, epochs / ROUNDS);
    this.schedule =
        new LearningRateSchedule(config.learningRate(), Math.min(200, steps() / 10), FLOOR);
    this.optimizer = new AdamW(manager, parameters(), settings());
    if (sample.size() > 0) {
      head.prepare(sample.parts().get(0), rows);
    }
  }

  /**
   * Weights are averaged over a share of the plan, so that the average does not lag behind where
   * the plan is short.
   */
  private AdamW.Settings settings() {
    AdamW.Settings usual = AdamW.Settings.DEFAULT;
    double span = Math.max(20, Math.min(1 / (1 - usual.averageDecay()), AVERAGED * steps()));
    return new AdamW.Settings(
        usual.beta1(), usual.beta2(), usual.epsilon(), usual.maxGradientNorm(), 1 - 1 / span);
  }

  private List<AdamW.Parameter> parameters() {
    List<AdamW.Parameter> list = new ArrayList<>();
    List<String> decayed = head.parameters().decayed();
    head.parameters()
        .weights()
        .forEach(
            (name, array) ->
                list.add(
                    new AdamW.Parameter(
                        name, array, decayed.contains(name) ? config.weightDecay() : 0)));
    return list;
  }

  Head head() {
    return head;
  }

  Progress progress() {
    return state;
  }

  int epochs() {
    return epochs;
  }

  double baseline() {
    return baseline;
  }

  /** Steps of the whole plan. */
  long steps() {
    return epochs * stepsPerEpoch();
  }

  private long stepsPerEpoch() {
    return Math.max(1, (rows + batchRows - 1) / batchRows);
  }

  /** Rows still to train on if the plan is kept. */
  long rowsLeft() {
    return state.finished() ? 0 : Math.round((1 - state.share()) * epochs * rows);
  }

  /**
   * Trains until the next evaluation is due or {@code stop} says so.
   *
   * @param pace how fast the plan is gone through: 1 as planned, more where there is less time
   * @param onStep is told after each step how many rows were trained on so far
   * @return the number of rows trained on
   */
  long train(DoubleSupplier pace, BooleanSupplier stop, LongConsumer onStep)
      throws InterruptedException {
    long trained = 0;
    while (!stop.getAsBoolean() && state.share() < 1) {
      if (stream == null) {
        stream =
            new BatchStream(
                source(),
                () -> new Rows(head.floatWidth(), head.intWidth(), batchRows),
                state.batch());
      }
      Batch batch = stream.next();
      if (batch == null) {
        endEpoch();
        if (state.epoch() % epochsPerRound == 0) {
          break;
        }
        continue;
      }
      step(batch, pace.getAsDouble());
      trained += batch.rows().size();
      stream.recycle(batch);
      onStep.accept(trained);
    }
    return trained;
  }

  private void endEpoch() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
    state = state.nextEpoch();
  }

  private long seed(int epoch) {
    return new SplittableRandom(config.seed() * 1_000_003 + number * 7_919L + epoch).nextLong();
  }

  private BatchSource source() {
    long seed = seed(state.epoch());
    return head.carried() > 0
        ? new Sequences(pan, head, training, batchRows, seed)
        : new ShuffledRows(pan, head, training, batchRows, seed);
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

  /** Keeps what the sequences carry over to their next piece, without its gradient. */
  private void carry(@Nullable NDArray next) {
    if (carried != null) {
      carried.close();
      carried = null;
    }
    if (next != null) {
      carried = next.stopGradient().duplicate();
      carried.attach(manager);
    }
  }

  private void step(Batch batch, double pace) {
    Engine.getInstance().setRandomSeed((int) (seed(-1) + state.step()));
    try (NDManager scope = manager.newSubManager();
        GradientCollector collector = Engine.getInstance().newGradientCollector()) {
      Head.Nats nats =
          head.nll(scope, batch.rows(), batch.steps(), batch.begins() ? null : carried, true);
      NDArray loss = mean(nats.rows(), batch.weights(), scope);
      NDArray penalty = nats.penalty();
      collector.backward(penalty == null ? loss : loss.add(penalty));
      optimizer.step(schedule.at(state.step(), state.share()));
      carry(nats.carried());
      double share = Math.min(1, state.share() + pace / steps());
      state = state.stepped(share, loss.getFloat(), batch.rows().size());
    }
  }

  /**
   * Evaluates the averaged weights on the tuning rows and keeps them if they are the best; where no
   * rows are held out, the latest are. Gives the nats a row.
   */
  double evaluate() {
    optimizer.exchangeAverages();
    boolean blind = tuning.size() == 0;
    double nats = blind ? state.trainLoss() : tuning.nats(head, manager);
    boolean better = blind || nats < state.bestTuning() || best.isEmpty();
    if (better) {
      best = new LinkedHashMap<>();
      head.parameters().tensors().forEach((name, array) -> best.put(name, array.toFloatArray()));
    }
    optimizer.exchangeAverages();
    int waited = better ? 0 : state.waited() + 1;
    boolean finished = waited >= config.patience() || state.share() >= 1 || state.epoch() >= epochs;
    state = state.evaluated(better ? nats : state.bestTuning(), waited, finished);
    if (finished && stream != null) {
      stream.close();
      stream = null;
    }
    return nats;
  }

  /** Puts the best weights into the head; where there was no time to judge any, the averaged. */
  void useBest() {
    if (best.isEmpty()) {
      optimizer.exchangeAverages();
    }
    best.forEach((name, values) -> set(name, values));
  }

  private void set(String name, float[] values) {
    NDArray array = head.parameters().tensors().get(name);
    if (array == null) {
      throw new IllegalStateException(
          "There is no tensor " + name + " in head " + head.name() + ".");
    }
    try (NDArray copy = manager.create(values, array.getShape())) {
      array.set(ALL, copy);
    }
  }

  /** Adds what is needed to go on from here. */
  void save(Map<String, Tensor> into) {
    String prefix = head.name() + "/";
    head.parameters()
        .tensors()
        .forEach(
            (name, array) ->
                into.put(
                    prefix + "now/" + name,
                    new FloatTensor(array.getShape().getShape(), array.toFloatArray())));
    best.forEach(
        (name, values) ->
            into.put(prefix + "best/" + name, new FloatTensor(new long[] {values.length}, values)));
    optimizer
        .state()
        .tensors()
        .forEach((name, tensor) -> into.put(prefix + "adam/" + name, tensor));
    if (carried != null) {
      into.put(
          prefix + "carried",
          new FloatTensor(carried.getShape().getShape(), carried.toFloatArray()));
    }
  }

  /** Goes on from a saved state. */
  void restore(Progress progress, Map<String, FloatTensor> tensors) {
    state = progress;
    String prefix = head.name() + "/";
    Map<String, float[]> bests = new LinkedHashMap<>();
    Map<String, FloatTensor> adam = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> {
          if (name.startsWith(prefix + "now/")) {
            set(name.substring(prefix.length() + 4), tensor.data());
          } else if (name.startsWith(prefix + "best/")) {
            bests.put(name.substring(prefix.length() + 5), tensor.data());
          } else if (name.equals(prefix + "carried")) {
            carried = manager.create(tensor.data(), new ai.djl.ndarray.types.Shape(tensor.shape()));
          } else if (name.startsWith(prefix + "adam/")) {
            adam.put(name.substring(prefix.length() + 5), tensor);
          }
        });
    best = bests;
    optimizer.restore(new AdamW.State(progress.step(), adam));
  }

  @Override
  public void close() {
    if (stream != null) {
      stream.close();
    }
    optimizer.close();
    manager.close();
  }
}

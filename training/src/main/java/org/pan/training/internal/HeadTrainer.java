package org.pan.training.internal;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

  /** Rows a head may settle on at least, and their share of those learnt from: one in so many. */
  private static final long LEAST_SETTLED = 60_000;

  private static final long SETTLED_SHARE = 6;

  /**
   * By how much more nats the last weights are still preferred to the best: the best were found at
   * a high learning rate, and what its noise does to the rates shows little in the likelihood.
   */
  private static final double AS_GOOD = 1e-3;

  private static final NDIndex ALL = new NDIndex("...");

  private final Pan pan;
  private final Head head;
  private final int number;
  private final TrainingConfig config;
  private final List<EncodedTimeline> training;
  private final List<EncodedTimeline> all;
  private final NDManager manager;
  private final Plan plan;
  private final RowSample tuning;
  private final double baseline;
  private Progress state = Progress.BEGIN;
  private AdamW optimizer;
  private Map<String, float[]> best = Map.of();
  private @Nullable BatchStream stream;
  private @Nullable NDArray carried;

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
    this.all = Stream.concat(training.stream(), tuning.stream()).toList();
    this.manager = pan.newManager();
    RowSample sample = sample(SAMPLE_ROWS);
    long rows = Math.max(1, Math.round(sample.rowsPerSubject() * training.size()));
    this.plan = Plan.of(head, rows, config);
    this.tuning = RowSample.of(pan, head, tuning, TUNING_ROWS, config.seed() + 1, false);
    this.baseline = head.baseline(sample.parts().get(0));
    this.optimizer = new AdamW(manager, parameters(), plan.optimizer());
    head.parameters().dropout().strength(plan.regularisation());
    if (sample.size() > 0) {
      head.prepare(sample.parts().get(0), rows);
    }
  }

  private RowSample sample(int most) {
    return RowSample.of(pan, head, training, most, config.seed(), true);
  }

  private List<AdamW.Parameter> parameters() {
    return HeadStep.parameters(head, config.weightDecay() * plan.regularisation());
  }

  Head head() {
    return head;
  }

  Progress progress() {
    return state;
  }

  int epochs() {
    return plan.epochs();
  }

  double baseline() {
    return baseline;
  }

  /** Rows of the whole plan. */
  long rowsPlanned() {
    return plan.epochs() * plan.rows();
  }

  /** Rows still to train on if the plan is kept. */
  long rowsLeft() {
    return plan.rowsLeft(state);
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
    while (!stop.getAsBoolean() && !state.throughPlan()) {
      if (stream == null) {
        stream =
            new BatchStream(
                source(),
                () -> new Rows(head.floatWidth(), head.intWidth(), plan.batchRows()),
                state.batch());
      }
      Batch batch = stream.next();
      if (batch == null) {
        endEpoch();
        if (state.cooling() == null && state.epoch() % plan.epochsPerRound() == 0) {
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
    endStream();
    state = state.nextEpoch();
  }

  private void endStream() {
    if (stream != null) {
      stream.close();
      stream = null;
    }
  }

  private long seed(int epoch) {
    return new SplittableRandom(config.seed() * 1_000_003 + number * 7_919L + epoch).nextLong();
  }

  private BatchSource source() {
    long seed = seed(state.epoch());
    return head.carried() > 0
        ? new Sequences(pan, head, training, plan.batchRows(), seed)
        : new ShuffledRows(pan, head, training, plan.batchRows(), seed);
  }

  /** What the sequences before carry over, 0 to those that begin with a subject. */
  private @Nullable NDArray carriedInto(Batch batch, NDManager scope) {
    boolean[] begins = batch.begins();
    if (carried == null || begins == null) {
      return null;
    }
    float[] keep = new float[begins.length];
    for (int s = 0; s < keep.length; s++) {
      keep[s] = begins[s] ? 0 : 1;
    }
    return carried.mul(scope.create(keep, new Shape(1, keep.length, 1)));
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
    head.parameters().dropout().seed(seed(-1) + state.step());
    try (NDManager scope = manager.newSubManager()) {
      float loss =
          new HeadStep(head, optimizer)
              .take(
                  scope,
                  batch,
                  carriedInto(batch, scope),
                  !state.settling(),
                  plan.rate(state),
                  this::carry);
      state = state.stepped(plan.steps(), pace, loss, batch.rows().size());
    }
  }

  /**
   * Evaluates the averaged weights on the tuning rows and keeps them if they are the best; where no
   * rows are held out, the latest are. When more training no longer helps, the last stretch begins.
   * Gives the nats a row.
   */
  double evaluate() {
    optimizer.exchangeAverages();
    boolean blind = tuning.size() == 0;
    boolean through =
        state.throughPlan() || (state.cooling() == null && state.epoch() >= plan.epochs());
    double nats = blind ? state.trainLoss() : tuning.nats(head, manager);
    double limit = state.bestTuning() + (through ? AS_GOOD * Math.abs(state.bestTuning()) : 0);
    boolean better = blind || nats < limit || best.isEmpty();
    if (better) {
      best = new LinkedHashMap<>();
      head.parameters().tensors().forEach((name, array) -> best.put(name, array.toFloatArray()));
    }
    optimizer.exchangeAverages();
    int waited = better ? 0 : state.waited() + 1;
    boolean stops =
        !through && state.cooling() == null && waited >= plan.patience(config.patience());
    boolean cools = stops && plan.cools(state);
    state =
        state.evaluated(Math.min(nats, state.bestTuning()), waited, through || (stops && !cools));
    if (cools) {
      cool();
    }
    if (state.finished()) {
      endStream();
    }
    return nats;
  }

  /** Goes on from the best weights with a fresh optimizer. */
  private void cool() {
    useBest();
    state = plan.cooled(state);
    restart();
  }

  private void restart() {
    Progress.Cooling cooling = state.cooling();
    optimizer.close();
    optimizer =
        new AdamW(
            manager, parameters(), cooling == null ? plan.optimizer() : Plan.optimizer(cooling));
  }

  /** Puts the best weights into the head; where there was no time to judge any, the averaged. */
  private void useBest() {
    if (best.isEmpty()) {
      optimizer.exchangeAverages();
    }
    best.forEach((name, values) -> set(name, values));
  }

  /** Ends the training: the best weights stay. */
  void settle() {
    useBest();
    if (!training.isEmpty() && head.carried() == 0) {
      try (NDManager scope = manager.newSubManager()) {
        head.settle(scope, new TrainingSample());
      }
    }
  }

  /** What a head settles on. */
  private final class TrainingSample implements Head.Sample {

    @Override
    public Rows of(int most) {
      return sample(most).parts().get(0);
    }

    /**
     * Those of the tuning subjects too, since nothing is chosen by them any more; no more than a
     * share of the rows learnt from, so that it takes little of their time.
     */
    @Override
    public void inParts(int most, Consumer<Rows> use) {
      long learntFrom = state.step() * plan.batchRows();
      double rows = Math.min(most, Math.max(LEAST_SETTLED, learntFrom / SETTLED_SHARE));
      double each = Math.max(1, plan.rows() / (double) training.size());
      int[] order = Order.shuffled(all.size(), new SplittableRandom(config.seed()));
      int subjects = (int) Math.min(order.length, Math.ceil(rows / each));
      int part = (int) Math.max(1, SAMPLE_ROWS / each);
      for (int from = 0; from < subjects; from += part) {
        List<EncodedTimeline> some =
            IntStream.range(from, Math.min(subjects, from + part))
                .mapToObj(s -> all.get(order[s]))
                .toList();
        use.accept(
            RowSample.of(pan, head, some, Integer.MAX_VALUE, config.seed(), true).parts().get(0));
      }
    }
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
            carried = manager.create(tensor.data(), new Shape(tensor.shape()));
          } else if (name.startsWith(prefix + "adam/")) {
            adam.put(name.substring(prefix.length() + 5), tensor);
          }
        });
    best = bests;
    restart();
    optimizer.restore(new AdamW.State(progress.optimizerSteps(), adam));
  }

  @Override
  public void close() {
    endStream();
    optimizer.close();
    manager.close();
  }
}

package org.pan.bench.micro;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.model.Replay;
import org.pan.model.Rows;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.training.TrainingConfig;
import org.pan.training.TrainingStep;

/** One head of the network: its rows, its likelihood, its outputs, a step of training. */
@State(Scope.Benchmark)
public class HeadBenchmark {

  /** Most rows a forward pass of the sampler has. */
  private static final int TILE = 512;

  /** Steps of a sequence where a state is carried. */
  private static final int SEQUENCE = 32;

  /** The head's name. */
  @Param({"code"})
  public String head;

  private Pan pan;
  private Head measured;
  private HeadCost cost;
  private List<EncodedTimeline> timelines;
  private Replay replay;
  private Rows written;
  private SplittableRandom random;
  private Rows batch;
  private Rows tile;
  private int steps;
  private TrainingStep training;
  private int next;

  /** Reads the model and writes a batch of rows. */
  @Setup(Level.Trial)
  public void read() {
    Fixture fixture = Fixture.here();
    pan = Pan.load(fixture.model());
    measured =
        pan.heads().stream().filter(one -> one.name().equals(head)).findFirst().orElseThrow();
    cost = HeadCost.of(measured);
    timelines = Fixture.read(fixture.train()).timelines().map(pan.encoding()::encode).toList();
    replay = new Replay(pan);
    random = new SplittableRandom(1);
    written = rows(1);
    batch = filled(TrainingConfig.DEFAULT.batchRows());
    tile = filled(TILE);
    steps = measured.carried() > 0 ? SEQUENCE : 1;
    training = new TrainingStep(pan, measured, TrainingConfig.DEFAULT);
  }

  private Rows rows(int capacity) {
    return new Rows(measured.floatWidth(), measured.intWidth(), capacity);
  }

  private Rows filled(int count) {
    Rows rows = rows(count);
    while (rows.size() < count) {
      replay.rows(timelines.get(next++ % timelines.size()), measured, rows, random);
    }
    rows.truncate(count);
    return rows;
  }

  /** Goes through a timeline and writes the head's rows. */
  @Benchmark
  public Rows rows(Work work) {
    EncodedTimeline timeline = timelines.get(next++ % timelines.size());
    written.clear();
    replay.rows(timeline, measured, written, random);
    long words = (long) written.size() * (measured.floatWidth() + measured.intWidth());
    work.did(written.size(), 0, 4 * words + (long) EncodingBenchmark.EVENT * timeline.size());
    return written;
  }

  /** The likelihood of a batch. */
  @Benchmark
  public float likelihood(Work work) {
    try (NDManager scope = pan.newManager()) {
      NDArray nats = measured.nll(scope, batch, steps, null, false).rows();
      work.did(batch.size(), batch.size() * cost.rowFlop(), cost.forwardBytes(batch.size()));
      return nats.sum().getFloat();
    }
  }

  /** What the sampler draws from, for as many rows as it gives the head at once. */
  @Benchmark
  public float[] outputs(Work work) {
    try (NDManager scope = pan.newManager()) {
      work.did(tile.size(), tile.size() * cost.rowFlop(), cost.forwardBytes(tile.size()));
      return measured.outputs(scope, tile, null).values();
    }
  }

  /** A step of training. */
  @Benchmark
  public double train(Work work) {
    work.did(batch.size(), cost.trainingFlop(batch.size()), cost.trainingBytes(batch.size()));
    return training.on(batch, steps);
  }

  /** Frees the model. */
  @TearDown(Level.Trial)
  public void close() {
    training.close();
    pan.close();
  }
}

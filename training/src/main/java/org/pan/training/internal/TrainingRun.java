package org.pan.training.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.pan.model.Head;
import org.pan.model.Pan;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.training.EpochReport;
import org.pan.training.TrainingConfig;
import org.pan.training.TrainingListener;

/** Trains all heads of a network, epoch by epoch in turn, within the time there is. */
public final class TrainingRun implements AutoCloseable {

  private static final Duration LISTEN_EVERY = Duration.ofMillis(500);

  /** Time after which the speed of an epoch is believed rather than that of the one before. */
  private static final Duration SURE_AFTER = Duration.ofMillis(300);

  /** Share of the time that is kept for evaluating and saving. */
  private static final double RESERVE = .03;

  private final Pan pan;
  private final TrainingConfig config;
  private final TrainingListener listener;
  private final List<HeadTrainer> heads = new ArrayList<>();
  private final List<EpochReport> curve = new ArrayList<>();
  private final @Nullable Checkpoints checkpoints;
  private final LongSupplier clock;
  private final long began;
  private final long elapsedBefore;
  private final double[] secondsPerRow;
  private long listened;
  private long saved;

  /**
   * @param checkpoints where to save on the way, or null
   * @param clock the nanoseconds by which the time allowed is measured
   * @param began what the clock showed when it began to run
   */
  public TrainingRun(
      Pan pan,
      List<EncodedTimeline> training,
      List<EncodedTimeline> tuning,
      TrainingConfig config,
      TrainingListener listener,
      @Nullable Checkpoints checkpoints,
      LongSupplier clock,
      long began) {
    this.pan = pan;
    this.config = config;
    this.listener = listener;
    this.checkpoints = checkpoints;
    this.clock = clock;
    this.began = began;
    Checkpoints.@Nullable Saved state = checkpoints == null ? null : checkpoints.read();
    this.elapsedBefore = state == null ? 0 : state.elapsedNanos();
    int number = 0;
    for (Head head : pan.heads()) {
      HeadTrainer trainer = new HeadTrainer(pan, head, number++, training, tuning, config);
      if (state != null) {
        trainer.restore(state.progress(head.name()), state.tensors());
      }
      heads.add(trainer);
    }
    if (state != null) {
      curve.addAll(state.curve());
    }
    this.secondsPerRow = new double[heads.size()];
    this.saved = System.nanoTime();
  }

  /**
   * Trains until all heads have finished or the time is over, then leaves the best weights in
   * place.
   */
  public void run() throws InterruptedException {
    if (config.maxTime() != null) {
      measure();
    }
    while (heads.stream().anyMatch(h -> !h.progress().finished()) && !outOfTime()) {
      for (int i = 0; i < heads.size(); i++) {
        if (!heads.get(i).progress().finished() && !outOfTime()) {
          epoch(i);
        }
      }
    }
    heads.forEach(HeadTrainer::settle);
  }

  /** A few steps of each head tell what the plan costs; they count. */
  private void measure() throws InterruptedException {
    for (int i = 0; i < heads.size(); i++) {
      HeadTrainer head = heads.get(i);
      if (head.progress().finished()) {
        continue;
      }
      int[] steps = {0};
      for (int round = 0; round < 2; round++) {
        steps[0] = 0;
        int most = round == 0 ? 5 : 15;
        long from = clock.getAsLong();
        long rows = head.train(() -> 1, () -> steps[0]++ >= most || outOfTime(), done -> {});
        secondsPerRow[i] = (clock.getAsLong() - from) / 1e9 / Math.max(1, rows);
      }
    }
  }

  private void epoch(int i) throws InterruptedException {
    HeadTrainer head = heads.get(i);
    long from = clock.getAsLong();
    int before = head.progress().epoch();
    long rows =
        head.train(
            this::pace,
            this::outOfTime,
            done -> {
              long took = clock.getAsLong() - from;
              if (took > SURE_AFTER.toNanos()) {
                secondsPerRow[i] = took / 1e9 / done;
              }
              listen(i);
            });
    double seconds = (clock.getAsLong() - from) / 1e9;
    if (rows > 0) {
      secondsPerRow[i] = seconds / rows;
    }
    double best = head.progress().bestTuning();
    double train = head.progress().trainLoss();
    double tuning = head.evaluate();
    EpochReport report =
        new EpochReport(
            head.head().name(),
            Math.max(before + 1, head.progress().epoch()),
            head.epochs(),
            train,
            tuning,
            head.baseline(),
            tuning <= best,
            head.progress().finished(),
            rows / Math.max(1e-9, seconds),
            seconds(elapsed()));
    curve.add(report);
    listener.epoch(report);
    save();
  }

  /** How much faster than planned the plan must be gone through to end in time. */
  private double pace() {
    Duration most = config.maxTime();
    if (most == null) {
      return 1;
    }
    double left = seconds(most) * (1 - RESERVE) - seconds(elapsed());
    return Math.max(1, secondsLeft() / Math.max(1e-3, left));
  }

  private double secondsLeft() {
    double seconds = 0;
    for (int i = 0; i < heads.size(); i++) {
      seconds += heads.get(i).rowsLeft() * secondsPerRow[i];
    }
    return seconds;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private Duration elapsed() {
    return Duration.ofNanos(clock.getAsLong() - began + elapsedBefore);
  }

  private boolean outOfTime() {
    Duration most = config.maxTime();
    return most != null && seconds(elapsed()) > seconds(most) * (1 - RESERVE / 3);
  }

  private void listen(int i) {
    long now = System.nanoTime();
    if (now - listened > LISTEN_EVERY.toNanos()) {
      listened = now;
      long left = heads.stream().mapToLong(HeadTrainer::rowsLeft).sum();
      double all = heads.stream().mapToLong(HeadTrainer::rowsPlanned).sum();
      double perRow = secondsPerRow[i] > 0 ? secondsPerRow[i] : 1e-4;
      double share = all <= 0 ? 1 : 1 - left / all;
      double seconds = secondsLeft();
      Duration most = config.maxTime();
      if (most != null) {
        seconds = Math.min(seconds, seconds(most) - seconds(elapsed()));
        share = Math.max(share, seconds(elapsed()) / seconds(most));
      }
      listener.progress(share, 1 / perRow, Duration.ofMillis((long) (1000 * Math.max(0, seconds))));
    }
    if (now - saved > config.checkpointEvery().toNanos()) {
      save();
    }
  }

  private void save() {
    if (checkpoints != null) {
      checkpoints.write(pan, heads, curve, elapsed());
      listener.checkpoint();
      saved = System.nanoTime();
    }
  }

  /** The reports of all epochs so far. */
  public List<EpochReport> curve() {
    return List.copyOf(curve);
  }

  @Override
  public void close() {
    heads.forEach(HeadTrainer::close);
  }
}

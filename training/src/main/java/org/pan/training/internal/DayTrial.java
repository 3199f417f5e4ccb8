package org.pan.training.internal;

import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.pan.model.ModelConfig.DayKind;
import org.pan.model.Pan;
import org.pan.model.heads.DayHead;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.training.TrainingConfig;

/**
 * Decides between the two likelihoods of the day where the user has not: each is trained for a
 * little, and the one that says more of held-out subjects is taken.
 */
public final class DayTrial {

  /** Rows of each trial: after fewer the hazard, which learns faster, looks better than it is. */
  private static final double ROWS = 60_000;

  /** Share of the usual effort, which gives about so many rows where there are few. */
  private static final double BRIEF = .04;

  /** By what share of its nats the usual one must be beaten, after so little training. */
  private static final double CLEARLY = .05;

  /** With less effort the trial would cost more than it decides. */
  private static final double LEAST_EFFORT = .2;

  /** Share of the time allowed that a trial may take; where it takes more, nothing is decided. */
  private static final double SHARE_OF_TIME = .03;

  private final List<EncodedTimeline> training;
  private final List<EncodedTimeline> tuning;
  private final TrainingConfig config;
  private final LongSupplier clock;

  /**
   * @param clock the nanoseconds by which the time allowed is measured
   */
  public DayTrial(
      List<EncodedTimeline> training,
      List<EncodedTimeline> tuning,
      TrainingConfig config,
      LongSupplier clock) {
    this.training = training;
    this.tuning = tuning;
    this.config = config;
    this.clock = clock;
  }

  /** Whether there is anything to decide, and subjects to decide it by. */
  public boolean open(Pan pan) {
    return pan.spec().config().day() == DayKind.AUTO
        && pan.when() != null
        && config.effort() >= LEAST_EFFORT
        && tuning.stream().anyMatch(t -> t.size() > 0);
  }

  /** The same network with the better likelihood, untrained; the one given is closed. */
  public Pan decided(Pan pan) throws InterruptedException {
    DayKind usual = pan.spec().config().day().orUsual(pan.encoding().schema().timeMode());
    DayKind other = usual == DayKind.HAZARD ? DayKind.WEEK : DayKind.HAZARD;
    double nats = nats(pan, usual);
    boolean beaten = !Double.isNaN(nats) && nats(pan, other) < nats - CLEARLY * Math.abs(nats);
    Pan decided = pan.withDay(beaten ? other : usual, config.seed());
    pan.close();
    return decided;
  }

  /** The nats of a held-out row after a short training; NaN if there was no time for it. */
  private double nats(Pan from, DayKind kind) throws InterruptedException {
    long began = clock.getAsLong();
    BooleanSupplier late =
        () ->
            config.maxTime() != null
                && clock.getAsLong() - began > SHARE_OF_TIME * config.maxTime().toNanos();
    try (Pan pan = from.withDay(kind, config.seed())) {
      DayHead head = Objects.requireNonNull(pan.when());
      int number = pan.heads().indexOf(head);
      TrainingConfig brief = config.withEffort(BRIEF);
      try (HeadTrainer trainer = new HeadTrainer(pan, head, number, training, tuning, brief)) {
        double pace = Math.max(1, trainer.rowsPlanned() / ROWS);
        while (!trainer.progress().throughPlan() && !late.getAsBoolean()) {
          trainer.train(() -> pace, late, done -> {});
        }
        return trainer.progress().throughPlan() ? trainer.evaluate() : Double.NaN;
      }
    }
  }
}

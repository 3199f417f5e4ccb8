package org.pan.training;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pan.model.Pan;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Split;
import org.pan.sequences.Timeline;
import org.pan.sequences.encoding.EncodedTimeline;
import org.pan.sequences.encoding.Encoding;
import org.pan.training.internal.Checkpoints;
import org.pan.training.internal.DayTrial;
import org.pan.training.internal.TrainingRun;

/** Fits a {@link Pan} to a data set. */
public final class Training {

  /** With fewer subjects none is held out. */
  private static final int LEAST_TO_HOLD_OUT = 10;

  /** So many held out are enough, and no share above this is held out for it. */
  private static final double ENOUGH_HELD_OUT = 30;

  private static final double MOST_HELD_OUT = .15;

  private final TrainingConfig config;
  private TrainingListener listener = TrainingListener.NONE;
  private double heldOut;
  private @Nullable Path checkpoints;
  private LongSupplier clock = System::nanoTime;

  private Training(TrainingConfig config) {
    this.config = config;
  }

  public static Training of(TrainingConfig config) {
    return new Training(config);
  }

  /** Tells a listener how it goes. */
  public Training listener(TrainingListener value) {
    listener = value;
    return this;
  }

  /** Saves the state on the way to this folder and goes on from it if it is there. */
  public Training checkpoints(Path folder) {
    checkpoints = folder;
    return this;
  }

  /**
   * Measures the longest time of the configuration, and the times reported, by another clock, such
   * as that of the process's CPU time.
   *
   * @param nanos its nanoseconds, never running backwards; by default {@link System#nanoTime}
   */
  public Training clock(LongSupplier nanos) {
    clock = nanos;
    return this;
  }

  /**
   * What a training gave.
   *
   * @param pan with the best weights; to be closed by the caller
   * @param curve reports of all epochs
   * @param trainingSubjects subjects trained on
   * @param tuningSubjects subjects held out for early stopping
   */
  public record Result(
      Pan pan, List<EpochReport> curve, int trainingSubjects, int tuningSubjects) {}

  /** Fits a network; the caller closes it. */
  public Pan fit(Dataset data) {
    return run(data).pan();
  }

  /**
   * Fits a network and tells how it went.
   *
   * @throws DataException if the data hold nothing to learn from
   */
  public Result run(Dataset data) {
    try {
      return train(data);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataException("Training was interrupted.", e);
    }
  }

  private Result train(Dataset data) throws InterruptedException {
    long began = clock.getAsLong();
    Checkpoints saved = checkpoints == null ? null : new Checkpoints(checkpoints);
    Set<Split> splits =
        data.hasSplits() ? EnumSet.of(Split.TRAIN, Split.TUNING) : EnumSet.allOf(Split.class);
    heldOut = data.hasSplits() ? 0 : heldOut(data.subjectCount(splits));
    boolean resume = saved != null && saved.exist();
    Device device = Devices.of(config.device());
    Pan pan;
    List<EncodedTimeline> training = new ArrayList<>();
    List<EncodedTimeline> tuning = new ArrayList<>();
    if (resume) {
      pan = Pan.load(java.util.Objects.requireNonNull(checkpoints), device);
      listener.stage("reading");
      encode(data, pan.encoding(), splits, training, tuning);
    } else {
      listener.stage("fitting the encoding");
      Set<Split> fitted = data.hasSplits() ? EnumSet.of(Split.TRAIN) : splits;
      Encoding encoding =
          Encoding.fit(data.schema(), () -> trainingPart(data, fitted), config.encoding());
      listener.stage("encoding");
      encode(data, encoding, splits, training, tuning);
      if (training.isEmpty()) {
        throw new DataException(
            "The data have no training subject. Check the source's subjects and splits.");
      }
      listener.stage("fitting the memory");
      pan = Pan.create(encoding, training, config.model(), device, config.seed());
      DayTrial trial = new DayTrial(training, tuning, config, clock);
      if (trial.open(pan)) {
        listener.stage("choosing the likelihood of the day");
        pan = trial.decided(pan);
      }
    }
    listener.stage("training");
    try (TrainingRun run =
        new TrainingRun(pan, training, tuning, config, listener, saved, clock, began)) {
      run.run();
      Provenance provenance = Provenance.of(pan, training, tuning.size(), config, run.curve());
      pan.document(provenance.toJson(), provenance.card());
      return new Result(pan, run.curve(), training.size(), tuning.size());
    }
  }

  /** The share to hold out: where subjects are few, more, so that not two or three decide. */
  private double heldOut(long subjects) {
    double share = config.tuningShare();
    return subjects < LEAST_TO_HOLD_OUT || share == 0
        ? 0
        : Math.max(share, Math.min(MOST_HELD_OUT, ENOUGH_HELD_OUT / subjects));
  }

  private Stream<Timeline> trainingPart(Dataset data, Set<Split> splits) {
    Stream<Timeline> all = data.timelines(splits);
    return data.hasSplits() ? all : all.filter(t -> !isTuning(t.subject()));
  }

  private void encode(
      Dataset data,
      Encoding encoding,
      Set<Split> splits,
      List<EncodedTimeline> training,
      List<EncodedTimeline> tuning) {
    if (!data.hasSplits()) {
      try (Stream<Timeline> timelines = data.timelines(splits)) {
        timelines.forEach(t -> (isTuning(t.subject()) ? tuning : training).add(encoding.encode(t)));
      }
      return;
    }
    try (Stream<Timeline> timelines = data.timelines(Set.of(Split.TRAIN))) {
      timelines.forEach(t -> training.add(encoding.encode(t)));
    }
    try (Stream<Timeline> timelines = data.timelines(Set.of(Split.TUNING))) {
      timelines.forEach(t -> tuning.add(encoding.encode(t)));
    }
  }

  /**
   * Whether a subject is held out, by a hash of its id, so that the choice does not depend on the
   * order of the data.
   */
  private boolean isTuning(String subject) {
    if (heldOut == 0) {
      return false;
    }
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < subject.length(); i++) {
      hash = (hash ^ subject.charAt(i)) * 0x100000001b3L;
    }
    hash ^= hash >>> 32;
    hash *= 0xd6e8feb86659fd93L;
    return (hash >>> 11) * 0x1.0p-53 < heldOut;
  }
}

package org.pan.training;

import java.time.Duration;

/** Is told how training goes. */
public interface TrainingListener {

  /** Listens to nothing. */
  TrainingListener NONE = new TrainingListener() {};

  /** A stage before training: reading, fitting the encoding, ... */
  default void stage(String what) {}

  /** Training has gone on: the share done and the time it will still take. */
  default void progress(double share, double rowsPerSecond, Duration left) {}

  /** An epoch of a head has ended. */
  default void epoch(EpochReport report) {}

  /** A checkpoint was written. */
  default void checkpoint() {}
}

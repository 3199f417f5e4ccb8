package org.pan.cli;

import java.time.Duration;
import org.pan.sequences.Timeline;

/** Counts and shows the patients drawn. */
final class DrawProgress implements AutoCloseable {

  private final Progress progress;
  private final long total;
  private final long began = System.nanoTime();
  private long patients;
  private long events;

  DrawProgress(Console console, long total) {
    this.progress = console.progress("Drawing", total);
    this.total = total;
  }

  /** One more patient. */
  void drawn(Timeline patient) {
    patients++;
    events += patient.events().size();
    // The first patients are done long after they were begun: no estimate from them.
    progress.at(patients, patients < total / 20 ? "" : pace());
  }

  private String pace() {
    double seconds = seconds();
    Duration left = Duration.ofMillis((long) (1e3 * seconds * (total - patients) / patients));
    return "%,.0f events/s, %s left".formatted(events / seconds, Progress.text(left));
  }

  long patients() {
    return patients;
  }

  long events() {
    return events;
  }

  double seconds() {
    return Math.max(1e-9, (System.nanoTime() - began) / 1e9);
  }

  @Override
  public void close() {
    progress.close();
  }
}

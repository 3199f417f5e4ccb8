package org.pan.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pan.sampling.Sampler;
import org.pan.sequences.Timeline;

/**
 * Counts the patients drawn and shows how many are whole: they come out in order, so that many wait
 * behind a long record while none comes.
 */
final class DrawProgress implements AutoCloseable {

  private final Progress progress;
  private final Sampler sampler;
  private final long total;
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pan-progress");
            thread.setDaemon(true);
            return thread;
          });
  private final long began = System.nanoTime();
  private long patients;
  private long events;

  DrawProgress(Console console, Sampler sampler, long total) {
    this.progress = console.progress("Drawing", total);
    this.sampler = sampler;
    this.total = total;
    var unused = ticker.scheduleAtFixedRate(this::show, 1, 1, TimeUnit.SECONDS);
  }

  private synchronized void show() {
    if (ticker.isShutdown()) {
      return;
    }
    long whole = Math.min(total, sampler.acceptance().accepted());
    // The first patients are done long after they were begun: no estimate from them.
    progress.at(whole, whole < total / 20 ? "" : left(whole));
  }

  private String left(long whole) {
    Duration left = Duration.ofMillis((long) (1e3 * seconds() * (total - whole) / whole));
    return Progress.text(left) + " left";
  }

  /** One more patient. */
  void drawn(Timeline patient) {
    patients++;
    events += patient.events().size();
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
  public synchronized void close() {
    ticker.shutdownNow();
    progress.close();
  }
}

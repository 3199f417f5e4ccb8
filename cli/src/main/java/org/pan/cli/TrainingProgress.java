package org.pan.cli;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pan.training.EpochReport;
import org.pan.training.TrainingListener;

/** Tells on stderr how training goes: stages, a bar, and a line for each epoch of each head. */
final class TrainingProgress implements TrainingListener, AutoCloseable {

  private static final long STEPS = 1000;

  private final Console console;
  private @Nullable Progress bar;

  TrainingProgress(Console console) {
    this.console = console;
  }

  @Override
  public void stage(String what) {
    if (what.equals("training")) {
      console.remark("Training; nats a row for each head, lower is better.");
    } else {
      console.remark(what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1) + " ...");
    }
  }

  @Override
  public void progress(double share, double rowsPerSecond, Duration left) {
    bar()
        .at(
            Math.round(share * STEPS),
            "%,.0f rows/s, %s left".formatted(rowsPerSecond, Progress.text(left)));
  }

  @Override
  public void epoch(EpochReport report) {
    bar().line(line(report));
  }

  static String line(EpochReport report) {
    return String.format(
        Locale.ROOT,
        "%-8s epoch %2d of %-2d  %8.4f nats (marginal %.4f)  %,9.0f rows/s%s",
        report.head(),
        report.epoch(),
        report.epochs(),
        report.tuning(),
        report.baseline(),
        report.rowsPerSecond(),
        report.finished() ? "  done" : report.best() ? "" : "  no better");
  }

  private Progress bar() {
    if (bar == null) {
      bar = console.progress("Training", STEPS);
    }
    return bar;
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}

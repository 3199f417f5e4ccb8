package org.pan.cli;

import java.time.Duration;
import org.pan.evaluation.EvaluationListener;

/** Shows how far an evaluation is. */
final class EvaluationProgress implements EvaluationListener, AutoCloseable {

  private final Progress progress;
  private final long began = System.nanoTime();

  EvaluationProgress(Console console) {
    this.progress = console.progress("Evaluating", 100);
  }

  @Override
  public void at(String step, int done, int total) {
    double seconds = (System.nanoTime() - began) / 1e9;
    Duration left = Duration.ofMillis((long) (1e3 * seconds * (total - done) / Math.max(1, done)));
    String soon = done < 2 || done == total ? "" : ", " + Progress.text(left) + " left";
    progress.at(100L * done / total, step + soon);
  }

  @Override
  public void close() {
    progress.close();
  }
}

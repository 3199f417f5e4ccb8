package org.pan.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how far a long step is: a bar on a terminal, a line now and then elsewhere. Close it at the
 * end.
 */
public abstract sealed class Progress implements AutoCloseable {

  /** The step is this far. */
  public abstract void at(long done, String remark);

  /** Says something for good, above the bar. */
  public abstract void line(String line);

  @Override
  public abstract void close();

  static Progress start(PrintStream err, boolean quiet, String step, long total) {
    if (quiet) {
      return new Silent();
    }
    return Terminal.columns() > 0 ? new Bar(err, step, total) : new Lines(err, step, total);
  }

  /** A duration in the two units that matter. */
  public static String text(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1e3);
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
        : "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60);
  }

  private static final class Silent extends Progress {
    @Override
    public void at(long done, String remark) {}

    @Override
    public void line(String line) {}

    @Override
    public void close() {}
  }

  private static final class Bar extends Progress {
    private static final String CLEAR_LINE = "\r\u001b[K";
    private final PrintStream err;
    private final ProgressBar bar;

    Bar(PrintStream err, String step, long total) {
      this.err = err;
      this.bar =
          new ProgressBarBuilder()
              .setTaskName(step)
              .setInitialMax(total)
              .hideEta()
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(250)
              .setConsumer(new ConsoleProgressBarConsumer(err, Terminal.columns() - 1))
              .build();
    }

    @Override
    public void at(long done, String remark) {
      bar.stepTo(done);
      bar.setExtraMessage(" " + remark);
    }

    @Override
    public void line(String line) {
      err.println(CLEAR_LINE + line);
      bar.refresh();
    }

    @Override
    public void close() {
      bar.close();
    }
  }

  private static final class Lines extends Progress {
    private static final long EVERY_NANOS = Duration.ofSeconds(10).toNanos();
    private final PrintStream err;
    private final String step;
    private final long total;
    private long lastNanos = System.nanoTime();

    Lines(PrintStream err, String step, long total) {
      this.err = err;
      this.step = step;
      this.total = total;
    }

    @Override
    public void at(long done, String remark) {
      if (System.nanoTime() - lastNanos >= EVERY_NANOS) {
        lastNanos = System.nanoTime();
        err.printf(Locale.ROOT, "%s %d %% %s%n", step, 100 * done / Math.max(total, 1), remark);
      }
    }

    @Override
    public void line(String line) {
      err.println(line);
    }

    @Override
    public void close() {}
  }
}

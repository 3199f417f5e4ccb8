package org.pan.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pan.bench.data.Prepared;
import org.pan.bench.generators.Generator;
import org.pan.bench.generators.Step;
import org.pan.bench.generators.Task;
import org.pan.bench.judges.Judgement;
import org.pan.bench.judges.Judges;
import org.pan.bench.process.Job;
import org.pan.bench.process.Outcome;
import org.pan.bench.process.Pinning;
import org.pan.bench.process.Usage;
import org.pan.bench.process.Watch;
import org.pan.cli.CommandFailure;
import org.pan.cli.Console;
import org.pan.cli.ErrorLine;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Split;

/** Runs one generator on one data set in a folder of its own and judges what it draws. */
final class RowRun {

  static final String ROW = "row.json";
  static final String SYNTHETIC = "synthetic";

  /** Where, beside its model, a generator may say what is to be known of how it learnt. */
  private static final String NOTE = "note.txt";

  /** A fit may run over its budget by this, since starting up and saving take time too. */
  private static final double GRACE = 1.25;

  private static final Duration STARTING = Duration.ofSeconds(60);
  private static final Duration LEAST_TO_DRAW = Duration.ofMinutes(10);

  /** A process that waits, for memory or the disk, has not used its CPU time after this many. */
  private static final int WALL_TIMES = 20;

  private final Prepared data;
  private final Generator generator;
  private final Settings settings;
  private final Pinning pinning;
  private final Judges judges;
  private final Path folder;
  private final Consumer<String> listener;

  RowRun(
      Prepared data,
      Generator generator,
      Settings settings,
      Pinning pinning,
      Judges judges,
      Path folder,
      Consumer<String> listener) {
    this.data = data;
    this.generator = generator;
    this.settings = settings;
    this.pinning = pinning;
    this.judges = judges;
    this.folder = folder;
    this.listener = listener;
  }

  Row run(Console console) throws IOException, InterruptedException {
    Optional<String> unfit = generator.unfit(data);
    if (unfit.isPresent()) {
      return without(Row.Status.UNFIT, unfit.get());
    }
    Optional<String> missing = generator.install(console);
    if (missing.isPresent()) {
      return without(Row.Status.FAILED, missing.get());
    }
    FileTree.delete(folder);
    Files.createDirectories(folder);
    Task task =
        new Task(
            data,
            data.division().holdoutSubjects(),
            Duration.ofSeconds(settings.budgetSeconds()),
            settings.seed(),
            folder.resolve("model"),
            folder.resolve(SYNTHETIC));
    Usage fit = null;
    Usage sample = null;
    for (Step step : generator.steps(task)) {
      Outcome outcome = run(step);
      if (step.phase() == Step.Phase.FIT) {
        fit = outcome.usage();
      } else {
        sample = outcome.usage();
      }
      if (!outcome.succeeded()) {
        return failed(fit, sample, outcome.fault());
      }
    }
    return judged(task, fit, sample);
  }

  private Row without(Row.Status status, String why) {
    return Row.without(data.name(), generator.name(), generator.title(), settings, status, why);
  }

  private Row failed(@Nullable Usage fit, @Nullable Usage sample, String why) {
    return row(Row.Status.FAILED, why, fit, sample, 0, 0, Judgement.NONE);
  }

  private Outcome run(Step step) throws IOException, InterruptedException {
    String phase = step.phase().name().toLowerCase(java.util.Locale.ROOT);
    Duration cpu = most(step.phase());
    Job job =
        new Job(
            pinning.pinned(step.command()),
            Map.of("OMP_NUM_THREADS", "1"),
            folder.resolve(phase + ".log"),
            cpu,
            cpu.multipliedBy(WALL_TIMES));
    return Watch.run(
        job, usage -> listener.accept("%s, %.0f s".formatted(phase, usage.wallSeconds())));
  }

  private Duration most(Step.Phase phase) {
    Duration fit =
        Duration.ofMillis((long) (1000 * GRACE * settings.budgetSeconds())).plus(STARTING);
    Duration budget = Duration.ofSeconds(settings.budgetSeconds());
    Duration draw = budget.compareTo(LEAST_TO_DRAW) > 0 ? budget : LEAST_TO_DRAW;
    return switch (phase) {
      case FIT -> fit;
      case SAMPLE -> draw;
      case ALL -> fit.plus(draw);
    };
  }

  private Row judged(Task task, @Nullable Usage fit, @Nullable Usage sample)
      throws IOException, InterruptedException {
    // What a peer writes has no types of its own: it is read as the patients it learnt from were.
    Path types = data.train().resolve("pan.json");
    if (Files.isDirectory(task.out()) && Files.exists(types)) {
      Files.copy(types, task.out().resolve("pan.json"), StandardCopyOption.REPLACE_EXISTING);
    }
    try (Dataset drawn = Dataset.open(task.out())) {
      long subjects = drawn.subjectCount(Set.of(Split.values()));
      long events = drawn.eventCount(Set.of(Split.values()));
      Judgement judgement =
          judges.judge(generator.name(), data, task.out(), drawn, folder, listener);
      return row(Row.Status.DONE, note(task), fit, sample, subjects, events, judgement);
    } catch (DataException | CommandFailure e) {
      return failed(fit, sample, "what it drew cannot be judged: " + ErrorLine.line(e));
    }
  }

  private static String note(Task task) throws IOException {
    Path note = task.model().resolve(NOTE);
    return Files.exists(note) ? Files.readString(note).strip() : "";
  }

  private Row row(
      Row.Status status,
      String message,
      @Nullable Usage fit,
      @Nullable Usage sample,
      long subjects,
      long events,
      Judgement judgement) {
    return new Row(
        data.name(),
        generator.name(),
        generator.title(),
        settings,
        status,
        message,
        fit,
        sample,
        FileTree.size(folder.resolve("model")),
        subjects,
        events,
        judgement.figures(),
        judgement.chance(),
        judgement.verdicts(),
        judgement.judges(),
        judgement.silent());
  }
}

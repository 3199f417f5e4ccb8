package org.pan.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pan.bench.Json;
import org.pan.bench.data.Preparation;
import org.pan.bench.data.Prepared;
import org.pan.bench.data.Source;
import org.pan.bench.generators.Generator;
import org.pan.bench.judges.Judgement;
import org.pan.bench.judges.Judges;
import org.pan.bench.process.Pinning;
import org.pan.cli.Console;
import org.pan.cli.Progress;

/**
 * Every generator on every data set, one after the other. A row that is done is kept in the folder
 * and read back when the comparison is run again, and outside judges who are new are asked of it;
 * one that failed is tried anew.
 */
public final class Comparison {

  private final Settings settings;
  private final Pinning pinning;
  private final Judges judges;
  private final Path folder;
  private final Console console;

  public Comparison(
      Settings settings, Pinning pinning, Judges judges, Path folder, Console console) {
    this.settings = settings;
    this.pinning = pinning;
    this.judges = judges;
    this.folder = folder;
    this.console = console;
  }

  /**
   * Runs it.
   *
   * @throws IOException if the folder cannot be written; what goes wrong with a generator is a row
   */
  public Results run(List<Source> sources, List<Generator> generators)
      throws IOException, InterruptedException {
    List<Prepared> data = new ArrayList<>();
    for (Source source : sources) {
      console.remark("Preparing " + source.name() + " ...");
      data.add(
          Preparation.run(
              source,
              settings.subjects(),
              settings.seed(),
              folder.resolve("data").resolve(source.name())));
    }
    List<Row> rows = new ArrayList<>();
    Clock clock = new Clock(data.size() * generators.size());
    try (Progress progress = console.progress("Comparing", clock.total)) {
      for (Prepared prepared : data) {
        for (Generator generator : generators) {
          rows.add(row(prepared, generator, clock, progress));
          clock.done++;
        }
      }
    }
    return new Results(
        settings, Machine.here(), data.stream().map(Prepared::division).toList(), rows);
  }

  private Row row(Prepared data, Generator generator, Clock clock, Progress progress)
      throws IOException, InterruptedException {
    String pair = data.name() + ", " + generator.name();
    Path place = folder.resolve("runs").resolve(data.name()).resolve(generator.name());
    Path file = place.resolve(RowRun.ROW);
    if (Files.exists(file)) {
      Row before = Json.read(file, Row.class);
      if (before.done() && before.settings().equals(settings)) {
        progress.line(pair + ": kept from an earlier run");
        clock.total--;
        clock.done--;
        Row row = before.with(completed(before, data, pair, place, progress, clock));
        if (!row.equals(before)) {
          Json.write(file, row);
        }
        return row;
      }
    }
    long began = System.nanoTime();
    Row row =
        new RowRun(
                data,
                generator,
                settings,
                pinning,
                judges,
                place,
                what ->
                    progress.at(
                        Math.max(0, clock.done), "%s: %s%s".formatted(pair, what, clock.left())))
            .run(console);
    clock.took += System.nanoTime() - began;
    Files.createDirectories(place);
    Json.write(file, row);
    progress.line(
        "%s: %s, %s"
            .formatted(
                pair,
                row.done() ? "done" : row.message(),
                Progress.text(Duration.ofNanos(System.nanoTime() - began))));
    return row;
  }

  /** A kept row is shown to outside judges who have not said anything of it. */
  private Judgement completed(
      Row row, Prepared data, String pair, Path place, Progress progress, Clock clock)
      throws IOException, InterruptedException {
    return judges.completed(
        row.judgement(),
        data,
        place.resolve(RowRun.SYNTHETIC),
        place,
        judge -> progress.at(Math.max(0, clock.done), pair + ": " + judge));
  }

  /** How long the rows so far took says how long the others will. */
  private static final class Clock {
    private int total;
    private int done;
    private long took;

    Clock(int total) {
      this.total = total;
    }

    String left() {
      if (done < 1) {
        return "";
      }
      return ", "
          + Progress.text(Duration.ofNanos(took / done * (total - done)))
          + " left with this one";
    }
  }
}

package org.pan.bench.growth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pan.bench.Json;
import org.pan.bench.compare.FileTree;
import org.pan.bench.compare.Machine;
import org.pan.bench.process.Java;
import org.pan.bench.process.Job;
import org.pan.bench.process.Outcome;
import org.pan.bench.process.Pinning;
import org.pan.bench.process.Watch;
import org.pan.cli.Console;
import org.pan.cli.Progress;

/**
 * Measures, each in a JVM of its own. What was measured is kept in the folder and read back when it
 * is run again with the same settings.
 */
public final class GrowthRun {

  private static final String SIZE = "size.json";
  private static final String MODEL = "model";
  private static final Duration LONGEST = Duration.ofHours(1);

  private final GrowthSettings settings;
  private final Path folder;
  private final Console console;

  /** Runs with these settings; what is worked on lies in the folder for as long as it is needed. */
  public GrowthRun(GrowthSettings settings, Path folder, Console console) {
    this.settings = settings;
    this.folder = folder;
    this.console = console;
  }

  /** A place along a dimension, and what is measured there. */
  private record Stop(Dimension dimension, Size size, List<Work> works) {
    /** How long it takes, against others: nearly all of it grows with the events. */
    double weight() {
      double events = (double) size.subjects() * size.events();
      return works.stream()
          .mapToDouble(w -> 50_000 + (w == Work.IMPORT ? .05 : w == Work.SAMPLE ? .3 : 1) * events)
          .sum();
    }
  }

  /** What is kept of a measurement. */
  private record Kept(Size size, long seed, Cost cost) {}

  /**
   * Runs what is wanted.
   *
   * @throws IOException if the folder cannot be written; a measurement that fails is a result
   */
  public GrowthResults run() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("logs"));
    List<Stop> stops = stops();
    Map<Dimension, Map<Work, List<Line.Point>>> points = new EnumMap<>(Dimension.class);
    double all = stops.stream().mapToDouble(Stop::weight).sum();
    double done = 0;
    long began = System.nanoTime();
    try (Progress progress = console.progress("Measuring", stops.size())) {
      for (int i = 0; i < stops.size(); i++) {
        Stop stop = stops.get(i);
        progress.at(i, "%s %s".formatted(stop.dimension.label(), left(began, done / all)));
        run(stop, progress)
            .forEach(
                (work, point) ->
                    points
                        .computeIfAbsent(stop.dimension, d -> new EnumMap<>(Work.class))
                        .computeIfAbsent(work, w -> new ArrayList<>())
                        .add(point));
        done += stop.weight();
      }
    }
    List<Line> lines = new ArrayList<>();
    points.forEach(
        (dimension, works) -> works.forEach((w, p) -> lines.add(new Line(dimension, w, p))));
    return new GrowthResults(settings, Machine.here(), lines);
  }

  private static String left(long began, double share) {
    double took = System.nanoTime() - began;
    return share <= 0
        ? ""
        : Progress.text(Duration.ofNanos((long) (took / share * (1 - share)))) + " left";
  }

  private List<Stop> stops() {
    Pattern only = Pattern.compile(settings.only());
    List<Stop> stops = new ArrayList<>();
    for (Dimension dimension : Dimension.values()) {
      Map<Size, List<Work>> works = new LinkedHashMap<>();
      for (Work work : dimension.works()) {
        if (only.matcher(dimension.label() + ": " + work.label()).find()) {
          settings
              .along(dimension, work)
              .forEach(size -> works.computeIfAbsent(size, s -> new ArrayList<>()).add(work));
        }
      }
      works.forEach((size, wanted) -> stops.add(new Stop(dimension, size, wanted)));
    }
    return stops;
  }

  private Map<Work, Line.Point> run(Stop stop, Progress progress)
      throws IOException, InterruptedException {
    String name =
        "%s-%d-%d-%d-%d-%d"
            .formatted(
                stop.dimension.name().toLowerCase(Locale.ROOT),
                stop.size.subjects(),
                stop.size.events(),
                stop.size.vocabulary(),
                stop.size.batch(),
                stop.size.threads());
    Path place = folder.resolve("points").resolve(name);
    Path work = place.resolve("work");
    Map<Work, Line.Point> points = new EnumMap<>(Work.class);
    for (Work wanted : stop.works) {
      Path file = place.resolve(wanted.label() + ".json");
      Cost cost = kept(file, stop.size);
      if (cost == null) {
        cost = measured(wanted, stop, work, name);
        Json.write(file, new Kept(stop.size, settings.seed(), cost));
      }
      if (!cost.succeeded()) {
        progress.line("%s, %s: %s".formatted(name, wanted.label(), cost.fault()));
      }
      points.put(wanted, new Line.Point(stop.size, cost));
    }
    FileTree.delete(work);
    return points;
  }

  private @Nullable Cost kept(Path file, Size size) throws IOException {
    if (!Files.exists(file)) {
      return null;
    }
    Kept kept = Json.read(file, Kept.class);
    boolean same = kept.size.equals(size) && kept.seed == settings.seed();
    return same && kept.cost.succeeded() ? kept.cost : null;
  }

  private Cost measured(Work work, Stop stop, Path place, String name)
      throws IOException, InterruptedException {
    Files.createDirectories(place);
    Path size = place.resolve(SIZE);
    if (!Files.exists(size)) {
      Json.write(size, stop.size);
      Outcome made = program(GrowthMain.MAKE, stop.size, place, name);
      if (!made.succeeded()) {
        return Cost.failed(made.fault());
      }
    }
    boolean own = stop.dimension != Dimension.SUBJECTS && Files.exists(place.resolve(MODEL));
    if (work == Work.SAMPLE && !own) {
      Outcome learnt = learn(stop, place, name);
      if (!learnt.succeeded()) {
        return Cost.failed(learnt.fault());
      }
    }
    Outcome outcome = program(work.name(), stop.size, place, name);
    return outcome.succeeded()
        ? Json.read(place.resolve("cost.json"), Cost.class)
        : Cost.failed(outcome.fault());
  }

  /** A model to draw from: however many are drawn, it has learnt from as many patients. */
  private Outcome learn(Stop stop, Path place, String name)
      throws IOException, InterruptedException {
    if (stop.dimension != Dimension.SUBJECTS) {
      return program(Work.TRAIN.name(), stop.size, place, name);
    }
    Path usual = Files.createDirectories(place.resolve("learnt"));
    Size base = settings.base();
    Json.write(usual.resolve(SIZE), base);
    Outcome made = program(GrowthMain.MAKE, base, usual, name);
    Outcome learnt = made.succeeded() ? program(Work.TRAIN.name(), base, usual, name) : made;
    if (learnt.succeeded()) {
      FileTree.delete(place.resolve(MODEL));
      Files.move(usual.resolve(MODEL), place.resolve(MODEL));
    }
    return learnt;
  }

  private Outcome program(String what, Size size, Path place, String name)
      throws IOException, InterruptedException {
    int torch = (size.threads() + 1) / 2;
    List<String> options =
        List.of(
            "-XX:ActiveProcessorCount=" + size.threads(),
            // As the launcher has it: the other half is for the threads that prepare rows.
            "-Dai.djl.pytorch.num_threads=" + torch);
    List<String> arguments =
        List.of(
            what,
            place.resolve(SIZE).toString(),
            String.valueOf(settings.seed()),
            place.toString(),
            place.resolve("cost.json").toString());
    Job job =
        new Job(
            Pinning.find(size.threads()).pinned(Java.command(GrowthMain.class, options, arguments)),
            Map.of("OMP_NUM_THREADS", String.valueOf(size.threads())),
            folder.resolve("logs").resolve(name + "-" + what.toLowerCase(Locale.ROOT) + ".log"),
            LONGEST,
            LONGEST);
    return Watch.run(job, usage -> {});
  }
}

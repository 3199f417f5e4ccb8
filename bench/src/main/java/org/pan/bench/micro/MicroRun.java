package org.pan.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.pan.bench.compare.Machine;
import org.pan.bench.data.Division;
import org.pan.bench.data.Source;
import org.pan.cli.Console;
import org.pan.cli.Progress;

/** Runs benchmarks one after the other with JMH, each in JVMs of its own. */
public final class MicroRun {

  private static final String THREADS = "ai.djl.pytorch.num_threads";

  private final MicroSettings settings;
  private final Path folder;
  private final Console console;

  /** Runs with these settings; what they need lies in the folder, as do JMH's own words. */
  public MicroRun(MicroSettings settings, Path folder, Console console) {
    this.settings = settings;
    this.folder = folder;
    this.console = console;
  }

  /** A benchmark on data, or on none. */
  private record Planned(String data, Path fixture, Case run) {}

  /**
   * Runs what is wanted on each of the sources.
   *
   * @throws IOException if the folder cannot be written; a benchmark that fails is a result
   */
  public MicroResults run(List<Source> sources) throws IOException {
    Files.createDirectories(folder.resolve("logs"));
    List<Planned> planned = new ArrayList<>();
    Case.machine().forEach(run -> planned.add(new Planned("", folder, run)));
    List<Division> data = new ArrayList<>();
    Pattern only = Pattern.compile(settings.only());
    for (Source source : sources) {
      console.remark("Preparing " + source.name() + " ...");
      Path place = folder.resolve("work").resolve(source.name());
      Fixture fixture = Fixture.prepare(source, settings.subjects(), settings.seed(), place);
      data.add(fixture.division());
      Case.hotPaths(fixture.heads()).stream()
          .filter(run -> only.matcher(run.title()).find())
          .forEach(run -> planned.add(new Planned(source.name(), place, run)));
    }
    return new MicroResults(settings, Machine.here(), threads(), data, all(planned));
  }

  private static int threads() {
    return Integer.getInteger(THREADS, Runtime.getRuntime().availableProcessors());
  }

  private List<MicroResult> all(List<Planned> planned) {
    List<MicroResult> results = new ArrayList<>();
    long began = System.nanoTime();
    try (Progress progress = console.progress("Measuring", planned.size())) {
      for (Planned one : planned) {
        int left = planned.size() - results.size();
        Duration each =
            results.isEmpty()
                ? settings.length()
                : Duration.ofNanos((System.nanoTime() - began) / results.size());
        progress.at(
            results.size(),
            "%s, %s left".formatted(one.run.title(), Progress.text(each.multipliedBy(left))));
        MicroResult result = measured(one);
        results.add(result);
        if (!result.succeeded()) {
          progress.line("%s, %s: %s".formatted(one.data, one.run.title(), result.fault()));
        }
      }
    }
    return results;
  }

  private MicroResult measured(Planned one) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(one.run.type().getName() + "." + one.run.method()) + "$")
            .mode(Mode.Throughput)
            .timeUnit(TimeUnit.SECONDS)
            .threads(1)
            .forks(settings.forks())
            .warmupIterations(settings.warmUps())
            .warmupTime(TimeValue.milliseconds(settings.millis()))
            .measurementIterations(settings.iterations())
            .measurementTime(TimeValue.milliseconds(settings.millis()))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            // Without the manifest of pan.jar, which says so for java -jar.
            .jvmArgsAppend(
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "-D" + Fixture.PROPERTY + "=" + one.fixture.toAbsolutePath())
            .output(log(one).toString());
    one.run.parameters().forEach(options::param);
    System.setProperty(Fixture.PROPERTY, one.fixture.toAbsolutePath().toString());
    try {
      Collection<RunResult> results = new Runner(options.build()).run();
      return result(one, results.iterator().next());
    } catch (RunnerException e) {
      return MicroResult.failed(
          one.data, one.run, Objects.toString(e.getMessage()).lines().findFirst().orElse("failed"));
    }
  }

  private Path log(Planned one) {
    String name = (one.data + " " + one.run.title()).replaceAll("[^\\w.-]+", "-");
    return folder.resolve("logs").resolve(name + ".log");
  }

  private static MicroResult result(Planned one, RunResult run) {
    double units = score(run, "units");
    double operations = run.getPrimaryResult().getScore();
    return new MicroResult(
        one.data,
        one.run.area(),
        one.run.name(),
        one.run.unit(),
        units,
        secondary(run, "units").getScoreError(),
        score(run, "flop") / units,
        score(run, "bytes") / units,
        score(run, "gc.alloc.rate.norm") * operations / units,
        "");
  }

  private static double score(RunResult run, String name) {
    return secondary(run, name).getScore();
  }

  private static Result<?> secondary(RunResult run, String name) {
    return Objects.requireNonNull(run.getSecondaryResults().get(name), name);
  }
}

package org.pan.bench.generators;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.bench.data.Preparation;
import org.pan.bench.data.Prepared;
import org.pan.bench.data.Source;
import org.pan.bench.process.Job;
import org.pan.bench.process.Outcome;
import org.pan.bench.process.Watch;
import org.pan.bench.python.PythonProgram;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.Timeline;

/** Each generator learns from 50 patients and draws what can be read. */
class GeneratorsTest {

  private static final Duration LONG = Duration.ofMinutes(10);

  @TempDir private Path folder;

  private Prepared clinic() throws IOException {
    return Preparation.run(Source.named("clinic"), 72, 1, folder.resolve("data"));
  }

  /** Two numbers a day for eight weeks, with a weekly rhythm. */
  private Prepared series() throws IOException {
    StringBuilder events = new StringBuilder("subject_id,time,code,numeric_value\n");
    for (int subject = 1; subject <= 72; subject++) {
      for (int day = 0; day < 56; day++) {
        double wave = 10 + subject % 5 + 3 * Math.sin(2 * Math.PI * day / 7);
        events.append("%d,%d,views,%.2f%n".formatted(subject, day, wave));
        events.append("%d,%d,edits,%d%n".formatted(subject, day, day % 7));
      }
    }
    Path tables = Files.createDirectories(folder.resolve("series"));
    Files.writeString(tables.resolve("events.csv"), events);
    return Preparation.run(Source.named(tables.toString()), 72, 1, folder.resolve("data"));
  }

  private Set<String> drawnCodes(Generator generator, Prepared data)
      throws IOException, InterruptedException {
    assertEquals(Optional.empty(), generator.unfit(data));
    assertEquals(50, data.division().trainSubjects());
    Task task =
        new Task(
            data, 20, Duration.ofSeconds(6), 1, folder.resolve("model"), folder.resolve("drawn"));
    for (Step step : generator.steps(task)) {
      Path log = folder.resolve(step.phase() + ".log");
      Outcome outcome = Watch.run(new Job(step.command(), Map.of(), log, LONG, LONG), usage -> {});
      assertTrue(outcome.succeeded(), outcome + "\n" + Files.readString(log));
    }
    Files.copy(
        data.train().resolve("pan.json"),
        task.out().resolve("pan.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Set<String> codes = codes(data.train());
    try (Dataset drawn = Dataset.open(task.out());
        Stream<Timeline> timelines = drawn.timelines()) {
      List<Timeline> patients = timelines.toList();
      assertEquals(20, patients.size());
      assertEquals(data.division().timeMode(), drawn.schema().timeMode());
    }
    Set<String> drawnCodes = codes(task.out());
    assertTrue(codes.containsAll(drawnCodes), "codes of no patient: " + drawnCodes);
    return drawnCodes;
  }

  private static Set<String> codes(Path set) {
    Set<String> codes = new HashSet<>();
    try (Dataset data = Dataset.open(set);
        Stream<Timeline> timelines = data.timelines()) {
      timelines.forEach(t -> t.events().forEach(event -> codes.add(event.code())));
    }
    return codes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pan", "markov", "jitter", "shuffled-days"})
  void ourOwnDrawPatients(String name) throws Exception {
    assertTrue(drawnCodes(Generators.named(name), clinic()).size() > 5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"argn", "par"})
  void peersDrawPatients(String name) throws Exception {
    assumeInstalled(name);
    assertTrue(drawnCodes(Generators.named(name), clinic()).size() > 2);
  }

  private static void assumeInstalled(String name) {
    assumeTrue(
        PythonProgram.peer(name).isInstalled(),
        name + ": its Python environment has not been made; pan compare makes it");
  }

  @Test
  void theOneForSeriesDrawsANumberOfEveryCodeEveryDay() throws Exception {
    assumeInstalled("dgan");
    assertEquals(Set.of("views", "edits"), drawnCodes(Generators.named("dgan"), series()));
    try (Dataset drawn = Dataset.open(folder.resolve("drawn"));
        Stream<Timeline> timelines = drawn.timelines()) {
      timelines.forEach(
          timeline -> {
            assertEquals(112, timeline.events().size());
            assertTrue(timeline.events().stream().allMatch(Event::hasNumber));
          });
    }
  }

  @Test
  void theOneForSeriesRefusesOtherRecords() throws IOException {
    String reason = Generators.named("dgan").unfit(clinic()).orElseThrow();
    assertTrue(reason.startsWith("learns regular series of one length only: "), reason);
  }

  @Test
  void aUsersPathWithSpacesAndQuotesIsOneWord() throws Exception {
    ShellCommand command = ShellCommand.parse("it=printf '%s\\n' {a} {b}", List.of("a", "b"));
    Path log = folder.resolve("log");
    Watch.run(
        new Job(command.filled(Map.of("a", "it's a; $HOME", "b", "*")), Map.of(), log, LONG, LONG),
        usage -> {});
    assertEquals(List.of("it's a; $HOME", "*"), Files.readAllLines(log));
  }
}

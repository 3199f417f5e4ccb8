package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pan.sequences.Dataset;
import org.pan.sequences.Event;
import org.pan.sequences.StaticValue;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.RuleBreaks;

/** One model, trained by the command, and all that can be done with it. */
class ModelCommandsTest {

  @TempDir static Path folder;
  private static Path mapping;
  private static Path model;

  @BeforeAll
  static void trainOnAClinic() throws IOException {
    mapping =
        Files.writeString(
            folder.resolve("clinic.sql"),
            """
            CREATE VIEW subjects AS SELECT
              i AS subject_id, CASE WHEN i % 2 = 0 THEN 'F' ELSE 'M' END AS sex, 40 + i % 30 AS age
            FROM range(300) AS t(i);
            CREATE VIEW events AS SELECT
              i AS subject_id,
              DATE '2020-01-06' + CAST(7 * v + i % 5 AS INTEGER) AS time,
              CASE WHEN v % 2 = 0 THEN 'VISIT' ELSE 'LAB' END AS code,
              CASE WHEN v % 2 = 1 THEN 5 + i % 3 END AS numeric_value
            FROM range(300) AS t(i), range(6) AS u(v);
            """);
    model = folder.resolve("model");
    CommandRun run =
        CommandRun.of(
            "train",
            mapping.toString(),
            "--out",
            model.toString(),
            "--preset",
            "tiny",
            "--max-time",
            "8s",
            "--device",
            "cpu");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("nats"), run.err());
    assertTrue(run.out().contains("marginal"), run.out());
  }

  @Test
  void nothingButTheModelIsLeftBehind() {
    assertTrue(Files.exists(model.resolve("model.safetensors")));
    assertFalse(Files.exists(folder.resolve("model.training")));
  }

  @Test
  void effortScalesThePassesOfEveryHead() throws IOException {
    CommandRun run = train(mapping, "brief", "--effort", ".02", "--json");
    assertEquals(0, run.exit(), run.err());
    for (JsonNode epoch : new ObjectMapper().readTree(run.out()).get("curve")) {
      assertTrue(epoch.get("epochs").asInt() <= 3, epoch.toString()); // 150 at most without
    }
    CommandRun none = train(mapping, "none", "--effort", "0");
    assertEquals(2, none.exit());
    assertTrue(none.err().contains("effort above 0"), none.err());
    CommandRun endless = train(mapping, "endless", "--effort", "1e9");
    assertEquals(2, endless.exit());
    assertTrue(endless.err().contains("effort of 1000 at most"), endless.err());
  }

  @Test
  void aModelThatHadNoTimeToLearnSaysSo() throws IOException {
    String large = Files.readString(mapping).replace("range(300)", "range(50000)");
    Path data = Files.writeString(folder.resolve("large.sql"), large);
    CommandRun run = train(data, "hasty", "--max-cpu-time", "1s");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("learnt anything but marginal frequencies"), run.err());
    assertTrue(Files.exists(folder.resolve("hasty").resolve("model.safetensors")));
  }

  private static CommandRun train(Path data, String name, String... options) {
    List<String> command = new ArrayList<>(List.of("train", data.toString(), "-q"));
    command.addAll(List.of("-o", folder.resolve(name).toString(), "--preset", "tiny"));
    command.addAll(List.of(options));
    return CommandRun.of(command.toArray(String[]::new));
  }

  @Test
  void aFinishedModelIsNotTrainedOver() {
    CommandRun again = CommandRun.of("train", mapping.toString(), "-q", "-o", model.toString());
    assertEquals(1, again.exit());
    assertTrue(again.err().contains("--overwrite"), again.err());
    CommandRun resume =
        CommandRun.of("train", mapping.toString(), "-o", model.toString(), "--resume");
    assertEquals(0, resume.exit(), resume.err());
    assertTrue(resume.err().contains("complete"), resume.err());
  }

  @Test
  void drawnPatientsCarryHowTheirModelWasMade() throws IOException {
    Path out = folder.resolve("carrying");
    sample(out, "-n", "2");
    assertEquals(
        Files.readString(model.resolve("provenance.json")),
        Files.readString(out.resolve("provenance.json")));
  }

  @Test
  void conditionsHoldOfEveryPatientDrawn() {
    Path out = folder.resolve("women");
    CommandRun run = sample(out, "-n", "40", "--where", "sex=F", "--where", "age=50..59");
    assertEquals(0, run.exit(), run.err());
    assertTrue(Files.isRegularFile(out.resolve("provenance.json")));
    List<Timeline> patients = read(out);
    assertEquals(40, patients.size());
    for (Timeline patient : patients) {
      assertEquals(new StaticValue.Category("F"), patient.statics().get("sex"));
      StaticValue.Number age =
          assertInstanceOf(StaticValue.Number.class, patient.statics().get("age"));
      assertTrue(age.value() >= 50 && age.value() <= 59, age::toString);
    }
  }

  @Test
  void aRowOfTheConditionsIsAPatient() throws IOException {
    Path file = Files.writeString(folder.resolve("trial.csv"), "age,sex\n45,F\n,M\n66,\n");
    Path out = folder.resolve("trial");
    CommandRun run = sample(out, "--conditions", file.toString(), "--format", "csv");
    assertEquals(0, run.exit(), run.err());
    List<Timeline> patients = read(out);
    assertEquals(3, patients.size());
    assertEquals(new StaticValue.Number(45), patients.get(0).statics().get("age"));
    assertEquals(new StaticValue.Category("F"), patients.get(0).statics().get("sex"));
    assertEquals(new StaticValue.Category("M"), patients.get(1).statics().get("sex"));
    assertEquals(new StaticValue.Number(66), patients.get(2).statics().get("age"));
  }

  @Test
  void aRareConditionIsWarnedOfWithItsSupport() {
    // 300 subjects of ages 40 to 69, ten of each, of whom some are kept for tuning.
    CommandRun run = sample(folder.resolve("rare"), "-n", "5", "--where", "age=40..41", "-q");
    assertEquals(0, run.exit(), run.err());
    assertTrue(
        run.err()
            .strip()
            .matches("Warning: age=40..41 rests on about (1.|20) of 2.. training subjects."),
        run.err());
    String[] two = {"-n", "5", "--where", "age=40..43", "--where", "sex=F", "-q"};
    String warned = sample(folder.resolve("two"), two).err().strip();
    assertTrue(
        warned.matches(
            "Warning: age=40..43, sex=F together are to be expected of about ([5-9]|1.|2[0-4]) of 2.."
                + " training subjects."),
        warned);
    CommandRun common = sample(folder.resolve("common"), "-n", "5", "--where", "age=40..60", "-q");
    assertEquals("", common.err());
  }

  @Test
  void aConditionThatCannotBeMetIsNamedByItsLine() throws IOException {
    Path file = Files.writeString(folder.resolve("bad.csv"), "age,sex\n45,F\n45,X\n");
    CommandRun run = sample(folder.resolve("bad"), "--conditions", file.toString());
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("bad.csv: line 3"), run.err());
    assertFalse(Files.exists(folder.resolve("bad")));
  }

  @Test
  void theSameSeedGivesTheSamePatients() {
    sample(folder.resolve("a"), "-n", "20", "--seed", "7");
    sample(folder.resolve("b"), "-n", "20", "--seed", "7");
    sample(folder.resolve("c"), "-n", "20", "--seed", "8");
    assertEquals(read(folder.resolve("a")), read(folder.resolve("b")));
    assertFalse(read(folder.resolve("a")).equals(read(folder.resolve("c"))));
  }

  @Test
  void numberOfPatientsAndConditionsExcludeEachOther() {
    CommandRun run = sample(folder.resolve("both"), "-n", "3", "--conditions", "any.csv");
    assertEquals(2, run.exit());
  }

  @Test
  void aWantedHistoryHoldsOfAllAndItsShareIsReported() {
    Path out = folder.resolve("ever");
    CommandRun run = sample(out, "-n", "30", "--ever", "VISIT before 2020-01-09");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("30 of "), run.out());
    assertTrue(run.out().contains("effective sample size is 30"), run.out());
    long until = LocalDate.parse("2020-01-09").toEpochDay() * 86_400_000_000L;
    for (Timeline patient : read(out)) {
      assertTrue(
          patient.events().stream()
              .anyMatch(e -> e.code().equals("VISIT") && e.timeMicros() < until));
    }
  }

  @Test
  void interventionsAreStatedBesideThePatients() throws IOException {
    Path out = folder.resolve("forced");
    CommandRun run =
        sample(
            out,
            "-n",
            "30",
            "--force",
            "VISIT at 2020-01-14",
            "--change",
            "sex=F at 2020-01-20",
            "--scale-rate",
            "LAB=1.2");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.err().contains("LAB: odds 1.2 times as learnt; came "), run.err());
    JsonNode provenance = new ObjectMapper().readTree(out.resolve("provenance.json").toFile());
    JsonNode control = provenance.get("control");
    assertEquals("force VISIT at 2020-01-14", control.get("interventions").get(0).asText());
    assertEquals("change sex=F at 2020-01-20", control.get("interventions").get(1).asText());
    assertTrue(control.get("caveat").asText().contains("not a causal effect"));
    assertEquals(30, read(out).size());
  }

  /** All come every other week, so that 13 days from one visit to the next are too few. */
  @Test
  void constraintsAreListedKeptAndLeftOut() throws IOException {
    CommandRun inspected = CommandRun.of("inspect", model.toString(), "-n", "0");
    assertTrue(
        inspected
            .out()
            .contains("gap VISIT                        at least 14 days from one day with it"),
        inspected.out());
    Path kept = folder.resolve("kept");
    Path free = folder.resolve("free");
    assertEquals(0, sample(kept, "-n", "60").exit());
    CommandRun run = sample(free, "-n", "60", "--no-constraint", "gap VISIT");
    assertEquals(0, run.exit(), run.err());
    assertEquals(0, tooSoon(kept));
    JsonNode provenance = new ObjectMapper().readTree(free.resolve("provenance.json").toFile());
    assertEquals("gap VISIT", provenance.get("control").get("lifted").get(0).asText());
    CommandRun wrong = sample(folder.resolve("wrong"), "-q", "--no-constraint", "gap VISITS");
    assertEquals(1, wrong.exit());
    assertTrue(wrong.err().startsWith("pan: The model has no constraint \"gap VISITS\""));
  }

  private static long tooSoon(Path patients) {
    return read(patients).stream()
        .filter(t -> RuleBreaks.gaps(t, "VISIT").stream().anyMatch(days -> days < 14))
        .count();
  }

  @Test
  void aStartThatWasNotLearntIsSaid() {
    CommandRun run = sample(folder.resolve("started"), "--start", "2020-01-01..2020-12-31", "-q");
    assertEquals(1, run.exit());
    assertTrue(run.err().startsWith("pan: There is no field observation_start"), run.err());
  }

  @Test
  void futuresFollowThePastOfTheirPatient() {
    Path out = folder.resolve("futures");
    CommandRun run =
        sample(out, "--continue", mapping.toString(), "--from", "2020-01-20", "--futures", "2");
    assertEquals(0, run.exit(), run.err());
    List<Timeline> futures = read(out);
    List<Timeline> real = read(mapping);
    assertEquals(2 * real.size(), futures.size());
    for (int p = 0; p < futures.size(); p++) {
      List<Event> past = past(real.get(p / 2));
      assertEquals(past, past(futures.get(p)));
      assertEquals(real.get(p / 2).statics(), futures.get(p).statics());
    }
  }

  private static List<Event> past(Timeline timeline) {
    long until = LocalDate.parse("2020-01-21").toEpochDay() * 86_400_000_000L;
    return timeline.events().stream().filter(e -> e.timeMicros() < until).toList();
  }

  @Test
  void controlsAreAsManyAsAskedAndHaveTheSameStaticFields() {
    Path out = folder.resolve("controls");
    CommandRun run = sample(out, "--match", mapping.toString(), "--controls", "2");
    assertEquals(0, run.exit(), run.err());
    List<Timeline> controls = read(out);
    List<Timeline> real = read(mapping);
    assertEquals(600, controls.size());
    assertEquals(real.get(7).statics(), controls.get(14).statics());
    assertEquals(real.get(7).statics(), controls.get(15).statics());
  }

  @Test
  void aForecastIsARowAPatientOutcomeAndTime() throws IOException {
    Path file = folder.resolve("forecast.csv");
    CommandRun run =
        CommandRun.of(
            "forecast",
            model.toString(),
            mapping.toString(),
            "--from",
            "2020-01-20",
            "--code",
            "VISIT",
            "--within",
            "7,365",
            "--futures",
            "20",
            "--page",
            folder.resolve("fans.html").toString(),
            "-o",
            file.toString());
    assertEquals(0, run.exit(), run.err());
    String page = Files.readString(folder.resolve("fans.html"));
    assertTrue(page.contains("300 patients, 20 futures of each, 365 days ahead"));
    assertTrue(page.contains("<b>VISIT</b>") && page.contains("<b>Subject 0</b>"));
    List<String> lines = Files.readAllLines(file);
    assertEquals(1 + 2 * 300, lines.size());
    assertEquals("subject_id,from,outcome,days,probability,low,high", lines.get(0));
    assertTrue(lines.get(1).matches("0,2020-01-20,VISIT,7,.*"), lines.get(1));
    // Everybody has a visit every other week until six have been.
    assertTrue(lines.get(2).matches("0,2020-01-20,VISIT,365,(1.0000|0.9...),.*"), lines.get(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-01-20 | --code VISITS | There is no code VISITS in the training data; the nearest are VISIT, LAB",
        "2020-01-20 | --unknown sez | There is no field sez; the nearest are sex, age",
        "1850-01-01 | --code VISIT | Nobody in the data is under observation on the day",
        "tomorrow | --code VISIT | \"tomorrow\" is no day: expected a date such as 2019-03-01."
      })
  void whatCannotBeForecastIsSaidInOneLine(String day, String more, String said) {
    String[] command =
        Stream.of(
                "forecast -q %s %s --from %s --out %s %s"
                    .formatted(model, mapping, day, folder.resolve("never.csv"), more)
                    .split(" "))
            .toArray(String[]::new);
    CommandRun run = CommandRun.of(command);
    assertEquals(1, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains(said), run.err());
  }

  @Test
  void aModelThatHidNoFieldsSaysThatItCannotGuide() {
    CommandRun run = sample(folder.resolve("none"), "-q", "--where", "sex=F", "--guidance", "2");
    assertEquals(1, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("pan train --hide-fields"), run.err());
    CommandRun nothing = sample(folder.resolve("none"), "-q", "--guidance", "2");
    assertEquals(2, nothing.exit());
    assertTrue(nothing.err().contains("give --where or --conditions"), nothing.err());
  }

  @Test
  void aPastOfAnotherVocabularyIsRefused() throws IOException {
    Path other =
        Files.writeString(
            folder.resolve("other.sql"),
            """
            CREATE VIEW subjects AS SELECT 1 AS subject_id, 'F' AS sex, 50 AS age;
            CREATE VIEW events AS SELECT 1 AS subject_id, DATE '2020-01-06' AS time, 'DX//E11' AS code;
            """);
    CommandRun run = sample(folder.resolve("none"), "--continue", other.toString(), "-q");
    assertEquals(1, run.exit());
    assertEquals(
        "pan: The model knows none of the 1 codes in the data: they are of another vocabulary.",
        run.err().strip());
  }

  @Test
  void scoresAddUpOverHeads() throws IOException {
    Path file = folder.resolve("scores.csv");
    CommandRun run =
        CommandRun.of("score", model.toString(), mapping.toString(), "-o", file.toString());
    assertEquals(0, run.exit(), run.err());
    List<String> lines = Files.readAllLines(file);
    assertEquals(301, lines.size());
    assertTrue(lines.get(0).startsWith("subject_id,events,total,static,"), lines.get(0));
    String[] cells = lines.get(1).split(",");
    double sum = 0;
    for (int i = 3; i < cells.length; i++) {
      sum += Double.parseDouble(cells[i]);
    }
    assertEquals(Double.parseDouble(cells[2]), sum, 1e-4);
  }

  @Test
  void inspectShowsFieldsAndRhythm() throws IOException {
    CommandRun run = CommandRun.of("inspect", model.toString(), "-n", "50");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("age                  40..69"), run.out());
    assertTrue(run.out().contains("Weekday"), run.out());
    JsonNode json =
        new ObjectMapper()
            .readTree(CommandRun.of("inspect", model.toString(), "-n", "0", "--json").out());
    assertEquals("F, M", json.get("model").get("fields").get("sex").asText());
  }

  @Test
  void aModelOfAnotherVersionIsSaidInOneLine(@TempDir Path other) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    for (String file : List.of("encoding.json", "model.safetensors")) {
      Files.copy(model.resolve(file), other.resolve(file));
    }
    ObjectNode config = (ObjectNode) mapper.readTree(model.resolve("config.json").toFile());
    // As the versions wrote it that knew neither formats nor eras.
    config.remove("format");
    ((ObjectNode) config.get("layout")).remove("eras");
    mapper.writeValue(other.resolve("config.json").toFile(), config);
    CommandRun run = CommandRun.of("inspect", other.toString(), "-q");
    assertEquals(1, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("another version of PAN"), run.err());
  }

  @Test
  void whatIsNoModelIsSaidInOneLine() {
    CommandRun run = CommandRun.of("inspect", folder.toString(), "-q");
    assertEquals(1, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("not a PAN model"), run.err());
  }

  private static CommandRun sample(Path out, String... more) {
    String[] command =
        Stream.concat(
                Stream.of("sample", model.toString(), "--out", out.toString()), Arrays.stream(more))
            .toArray(String[]::new);
    return CommandRun.of(command);
  }

  private static List<Timeline> read(Path folder) {
    try (Dataset data = Dataset.open(folder)) {
      return data.timelines().toList();
    }
  }
}

package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.pan.evaluation.TestSets.on;
import static org.pan.evaluation.TestSets.patient;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.DataException;
import org.pan.sequences.Dataset;
import org.pan.sequences.Resolution;
import org.pan.sequences.Schema;
import org.pan.sequences.TimeMode;
import org.pan.sequences.Timeline;
import org.pan.sequences.testing.ListDataset;

/** Sets that can hardly be compared: a clear line, and the figures that still make sense. */
class HardInputTest {

  private static final Schema DATES =
      new Schema(TimeMode.ABSOLUTE, Resolution.DAY, "DATE", "DOUBLE", List.of());

  private static Dataset patients(int count, String code) {
    return TestSets.of(
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    patient(
                        "p" + i,
                        i % 2 == 0 ? "F" : "M",
                        on(i % 9, code, 100 + i % 17),
                        on(i % 9 + 7 * (1 + i % 3), code, 90 + i % 13)))
            .toArray(Timeline[]::new));
  }

  private static Scores score(Dataset real, Dataset synthetic) {
    return Evaluation.of(EvaluationConfig.DEFAULT.withReplicates(20))
        .score(real, Map.of("s", synthetic));
  }

  private static void assertRemark(Scores scores, String part) {
    assertTrue(
        scores.remarks().stream().anyMatch(line -> line.contains(part)),
        scores.remarks().toString());
  }

  private static double value(Scores scores, String id) {
    return scores.figure(id).orElseThrow().reading("s").orElseThrow().estimate().value();
  }

  @Test
  void setsWithoutACommonCodeAreToldSoAndStillHaveGaps() {
    Scores scores = score(patients(60, "a"), patients(60, "b"));
    assertRemark(scores, "shares no code");
    assertEquals(1, value(scores, "fidelity.code-share-tv"));
    assertEquals(0, value(scores, "fidelity.gap-tv"));
  }

  @Test
  void onePatientGetsNoVerdicts() {
    Scores scores = score(patients(60, "a"), patients(1, "a"));
    assertRemark(scores, "only 1 patient;");
    assertEquals(0, scores.count("s", Verdict.RED));
    assertEquals(0, value(scores, "fidelity.code-share-tv"));
  }

  @Test
  void oneRealPatientGetsNoVerdictsEither() {
    Scores scores = score(patients(1, "a"), patients(60, "a"));
    assertRemark(scores, "only 1 patient;");
    assertEquals(0, scores.count("s", Verdict.GREEN));
  }

  @Test
  void withoutNumbersTheFiguresOfValuesSayWhy() {
    Dataset plain = TestSets.of(patient("1", "F", on(0, "a")), patient("2", "M", on(3, "a")));
    Scores scores = score(plain, plain);
    assertRemark(scores, "no numbers");
    assertFalse(scores.figure("fidelity.value-ks").orElseThrow().note().isEmpty());
  }

  @Test
  void withoutStaticFieldsThereAreNoGroups() {
    Dataset bare = dates(60);
    Scores scores = score(bare, bare);
    assertRemark(scores, "no static fields");
    assertTrue(scores.figure("calendar.weekday-tv-by-group").orElseThrow().readings().isEmpty());
    assertEquals(0, value(scores, "calendar.weekday-tv"));
  }

  private static Dataset dates(int count) {
    return new ListDataset(
        DATES,
        patients(count, "a")
            .timelines()
            .map(
                p ->
                    new Timeline(
                        p.subject(),
                        Map.of(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        p.events()))
            .toList());
  }

  @Test
  void relativeAgainstAbsoluteTimeLeavesOutTheCalendarAlone() {
    Scores scores = score(dates(60), patients(60, "a"));
    assertRemark(scores, "its times are relative days, the real ones dates");
    assertTrue(scores.figure("calendar.weekday-tv").orElseThrow().readings().isEmpty());
    assertEquals(0, value(scores, "fidelity.gap-tv"));
  }

  @Test
  void patientsWithoutEventsCanBeScored() {
    Dataset empty = TestSets.of(patient("1", "F"), patient("2", "M"));
    assertEquals(0, value(score(empty, empty), "fidelity.events-ks"));
  }

  @Test
  void noPatientsAreAClearLine() {
    DataException e =
        assertThrows(DataException.class, () -> score(patients(60, "a"), TestSets.of()));
    assertTrue(String.valueOf(e.getMessage()).contains("s: has no patients"), e.getMessage());
  }

  @Test
  void scoresComeBackFromJsonAsTheyWere(@TempDir Path folder) throws IOException {
    Scores scores = score(patients(60, "a"), patients(50, "a"));
    Path file = folder.resolve("scores.json");
    scores.write(file);
    assertEquals(scores.toJson(), Scores.read(file).toJson());
  }

  @Test
  void theSameSeedGivesTheSameScores() {
    assertEquals(
        score(patients(60, "a"), patients(50, "a")).toJson(),
        score(patients(60, "a"), patients(50, "a")).toJson());
  }
}

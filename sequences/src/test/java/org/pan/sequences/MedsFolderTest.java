package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.internal.sql.ScratchDatabase;

/** Reads a data set that pyarrow wrote (src/test/python/write_meds.py). */
class MedsFolderTest {

  @TempDir Path folder;

  private static Path resource() {
    try {
      return Path.of(Objects.requireNonNull(MedsFolderTest.class.getResource("meds-0.3")).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long micros(String time) {
    return LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
  }

  private static List<Timeline> read(Path source, Set<Split> splits) {
    try (Dataset data = Dataset.open(source);
        Stream<Timeline> timelines = data.timelines(splits)) {
      return timelines.toList();
    }
  }

  @Test
  void anOlderDataSetIsReadWithItsSplits() {
    try (Dataset data = Dataset.open(resource())) {
      assertTrue(data.hasSplits());
      assertEquals(3, data.subjectCount(Set.of(Split.values())));
      assertEquals(2, data.eventCount(Set.of(Split.TRAIN)));
      assertEquals(Resolution.SECOND, data.schema().resolution());
      assertEquals("FLOAT", data.schema().numberType());
    }
    Timeline first = read(resource(), Set.of(Split.TRAIN)).get(0);
    assertEquals(
        Map.of(
            "GENDER", new StaticValue.Category("F"),
            "MEDS_BIRTH", new StaticValue.Date(micros("1960-05-17T00:00"))),
        first.statics());
    long visit = micros("2020-01-03T10:30");
    assertEquals(
        List.of(
            Event.of(visit, "LAB//weight//kg", 70.1), Event.of(visit, "DIAGNOSIS//ICD//10//E11")),
        first.events(),
        "a single-precision number is the decimal it stands for");
    assertEquals(
        List.of("7"),
        read(resource(), Set.of(Split.HELD_OUT)).stream().map(Timeline::subject).toList());
  }

  @Test
  void anImportKeepsSplitsIdsAndTimelines() {
    Path copy = folder.resolve("copy");
    Import.Report report = Import.run(resource(), copy, Import.Options.DEFAULT);
    assertEquals(Map.of(Split.TRAIN, 1L, Split.TUNING, 1L, Split.HELD_OUT, 1L), report.subjects());
    for (Split split : Split.values()) {
      assertEquals(read(resource(), Set.of(split)), read(copy, Set.of(split)));
    }
  }

  @Test
  void anImportNumbersTextIdsAndDividesByHash() throws IOException {
    Path mapping =
        Files.writeString(
            folder.resolve("m.sql"),
            "CREATE VIEW events AS SELECT 'p' || range AS subject_id, range AS time, 'a' AS code FROM range(10000)");
    Import.Report report = Import.run(mapping, folder.resolve("out"), Import.Options.DEFAULT);
    // Binomial with n = 10,000 and p = 0.1: five standard deviations are 150.
    assertEquals(1_000, report.subjects().getOrDefault(Split.TUNING, 0L), 150);
    assertEquals(1_000, report.subjects().getOrDefault(Split.HELD_OUT, 0L), 150);
    List<Timeline> held = read(folder.resolve("out"), Set.of(Split.HELD_OUT));
    assertEquals(report.subjects().getOrDefault(Split.HELD_OUT, 0L), (long) held.size());
    assertTrue(held.stream().allMatch(timeline -> timeline.subject().matches("[0-9]+")));
    assertThrows(
        DataException.class,
        () -> Import.run(mapping, folder.resolve("out"), Import.Options.DEFAULT));
  }

  @Test
  void subjectsStayInTheirSplitWhenOthersJoin() throws IOException {
    for (int subjects : new int[] {100, 200}) {
      Path mapping =
          Files.writeString(
              folder.resolve(subjects + ".sql"),
              "CREATE VIEW events AS SELECT range AS subject_id, 1 AS time, 'a' AS code FROM range("
                  + subjects
                  + ")");
      Import.run(mapping, folder.resolve("out" + subjects), Import.Options.DEFAULT);
    }
    List<String> few =
        read(folder.resolve("out100"), Set.of(Split.HELD_OUT)).stream()
            .map(Timeline::subject)
            .toList();
    List<String> more =
        read(folder.resolve("out200"), Set.of(Split.HELD_OUT)).stream()
            .map(Timeline::subject)
            .toList();
    assertFalse(few.isEmpty());
    assertEquals(few, more.stream().filter(id -> Integer.parseInt(id) < 100).toList());
  }

  @Test
  void splitsOfOtherNamesAreRefused() throws IOException {
    Path copy = folder.resolve("copy");
    Import.run(resource(), copy, Import.Options.DEFAULT);
    try (ScratchDatabase database = ScratchDatabase.create("test")) {
      database.execute(
          "COPY (SELECT 1::BIGINT AS subject_id, 'mine' AS split) TO '"
              + copy.resolve("metadata/subject_splits.parquet")
              + "'");
    }
    DataException error = assertThrows(DataException.class, () -> read(copy, Set.of(Split.TRAIN)));
    assertTrue(
        String.valueOf(error.getMessage())
            .contains("subject_splits.parquet: names splits other than"),
        error::toString);
  }

  @Test
  void nothingWrittenIsAnEmptyDataSet() {
    Path out = folder.resolve("out");
    Schema schema = new Schema(TimeMode.ABSOLUTE, Resolution.DAY, "DATE", "DOUBLE", List.of());
    try (TimelineWriter writer =
        TimelineWriter.open(out, schema, OutputOptions.of(OutputFormat.MEDS))) {
      writer.finish();
    }
    assertTrue(Files.exists(out.resolve("metadata/codes.parquet")));
    assertThrows(DataException.class, () -> Dataset.open(out).close());
  }
}

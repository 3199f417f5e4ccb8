package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.testing.Schemas;

class WriterFaultsTest {

  private static final Schema SCHEMA =
      new Schema(
          TimeMode.ABSOLUTE,
          Resolution.DAY,
          "DATE",
          "DOUBLE",
          List.of(new StaticField("sex", StaticField.Kind.CATEGORY, "VARCHAR")));

  private static final Timeline TIMELINE =
      new Timeline(
          "1", Map.of(), OptionalLong.empty(), OptionalLong.empty(), List.of(Event.of(0, "a")));

  @TempDir Path folder;

  private TimelineWriter open(Path path, boolean overwrite) {
    OutputOptions options = OutputOptions.of(OutputFormat.CSV);
    return TimelineWriter.open(path, SCHEMA, overwrite ? options.overwriting() : options);
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    }
  }

  @Test
  void anExistingFolderIsRefusedUnlessOverwritten() throws IOException {
    Path out = folder.resolve("out");
    try (TimelineWriter writer = open(out, false)) {
      writer.write(TIMELINE);
      writer.finish();
    }
    assertThrows(DataException.class, () -> open(out, false).close());
    try (TimelineWriter writer = open(out, true)) {
      writer.finish();
    }
    assertEquals(1, Files.readAllLines(out.resolve("events.csv")).size());
    assertEquals(List.of(out), entries());
  }

  @Test
  void aFolderOfOtherThingsIsNeverOverwritten() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Files.writeString(out.resolve("thesis.txt"), "years of work");
    assertThrows(DataException.class, () -> open(out, true).close());
    assertTrue(Files.exists(out.resolve("thesis.txt")));
  }

  @Test
  void anUnfinishedWriterLeavesNothing() throws IOException {
    try (TimelineWriter writer = open(folder.resolve("out"), false)) {
      writer.write(TIMELINE);
    }
    assertEquals(List.of(), entries());
  }

  @Test
  void aFailedExportLeavesNothing() throws IOException {
    Path sql =
        Files.writeString(folder.resolve("export.sql"), "CREATE TABLE t AS SELECT * FROM gone");
    try (TimelineWriter writer =
        TimelineWriter.open(
            folder.resolve("out"), SCHEMA, OutputOptions.of(OutputFormat.CSV).through(sql))) {
      writer.write(TIMELINE);
      DataException error = assertThrows(DataException.class, writer::finish);
      assertTrue(
          String.valueOf(error.getMessage()).startsWith("export.sql: Catalog Error"),
          error::toString);
    }
    assertEquals(List.of(sql), entries());
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    DataException error =
        assertThrows(DataException.class, () -> open(file.resolve("out"), false).close());
    assertTrue(
        String.valueOf(error.getMessage()).contains("no folder can be made there"),
        error::toString);
  }

  @Test
  void fieldsTheSchemaDoesNotHaveAreRefused() {
    try (TimelineWriter writer = open(folder.resolve("out"), false)) {
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.write(with("age", new StaticValue.Number(3))));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.write(with("sex", new StaticValue.Number(3))));
    }
    assertFalse(Files.exists(folder.resolve("out")));
  }

  private static Timeline with(String name, StaticValue value) {
    return new Timeline(
        "1", Map.of(name, value), OptionalLong.empty(), OptionalLong.empty(), List.of());
  }

  @Test
  void aMappingRebuildsTablesOfItsOwn() throws IOException {
    Path sql =
        Files.writeString(
            folder.resolve("export.sql"),
            """
            CREATE TEMP TABLE step AS SELECT * FROM events;
            CREATE TABLE visits AS SELECT subject_id AS person, time AS day FROM step;
            COPY (SELECT code FROM events) TO (getvariable('out') || '/codes.txt') (FORMAT csv, HEADER false);
            """);
    Path out = folder.resolve("out");
    try (TimelineWriter writer =
        TimelineWriter.open(out, SCHEMA, OutputOptions.of(OutputFormat.CSV).through(sql))) {
      writer.write(TIMELINE);
      writer.finish();
    }
    assertEquals(
        List.of("person,day", "1,1970-01-01"), Files.readAllLines(out.resolve("visits.csv")));
    assertEquals(List.of("a"), Files.readAllLines(out.resolve("codes.txt")));
    assertFalse(Files.exists(out.resolve("events.csv")));
    assertFalse(Files.exists(out.resolve("step.csv")));
  }

  @Test
  void aFullDiskIsNamedAndKeepsNothing() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()),
        "no small disk can be mounted here");
    try (TimelineWriter writer = open(small.resolve("out"), false)) {
      for (int subject = 0; subject < 20_000; subject++) {
        writer.write(TIMELINE);
      }
      DataException error = assertThrows(DataException.class, writer::finish);
      assertTrue(
          String.valueOf(error.getMessage()).matches("out: the disk of .*csv is full; .*"),
          error::toString);
      writer.close();
      try (Stream<Path> left = Files.list(small)) {
        assertEquals(0, left.count());
      }
    } finally {
      run("umount", small.toString());
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  /** A fifth of the usual memory. */
  @Test
  void tablesAreWrittenWithinLittleMemory() {
    Schema schema =
        Schemas.days(
            new StaticField(
                "SEX", StaticField.Kind.CATEGORY, "VARCHAR", StaticField.Origin.CODE_PREFIX));
    System.setProperty("pan.sql.memory", "100MB");
    try (TimelineWriter writer =
        TimelineWriter.open(folder.resolve("out"), schema, OutputOptions.of(OutputFormat.CSV))) {
      for (int s = 0; s < 2_000; s++) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
          events.add(
              new Event(i * Resolution.DAY.micros(), "CODE//" + (s + i) % 997, i / 7.0 + s, null));
        }
        writer.write(
            new Timeline(
                Integer.toString(s),
                Map.of("SEX", new StaticValue.Category("F")),
                OptionalLong.empty(),
                OptionalLong.empty(),
                events));
      }
      writer.finish();
    } finally {
      System.clearProperty("pan.sql.memory");
    }
  }
}

package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is read, written and read again is the same, in every format. */
class RoundTripTest {

  @TempDir Path folder;

  private record Content(Schema schema, List<Timeline> timelines) {}

  private static Content read(Path source) {
    try (Dataset data = Dataset.open(source);
        Stream<Timeline> timelines = data.timelines()) {
      return new Content(data.schema(), timelines.toList());
    }
  }

  private void assertComesBack(OutputFormat format, String sql) throws IOException {
    Content original = read(Files.writeString(folder.resolve("mapping.sql"), sql));
    Path copy = folder.resolve("copy");
    try (TimelineWriter writer =
        TimelineWriter.open(copy, original.schema(), OutputOptions.of(format))) {
      original.timelines().forEach(writer::write);
      writer.finish();
    }
    Content back = read(copy);
    assertEquals(original.schema(), back.schema());
    assertEquals(original.timelines(), back.timelines());
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void datesAndStaticsOfEveryKindComeBack(OutputFormat format) throws IOException {
    assertComesBack(
        format,
        """
        CREATE TABLE subjects(subject_id INT, sex ENUM('f', 'm'), "Old age" BOOLEAN, weight DECIMAL(5, 1), kids TINYINT,
          height DOUBLE, born DATE, seen TIMESTAMP, note VARCHAR, observation_start DATE, observation_end DATE);
        INSERT INTO subjects VALUES
          (7, 'f', true, 70.5, 2, 0.1, '1950-06-01', '2019-12-31 23:59:59', 'a "b", c', '2019-01-01', '2020-12-31'),
          (8, NULL, NULL, NULL, NULL, 123456789.123, NULL, NULL, '', NULL, NULL),
          (9, 'm', false, -1, 127, 1e300, '2020-01-01', '1900-01-01 00:00:00', 'x//y', NULL, '2020-02-29'),
          (-3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);
        CREATE TABLE events(subject_id INT, time DATE, code VARCHAR, numeric_value INTEGER, text_value VARCHAR);
        INSERT INTO events VALUES
          (7, '2020-01-03', 'b//2', 16777217, NULL), (7, '2020-01-03', 'a', NULL, 'line' || chr(10) || 'two'),
          (7, '2019-05-05', 'a', -5, ''), (9, '1960-01-01', 'z,"', NULL, ' spaced '), (10, '2020-01-01', 'a', 1, NULL);
        """);
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void timedEventsAndAWindowOfDatesComeBack(OutputFormat format) throws IOException {
    assertComesBack(
        format,
        """
        CREATE VIEW events AS SELECT * FROM (VALUES
          ('b7', TIMESTAMP '2020-01-03 10:00:00.25', 'a', 98.6::FLOAT), ('b7', '2020-01-31 23:59:59', 'a', NULL),
          ('a', '1969-12-31 23:59:59.999999', 'c', 1.1::FLOAT)) t(subject_id, time, code, numeric_value);
        CREATE VIEW subjects AS SELECT 'b7' AS subject_id, DATE '2020-01-01' AS observation_start, DATE '2020-01-31' AS observation_end;
        """
            .replace("'b7'", format == OutputFormat.MEDS ? "'2'" : "'b7'")
            .replace("('a',", format == OutputFormat.MEDS ? "('1'," : "('a',"));
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void relativeDaysComeBack(OutputFormat format) throws IOException {
    assertComesBack(
        format,
        """
        CREATE VIEW events AS SELECT * FROM (VALUES (1, -400::SMALLINT, 'a', 1.25::DECIMAL(9, 2)), (1, 0, 'b', NULL), (2, 7, 'a', -0.5))
          t(subject_id, time, code, numeric_value);
        CREATE VIEW subjects AS SELECT * FROM (VALUES (1, -500, 12), (3, NULL, 5)) t(subject_id, observation_start, observation_end);
        """);
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void fractionsOfRelativeDaysComeBack(OutputFormat format) throws IOException {
    assertComesBack(
        format,
        """
        CREATE VIEW events AS SELECT 1 AS subject_id, (range - 500) * 123.456 + range / 86400.0::DOUBLE AS time, 'a' AS code
        FROM range(1000);
        """);
  }

  @ParameterizedTest
  @EnumSource(OutputFormat.class)
  void untimedEventsAndBirthComeBack(OutputFormat format) throws IOException {
    assertComesBack(
        format,
        """
        CREATE TABLE events(subject_id BIGINT, time TIMESTAMP, code VARCHAR, numeric_value FLOAT, text_value VARCHAR);
        INSERT INTO events VALUES
          (1, NULL, 'SEX//F', NULL, NULL), (1, NULL, 'HEIGHT//cm', 170.1, NULL), (1, NULL, 'NOTE', NULL, 'x'),
          (1, NULL, 'HX//a', NULL, NULL), (1, NULL, 'HX//b', NULL, NULL), (1, NULL, 'FLAG', NULL, NULL),
          (1, '1950-01-02 05:00:00', 'MEDS_BIRTH', NULL, NULL), (1, '2020-01-01 10:00:00', 'v', 0.1, NULL),
          (2, NULL, 'SEX//M//x', NULL, NULL), (2, NULL, 'HX//a', NULL, NULL), (3, '2021-01-01', 'MEDS_DEATH', NULL, NULL);
        """);
  }

  @Test
  void tablesHoldUntimedEventsAndBirthAsTheEventsTheyWere() throws IOException {
    Content original =
        read(
            Files.writeString(
                folder.resolve("mapping.sql"),
                """
                CREATE TABLE events(subject_id BIGINT, time TIMESTAMP, code VARCHAR, numeric_value FLOAT, text_value VARCHAR);
                INSERT INTO events VALUES
                  (1, '2020-01-01 10:00:00', 'v', 0.5, NULL), (1, NULL, 'SEX//F', NULL, NULL),
                  (1, NULL, 'HEIGHT', 170.5, NULL), (1, '1950-01-02 05:00:00', 'MEDS_BIRTH', NULL, NULL);
                CREATE VIEW subjects AS SELECT 1 AS subject_id, 'x' AS ward;
                """));
    Path copy = folder.resolve("copy");
    try (TimelineWriter writer =
        TimelineWriter.open(copy, original.schema(), OutputOptions.of(OutputFormat.CSV))) {
      original.timelines().forEach(writer::write);
      writer.finish();
    }
    assertEquals(
        """
        subject_id,time,code,numeric_value,text_value
        1,,SEX//F,,
        1,,HEIGHT,170.5,
        1,1950-01-02 05:00:00,MEDS_BIRTH,,
        1,2020-01-01 10:00:00,v,0.5,
        """,
        Files.readString(copy.resolve("events.csv")));
    assertEquals(original.timelines(), read(copy).timelines());
    Files.delete(copy.resolve("pan.json"));
    assertEquals(original.timelines(), read(copy).timelines());
  }
}

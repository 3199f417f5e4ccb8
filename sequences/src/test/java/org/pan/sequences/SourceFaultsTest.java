package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a source is said in one line that names the place and never a value. */
class SourceFaultsTest {

  private static final String EVENT =
      "SELECT 1 AS subject_id, DATE '2020-01-01' AS time, 'a' AS code";

  @TempDir Path folder;

  private Path mapping(String sql) throws IOException {
    return Files.writeString(folder.resolve("mapping.sql"), sql);
  }

  private String fault(Path source) {
    DataException error = assertThrows(DataException.class, () -> Dataset.open(source).close());
    String message = String.valueOf(error.getMessage());
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  private String fault(String sql) throws IOException {
    return fault(mapping(sql));
  }

  private List<Timeline> read(String sql) throws IOException {
    try (Dataset data = Dataset.open(mapping(sql));
        Stream<Timeline> timelines = data.timelines()) {
      return timelines.toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELEC 1                                                                                   | mapping.sql: Parser Error: syntax error at or near "SELEC" (SQL line 1)
          CREATE VIEW events AS SELECT * FROM 'gone.csv'                                            | mapping.sql: IO Error: No files found that match the pattern "gone.csv"
          CREATE VIEW events AS SELECT x FROM range(3)                                              | mapping.sql: Binder Error: Referenced column "x" not found in FROM clause!
          CREATE VIEW events AS SELECT 1 AS subject_id, 2 AS time                                   | mapping.sql: events has no column code (it has subject_id, time)
          CREATE VIEW events AS SELECT 1 AS id, 2 AS time, 'a' AS code                              | mapping.sql: events has no column subject_id
          CREATE VIEW events AS SELECT 1 AS subject_id, '2020' AS time, 'a' AS code                 | mapping.sql: events.time is of type VARCHAR
          CREATE VIEW events AS SELECT 1 AS subject_id, TIMESTAMPTZ '2020-01-01' AS time, 'a' AS code | mapping.sql: events.time has a time zone
          CREATE VIEW events AS SELECT 1 AS subject_id, 2 AS time, 'a' AS code, 'x' AS numeric_value | mapping.sql: events.numeric_value is of type VARCHAR
          CREATE VIEW events AS SELECT 1 AS subject_id, 2 AS time, NULL AS code FROM range(3)       | mapping.sql: code is null or empty in 3 of 3 rows of events
          CREATE VIEW events AS SELECT NULL AS subject_id, 2 AS time, 'a' AS code                   | mapping.sql: subject_id is null in 1 of 1 rows of events
          CREATE VIEW events AS SELECT 1 AS subject_id, 'inf'::DOUBLE AS time, 'a' AS code          | mapping.sql: time is infinite or out of range in 1 of 1 rows of events
          CREATE VIEW events AS SELECT 1 AS subject_id, DATE 'infinity' AS time, 'a' AS code        | mapping.sql: time is infinite or out of range in 1 of 1 rows of events
          CREATE VIEW events AS SELECT 1 AS subject_id, 1 AS time, 'hdl' AS code, '-inf'::FLOAT AS numeric_value | mapping.sql: numeric_value is infinite in 1 of 1 rows of events; a finite number or null is expected; codes: hdl
          CREATE VIEW events AS SELECT 1 AS subject_id, 1 AS time, 'a' AS code WHERE false          | mapping.sql: holds no subjects
          CREATE VIEW events AS SELECT 1 AS subject_id, NULL::DATE AS time, CAST(range AS VARCHAR) AS code FROM range(201) | mapping.sql: events without a time make 201 static fields
          """)
  void aMappingThatCannotBeUsedSaysWhy(String sql, String start) throws IOException {
    String message = fault(sql);
    assertTrue(message.startsWith(start), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          SELECT 1 AS id                                                        | mapping.sql: subjects has no column subject_id
          SELECT range // 2 AS subject_id FROM range(4)                         | mapping.sql: 2 subject_ids have more than one row in subjects
          SELECT NULL::INTEGER AS subject_id                                    | mapping.sql: subject_id is null in 1 rows of subjects
          SELECT 1 AS subject_id, 5 AS observation_end                          | mapping.sql: subjects.observation_end is of type INTEGER but events.time of type DATE
          SELECT 1 AS subject_id, [1] AS list                                   | mapping.sql: subjects.list is of type INTEGER[]
          SELECT 1 AS subject_id, 'inf'::DOUBLE AS weight                       | mapping.sql: subjects.weight is infinite or out of range in 1 rows
          SELECT 1 AS subject_id, DATE '-infinity' AS observation_start         | mapping.sql: subjects.observation_start is infinite or out of range
          """)
  void subjectsThatCannotBeUsedSayWhy(String sql, String start) throws IOException {
    String message = fault("CREATE VIEW events AS " + EVENT + "; CREATE VIEW subjects AS " + sql);
    assertTrue(message.startsWith(start), message);
  }

  @Test
  void aFieldGivenTwiceIsRefused() throws IOException {
    String message =
        fault(
            "CREATE VIEW events AS SELECT 1 AS subject_id, NULL::DATE AS time, 'Sex//F' AS code;"
                + "CREATE VIEW subjects AS SELECT 1 AS subject_id, 'F' AS sex");
    assertTrue(
        message.startsWith(
            "mapping.sql: the static field Sex is a column of subjects and also an event"),
        message);
  }

  @Test
  void aBadCsvValueIsNamedByLineAndColumnAlone() throws IOException {
    StringBuilder csv = new StringBuilder("subject_id,time,code\n");
    for (int i = 0; i < 30_000; i++) {
      csv.append("1,").append(i).append(",a\n");
    }
    Files.writeString(folder.resolve("e.csv"), csv.append("1,Rosebud,a\n"));
    String message = fault("CREATE VIEW events AS SELECT * FROM 'e.csv'");
    assertTrue(
        message.contains("e.csv line 30002, column time: not a value of type BIGINT"), message);
    assertFalse(message.contains("Rosebud"), message);
  }

  @Test
  void aFailedCastDoesNotShowTheValue() throws IOException {
    for (String expression :
        List.of(
            "CAST(x AS DATE)", "strptime(x, '%Y-%m-%d')", "error(x)", "CAST(x AS DECIMAL(5, 2))")) {
      String sql =
          "CREATE TABLE t AS SELECT 'Rosebud' AS x; CREATE VIEW events AS SELECT 1 AS subject_id, DATE '2020-01-01' AS time, "
              + "CAST("
              + expression
              + " AS VARCHAR) AS code FROM t";
      DataException error = assertThrows(DataException.class, () -> read(sql));
      assertFalse(String.valueOf(error.getMessage()).contains("Rosebud"), error::toString);
      assertEquals(null, error.getCause(), "a cause would show the value in a stack trace");
    }
  }

  @Test
  void aTruncatedParquetFileIsNamed() throws IOException {
    read(
        "COPY ("
            + EVENT
            + ") TO '"
            + folder.resolve("e.parquet")
            + "'; CREATE VIEW events AS "
            + EVENT);
    byte[] whole = Files.readAllBytes(folder.resolve("e.parquet"));
    Files.write(folder.resolve("e.parquet"), Arrays.copyOf(whole, whole.length / 2));
    String message = fault("CREATE VIEW events AS SELECT * FROM 'e.parquet'");
    assertTrue(message.contains("e.parquet"), message);
  }

  @Test
  void whatIsNoSourceSaysWhatWouldBe() throws IOException {
    assertTrue(fault(folder.resolve("gone.sql")).endsWith("gone.sql: no such file or folder."));
    assertTrue(fault(folder).contains("not a source of timelines"));
    Path binary =
        Files.write(folder.resolve("binary.sql"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertTrue(fault(binary).contains("cannot be read as UTF-8 text"));
  }

  @Test
  void aBrokenSidecarIsNamed() throws IOException {
    Files.writeString(folder.resolve("events.csv"), "subject_id,time,code\n1,2,a\n");
    Files.writeString(folder.resolve("pan.json"), "{\"version\": 1, \"schema\": ");
    assertTrue(fault(folder).contains("pan.json: not the description of timelines"));
  }

  @Test
  void notANumberIsNoNumber() throws IOException {
    List<Timeline> timelines =
        read(
            "CREATE VIEW events AS SELECT 1 AS subject_id, 1 AS time, 'a' AS code, 'nan'::DOUBLE AS numeric_value;"
                + "CREATE VIEW subjects AS SELECT 1 AS subject_id, 'nan'::FLOAT AS weight");
    assertFalse(timelines.get(0).events().get(0).hasNumber());
    assertTrue(timelines.get(0).statics().isEmpty());
  }

  @Test
  void anEmptyNumberColumnIsNoFault() throws IOException {
    Files.writeString(
        folder.resolve("e.csv"), "subject_id,time,code,numeric_value\n1,2020-01-01,a,\n");
    assertEquals(
        List.of(Event.of(18262 * 86_400_000_000L, "a")),
        read("CREATE VIEW events AS SELECT * FROM 'e.csv'").get(0).events());
  }

  @Test
  void subjectsWithoutAnyEventAreASource() throws IOException {
    List<Timeline> timelines =
        read(
            "CREATE VIEW events AS "
                + EVENT
                + " WHERE false; CREATE VIEW subjects AS SELECT 1 AS subject_id");
    assertEquals(1, timelines.size());
  }

  @Test
  void aPatientOfTenThousandEventsIsReadWhole() throws IOException {
    List<Timeline> timelines =
        read(
            "CREATE VIEW events AS SELECT 1 AS subject_id, 10000 - range AS time, 'a' AS code, range AS numeric_value FROM range(10000)");
    assertEquals(10_000, timelines.get(0).events().size());
    assertEquals(9_999, timelines.get(0).events().get(0).number());
  }

  @Test
  void oneStreamIsOpenAtATime() throws IOException {
    try (Dataset data = Dataset.open(mapping("CREATE VIEW events AS " + EVENT))) {
      Stream<Timeline> open = data.timelines();
      assertThrows(IllegalStateException.class, data::timelines);
      open.close();
      try (Stream<Timeline> next = data.timelines(Set.of(Split.HELD_OUT))) {
        assertEquals(0, next.count());
      }
    }
  }
}

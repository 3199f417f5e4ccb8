package org.pan.sequences;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.StaticField.Kind;
import org.pan.sequences.internal.source.Sources;
import org.pan.sequences.internal.store.TimelineStore;

class MappingTest {

  private static final long DAY = 86_400_000_000L;

  @TempDir Path folder;

  private Path mapping(String sql) throws IOException {
    return Files.writeString(folder.resolve("mapping.sql"), sql);
  }

  private List<Timeline> read(String sql) throws IOException {
    try (Dataset data = Dataset.open(mapping(sql));
        Stream<Timeline> timelines = data.timelines()) {
      return timelines.toList();
    }
  }

  @Test
  void relativeEventsAndSubjectsComeInOrder() throws IOException {
    Files.writeString(
        folder.resolve("e.csv"), "id,day,code,value\n10,3,b,1.5\n9,-2,a,\n10,3,a,2\n10,1,c,\n");
    Files.writeString(folder.resolve("s.csv"), "id,sex,age,end\n11,F,40,100\n10,M,,30\n");
    try (Dataset data =
            Dataset.open(
                mapping(
                    "CREATE VIEW events AS SELECT id AS subject_id, day AS time, code, value AS numeric_value FROM 'e.csv';\n"
                        + "CREATE VIEW subjects AS SELECT id AS subject_id, sex, age, \"end\" AS observation_end FROM 's.csv'"));
        Stream<Timeline> stream = data.timelines()) {
      assertEquals(TimeMode.RELATIVE, data.schema().timeMode());
      assertEquals(Resolution.DAY, data.schema().resolution());
      assertEquals(
          List.of(
              new StaticField("sex", Kind.CATEGORY, "VARCHAR"),
              new StaticField("age", Kind.NUMBER, "BIGINT")),
          data.schema().statics());
      List<Timeline> timelines = stream.toList();
      assertEquals(List.of("9", "10", "11"), timelines.stream().map(Timeline::subject).toList());
      assertEquals(List.of(Event.of(-2 * DAY, "a")), timelines.get(0).events());
      assertEquals(
          List.of(Event.of(DAY, "c"), Event.of(3 * DAY, "b", 1.5), Event.of(3 * DAY, "a", 2)),
          timelines.get(1).events());
      assertEquals(Map.of("sex", new StaticValue.Category("M")), timelines.get(1).statics());
      assertEquals(OptionalLong.of(30 * DAY), timelines.get(1).end());
      assertEquals(
          Map.of("sex", new StaticValue.Category("F"), "age", new StaticValue.Number(40)),
          timelines.get(2).statics());
      assertTrue(timelines.get(2).events().isEmpty());
    }
  }

  @Test
  void eventsWithoutTimeBecomeStaticFields() throws IOException {
    List<Timeline> timelines =
        read(
            """
            CREATE TABLE events(subject_id INT, time TIMESTAMP, code VARCHAR, numeric_value DOUBLE, text_value VARCHAR);
            INSERT INTO events VALUES
              (1, NULL, 'SEX//F', NULL, NULL), (1, NULL, 'HEIGHT', 170, NULL), (1, NULL, 'NOTE', NULL, 'x'),
              (1, NULL, 'HX//a', NULL, NULL), (1, NULL, 'HX//b', NULL, NULL), (1, NULL, 'FLAG', NULL, NULL),
              (1, '1970-01-02', 'MEDS_BIRTH', NULL, NULL), (1, '2020-01-01 10:00:00', 'v', NULL, NULL),
              (2, NULL, 'SEX//M', NULL, NULL), (2, NULL, 'HX//a', NULL, NULL);
            """);
    assertEquals(
        Map.of(
            "SEX", new StaticValue.Category("F"),
            "HEIGHT", new StaticValue.Number(170),
            "NOTE", new StaticValue.Category("x"),
            "HX//a", new StaticValue.Category("true"),
            "HX//b", new StaticValue.Category("true"),
            "FLAG", new StaticValue.Category("true"),
            "MEDS_BIRTH", new StaticValue.Date(DAY)),
        timelines.get(0).statics());
    assertEquals(
        Map.of("SEX", new StaticValue.Category("M"), "HX//a", new StaticValue.Category("true")),
        timelines.get(1).statics());
    assertEquals(1, timelines.get(0).events().size());
  }

  @Test
  void theObservationWindowTakesInItsLastDay() throws IOException {
    Timeline timeline =
        read("""
                CREATE VIEW events AS SELECT 1 AS subject_id, TIMESTAMP '2020-01-03 10:00:00' AS time, 'a' AS code;
                CREATE VIEW subjects AS
                  SELECT 1 AS subject_id, DATE '1970-01-02' AS observation_start, DATE '1970-01-03' AS observation_end;
                """)
            .get(0);
    assertEquals(OptionalLong.of(DAY), timeline.start());
    assertEquals(OptionalLong.of(3 * DAY - 1), timeline.end());
  }

  @Test
  void resolutionIsTheFinestUnitSeen() throws IOException {
    for (Map.Entry<String, Resolution> entry :
        Map.of(
                "2020-01-01 00:00:00", Resolution.DAY,
                "2020-01-01 10:01:00", Resolution.MINUTE,
                "1960-01-01 10:01:07", Resolution.SECOND,
                "2020-01-01 10:01:07.25", Resolution.MICROSECOND)
            .entrySet()) {
      try (Dataset data =
          Dataset.open(
              mapping(
                  "CREATE VIEW events AS SELECT 1 AS subject_id, TIMESTAMP '"
                      + entry.getKey()
                      + "' AS time, 'a' AS code"))) {
        assertEquals(entry.getValue(), data.schema().resolution(), entry.getKey());
      }
    }
  }

  @Test
  void aMappingWithoutEventsSaysSo() {
    DataException error =
        assertThrows(
            DataException.class, () -> read("CREATE VIEW subjects AS SELECT 1 AS subject_id"));
    assertTrue(
        String.valueOf(error.getMessage()).startsWith("mapping.sql: leaves no view named events"),
        error::toString);
  }

  @Test
  void viewsMayStandInAnAttachedDatabase() throws IOException {
    List<Timeline> timelines =
        read(
            "ATTACH '"
                + folder.resolve("own.db")
                + "' AS own; USE own; CREATE TABLE t AS SELECT 5 AS subject_id, 1 AS time, 'a' AS code;"
                + "CREATE VIEW events AS FROM t; CREATE VIEW subjects AS SELECT 5 AS subject_id, 'x' AS kind");
    assertEquals(Map.of("kind", new StaticValue.Category("x")), timelines.get(0).statics());
    assertEquals(1, timelines.get(0).events().size());
  }

  @Test
  void closingRemovesTheTemporaryFiles() throws IOException {
    TimelineStore store =
        Sources.open(
            mapping("CREATE VIEW events AS SELECT 1 AS subject_id, 1 AS time, 'a' AS code"));
    Path scratch = store.database().folder();
    assertTrue(Files.exists(scratch));
    store.close();
    assertFalse(Files.exists(scratch));
  }
}

package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.sequences.Dataset;

class ImportCommandTest {

  @TempDir Path folder;
  private Path mapping;

  @BeforeEach
  void threeVisitsOfTwoPatients() throws IOException {
    Files.writeString(
        folder.resolve("visits.csv"), "who,day\nann,2020-01-01\nann,2020-01-08\nbob,2020-02-03\n");
    mapping =
        Files.writeString(
            folder.resolve("visits.sql"),
            "CREATE VIEW events AS"
                + " SELECT who AS subject_id, day AS time, 'VISIT' AS code FROM 'visits.csv';");
  }

  @Test
  void whatIsImportedCanBeOpened() {
    CommandRun run = CommandRun.of("import", mapping.toString(), "--out", out());
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("3 events"), run.out());
    try (Dataset data = Dataset.open(folder.resolve("meds"))) {
      assertEquals(2, data.timelines().count());
    }
  }

  @Test
  void theResultIsJsonIfWanted() throws IOException {
    CommandRun run =
        CommandRun.of("import", mapping.toString(), "--out", out(), "--json", "--quiet");
    JsonNode result = new ObjectMapper().readTree(run.out());
    assertEquals(3, result.get("events").asLong());
    assertEquals("ABSOLUTE", result.get("schema").get("timeMode").asText());
    assertEquals("", run.err());
  }

  @Test
  void anEarlierResultIsReplacedOnlyIfAskedTo() {
    assertEquals(0, CommandRun.of("import", mapping.toString(), "--out", out()).exit());
    CommandRun again = CommandRun.of("import", mapping.toString(), "-q", "--out", out());
    assertEquals(1, again.exit());
    assertEquals(1, again.err().lines().count(), again.err());
    assertTrue(again.err().contains("--overwrite"), again.err());
    assertEquals(
        0, CommandRun.of("import", mapping.toString(), "--out", out(), "--overwrite").exit());
  }

  @Test
  void aMissingSourceIsOneReadableLine() {
    CommandRun run = CommandRun.of("import", folder + "/nowhere.sql", "-q", "--out", out());
    assertEquals(1, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("nowhere.sql"), run.err());
  }

  @Test
  void sharesThatCannotBeAreWrongUsage() {
    CommandRun run =
        CommandRun.of("import", mapping.toString(), "--out", out(), "--held-out", "1.5");
    assertEquals(2, run.exit());
  }

  private String out() {
    return folder.resolve("meds").toString();
  }
}

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

/** What describe and validate say of a clinic with two patients. */
class DataCommandsTest {

  @TempDir Path folder;
  private Path mapping;

  @BeforeEach
  void threeVisitsOfTwoPatients() throws IOException {
    mapping =
        Files.writeString(
            folder.resolve("visits.sql"),
            """
            CREATE VIEW events AS SELECT * FROM (VALUES
              ('ann', DATE '2020-01-01', 'VISIT'), ('ann', DATE '2020-01-08', 'VISIT'),
              ('bob', DATE '2020-02-03', 'VISIT')) AS t(subject_id, time, code);
            """);
  }

  @Test
  void describeTellsWhatIsThere() {
    CommandRun run = CommandRun.of("describe", mapping.toString());
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("2 subjects (0 without events), 3 events"), run.out());
  }

  @Test
  void describeSpeaksJson() throws IOException {
    CommandRun run = CommandRun.of("describe", mapping.toString(), "--json");
    JsonNode profile = new ObjectMapper().readTree(run.out());
    assertEquals(2, profile.get("subjects").asInt());
  }

  @Test
  void validateFindsNothingInWhatImportWrote() {
    String meds = folder.resolve("meds").toString();
    assertEquals(0, CommandRun.of("import", mapping.toString(), "-o", meds).exit());
    CommandRun run = CommandRun.of("validate", meds);
    assertEquals(0, run.exit(), run.out());
    assertTrue(run.out().contains("valid (0 errors"), run.out());
  }

  @Test
  void validateFailsWhereARuleIsBroken() throws IOException {
    Path meds = folder.resolve("meds");
    assertEquals(0, CommandRun.of("import", mapping.toString(), "-o", meds.toString()).exit());
    Files.delete(meds.resolve("metadata/dataset.json"));
    CommandRun run = CommandRun.of("validate", meds.toString());
    assertEquals(1, run.exit(), run.out() + run.err());
  }
}

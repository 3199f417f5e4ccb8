package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.evaluation.Scores;
import org.pan.sequences.Dataset;
import org.pan.sequences.Split;

/** The demo on a cohort small enough to be learnt in seconds. */
class DemoCommandTest {

  private static final String HOME = "pan.home";

  @TempDir Path folder;
  private String home;

  @BeforeEach
  void aHomeWithASmallCohort() throws IOException {
    home = System.getProperty(HOME, "");
    Path mappings = Files.createDirectories(folder.resolve("home/examples/mappings"));
    Files.writeString(
        mappings.resolve("nafld.sql"),
        """
        CREATE VIEW events AS
        SELECT i AS subject_id, 7 * v + i % 3 AS time,
          CASE WHEN (i * v) % 3 = 0 THEN 'sbp' ELSE 'dx:htn' END AS code,
          CASE WHEN (i * v) % 3 = 0 THEN 110 + (i * 7 + v) % 40 END AS numeric_value
        FROM range(300) AS t(i), range(6) AS u(v) WHERE v <= i % 7;
        CREATE VIEW subjects AS
        SELECT i AS subject_id, 40 + i % 30 AS age, i % 2 AS male, 60 AS observation_end
        FROM range(300) AS t(i);
        """);
    System.setProperty(HOME, folder.resolve("home").toString());
  }

  @AfterEach
  void theHomeAsItWas() {
    if (home.isEmpty()) {
      System.clearProperty(HOME);
    } else {
      System.setProperty(HOME, home);
    }
  }

  @Test
  void heldOutPatientsJudgeAsManySyntheticOnes() throws IOException {
    Path out = folder.resolve("demo");
    CommandRun run = CommandRun.of("demo", "--out", out.toString(), "--max-time", "3s", "-q");
    assertEquals(0, run.exit(), run.err());
    Scores scores = Scores.read(out.resolve("report/scores.json"));
    long held;
    long learnt;
    try (Dataset real = Dataset.open(out.resolve("real"))) {
      held = real.subjectCount(Set.of(Split.HELD_OUT));
      learnt = real.subjectCount(Set.of(Split.TRAIN));
    }
    assertTrue(held > 20 && learnt > held, held + " and " + learnt);
    assertEquals(
        List.of(held, learnt, held),
        scores.provenance().sets().stream().map(Scores.Set::subjects).toList());
    assertEquals(List.of("synthetic"), scores.synthetic());
    String page = Files.readString(out.resolve("report/report.html"));
    assertTrue(page.contains("Is it safe?"), "a report");
    assertTrue(run.out().contains(out.resolve("report/report.html").toString()), run.out());
  }

  @Test
  void withoutTheCohortItIsOneLine() throws IOException {
    System.setProperty(HOME, folder.toString());
    CommandRun run = CommandRun.of("demo", "--out", folder.resolve("demo").toString(), "-q");
    assertEquals(1, run.exit());
    assertEquals(1, run.err().lines().count(), run.err());
  }
}

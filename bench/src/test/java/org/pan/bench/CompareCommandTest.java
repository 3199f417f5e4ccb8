package org.pan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.cli.Main;

class CompareCommandTest {

  /** Takes the training patients for drawn ones. */
  private static final String COPY = "copy=cp -r {train} {out} # {n}";

  /** Dies with its work half done. */
  private static final String KILLED =
      "killed=mkdir {out}; echo half > {out}/events.csv; kill -9 $$; cp -r {train} {out} # {n}";

  private static final String FAILING =
      "failing=echo 'ValueError: out of luck' >&2; exit 3 # {train} {n} {out}";

  private static final String GARBLED =
      "garbled=mkdir {out}; echo 'subject_id,nothing' > {out}/events.csv # {train} {n}";

  private static final String ABSENT = "absent=/no/such/python3.11 {train} {n} {out}";

  @TempDir private Path folder;

  /** A run of pan. */
  private record Run(int exit, String out, String err) {}

  private Run compare(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "compare",
                "--data",
                "clinic",
                "--subjects",
                "100",
                "--budget",
                "5s",
                "--out",
                folder.resolve("out").toString()));
    words.addAll(List.of(more));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            words.toArray(String[]::new));
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private JsonNode row(String generator) throws IOException {
    Path file = folder.resolve("out/runs/clinic").resolve(generator).resolve("row.json");
    return Json.tree(Files.readString(file)).orElseThrow();
  }

  @Test
  void whateverHappensToAPeerTheRestOfTheTableComes() throws IOException {
    Run run =
        compare(
            "--generators",
            "synthea,markov",
            "--generator",
            KILLED,
            "--generator",
            FAILING,
            "--generator",
            GARBLED,
            "--generator",
            ABSENT,
            "--judge",
            "lines=wc -l < {synthetic}/events.csv | sed 's/.*/{\"lines\": &}/' # {real} {train}",
            "--judge",
            "mute=echo nothing # {real} {train} {synthetic}");
    assertEquals(0, run.exit(), run.err());
    assertEquals("DONE", row("markov").path("status").asText());
    assertEquals(30, row("markov").path("subjects").asInt());
    assertEquals("ended by signal 9", row("killed").path("message").asText());
    assertEquals(
        "ended with code 3: ValueError: out of luck", row("failing").path("message").asText());
    assertTrue(row("garbled").path("message").asText().startsWith("what it drew cannot be judged"));
    assertTrue(row("absent").path("message").asText().contains("not found"));
    assertEquals("UNFIT", row("synthea").path("status").asText());

    // A header and a line an event.
    assertEquals(
        1 + row("markov").path("events").asInt(),
        row("markov").path("judges").path("lines").path("lines").asInt());
    assertEquals(
        "printed no JSON object of numbers", row("markov").path("silent").path("mute").asText());

    assertTrue(run.out().contains("- failing: ended with code 3: ValueError: out of luck"));
    assertTrue(run.out().contains("- synthea: cannot be fitted"), run.out());
    assertEquals(
        run.out().lines().filter(line -> line.startsWith("| markov |")).count(),
        Files.readAllLines(folder.resolve("out/BENCHMARKS.md")).stream()
            .filter(line -> line.startsWith("| markov |"))
            .count());
    String page = Files.readString(folder.resolve("out/comparison.html"));
    assertTrue(page.contains("out of luck"));
    assertFalse(
        page.contains("](") || page.contains("`"), "the page shows Markdown as it is typed");
    assertFalse(
        Files.readString(folder.resolve("out/results.json")).contains(folder.toString()),
        "the results say where they lay");
  }

  @Test
  void aRowThatIsDoneIsKeptAndOneThatFailedIsTriedAgain() throws IOException {
    Path luck = folder.resolve("luck");
    String sometimes =
        "sometimes=test -e %s && cp -r {train} {out} # {n}".formatted(luck.toAbsolutePath());
    String counted =
        "counted=echo x >> %s; cp -r {train} {out} # {n}".formatted(folder.resolve("count"));
    Run first = compareTwo(counted, sometimes, "mute=echo nothing # {real} {train} {synthetic}");
    assertEquals(0, first.exit(), first.err());
    assertEquals("FAILED", row("sometimes").path("status").asText());
    Files.createFile(luck);
    Run second =
        compareTwo(counted, sometimes, "late=echo '{\"heard\": 1}' # {real} {train} {synthetic}");
    assertEquals(0, second.exit(), second.err());
    assertTrue(second.err().contains("clinic, counted: kept from an earlier run"), second.err());
    assertEquals(1, Files.readAllLines(folder.resolve("count")).size());
    assertEquals("DONE", row("sometimes").path("status").asText());
    assertEquals(
        "printed no JSON object of numbers", row("counted").path("silent").path("mute").asText());
    for (String done : List.of("counted", "sometimes")) {
      assertEquals(1, row(done).path("judges").path("late").path("heard").asInt());
    }
  }

  private Run compareTwo(String one, String other, String judge) {
    return compare(
        "--generators", "synthea", "--generator", one, "--generator", other, "--judge", judge);
  }

  @Test
  void aCommandWithoutItsPlacesIsWrongUsage() {
    Run run = compare("--generator", "mine=python mine.py {train}");
    assertEquals(2, run.exit());
    assertTrue(run.err().contains("mine: its command lacks {n}"), run.err());
    assertEquals(2, compare("--generator", COPY, "--generator", COPY).exit());
  }

  @Test
  void anUnknownGeneratorIsNamed() {
    Run run = compare("--generators", "nobody");
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("nobody: no such generator; there are pan, markov"), run.err());
  }
}

package org.pan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.bench.growth.GrowthPage;
import org.pan.cli.Main;

class GrowthCommandTest {

  @TempDir private Path folder;

  private record Run(int exit, String out, String err) {}

  private static Run run(String... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    List<String> all = new ArrayList<>(List.of("growth"));
    all.addAll(List.of(words));
    int exit =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            all.toArray(String[]::new));
    return new Run(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void itMeasuresDrawsAndKeepsWhatItHasMeasured() throws IOException {
    Path out = folder.resolve("out");
    String[] words = {
      "--subjects",
      "200",
      "--points",
      "2",
      "--only",
      "^subjects: import|^vocabulary|^codes.*sample",
      "--out",
      out.toString()
    };
    Run first = run(words);
    assertEquals(0, first.exit, first.err);
    assertTrue(first.out.contains("| " + String.join(" | ", GrowthPage.COLUMNS) + " |"), first.out);
    assertEquals(first.out, Files.readString(out.resolve("growth.md")));
    assertTrue(Files.readString(out.resolve("growth.html")).contains("\"kind\":\"laws\""));

    JsonNode lines =
        Json.tree(Files.readString(out.resolve("growth.json"))).orElseThrow().path("lines");
    assertEquals(2, lines.size());
    JsonNode imports = lines.get(0).path("points");
    assertEquals(20, imports.get(0).path("size").path("subjects").asInt());
    assertEquals(2_000, imports.get(1).path("size").path("subjects").asInt());
    // 30 events a patient, of a Poisson process.
    double events = imports.get(1).path("cost").path("events").asDouble();
    assertEquals(60_000, events, 4 * Math.sqrt(60_000));
    JsonNode draws = lines.get(1).path("points");
    assertEquals(2_000, draws.get(1).path("size").path("vocabulary").asInt());
    for (JsonNode line : lines) {
      for (JsonNode point : line.path("points")) {
        assertEquals("", point.path("cost").path("fault").asText());
        assertTrue(point.path("cost").path("cpuSeconds").asDouble() > 0, point.toString());
        assertTrue(point.path("cost").path("peakBytes").asLong() > 50_000_000, point.toString());
      }
    }
    // What was worked on is gone, and nothing is measured twice.
    try (Stream<Path> kept = Files.walk(out.resolve("points"))) {
      assertTrue(kept.noneMatch(path -> path.endsWith("work")));
    }
    assertEquals(first.out, run(words).out);
  }

  @Test
  void tooLittleToMeasureIsSaid() {
    Run run = run("--points", "1", "--out", folder.toString());
    assertEquals(2, run.exit);
    assertTrue(run.err.contains("at least 200 patients and 2 points"), run.err);
  }

  @Test
  void whatIsNoRegularExpressionIsSaid() {
    Run run = run("--only", "[", "--out", folder.toString());
    assertEquals(2, run.exit);
    assertTrue(run.err.contains("[ is no regular expression: Unclosed character class."), run.err);
  }
}

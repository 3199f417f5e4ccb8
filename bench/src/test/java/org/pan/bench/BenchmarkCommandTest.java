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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pan.bench.micro.MicroMarkdown;
import org.pan.cli.Main;

class BenchmarkCommandTest {

  @TempDir private Path folder;

  /** Builds side by side don't wait for each other: no figure is looked at. */
  @BeforeAll
  static void unlock() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  private static JsonNode named(JsonNode results, String name) {
    return StreamSupport.stream(results.spliterator(), false)
        .filter(result -> result.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBenchmarkRunsInItsOwnJvmAndFillsItsRow() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "benchmark",
            "--subjects",
            "80",
            "--only",
            "encoding: encode|training step: code",
            "--warm-ups",
            "0",
            "--iterations",
            "1",
            "--time",
            "0.1s",
            "--out",
            folder.resolve("out").toString());
    assertEquals(0, exit, err.toString(StandardCharsets.UTF_8));
    String table = out.toString(StandardCharsets.UTF_8);
    assertTrue(
        table.contains("| " + String.join(" | ", MicroMarkdown.COLUMNS) + " |"),
        table + err.toString(StandardCharsets.UTF_8));
    assertEquals(table, Files.readString(folder.resolve("out/benchmarks.md")));

    JsonNode results =
        Json.tree(Files.readString(folder.resolve("out/benchmarks.json")))
            .orElseThrow()
            .path("results");
    // 2 n^3 operations on three matrices of four bytes a number.
    JsonNode product = named(results, "sgemm 512 x 512");
    assertEquals(2 * Math.pow(512, 3), product.path("flopPerUnit").asDouble(), 1);
    assertEquals(3 * 4 * 512 * 512, product.path("bytesPerUnit").asDouble(), 1);
    assertEquals(40, named(results, "encode").path("bytesPerUnit").asDouble(), 1e-6);
    JsonNode step = named(results, "code");
    assertTrue(step.path("unitsPerSecond").asDouble() > 0, step.toString());
    assertTrue(step.path("allocatedPerUnit").asDouble() > 0, step.toString());
    assertTrue(step.path("flopPerUnit").asDouble() > 0, step.toString());
    // Three passes over each layer: a multiple of 2 * 3.
    assertEquals(0, Math.IEEEremainder(step.path("flopPerUnit").asDouble(), 6), 1e-6);
  }

  @Test
  void whatIsNoRegularExpressionIsSaid() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream said = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertEquals(2, Main.run(said, said, "benchmark", "--only", "(", "--out", folder.toString()));
    String line = err.toString(StandardCharsets.UTF_8);
    assertTrue(line.contains("( is no regular expression: Unclosed group."), line);
  }
}

package org.pan.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.model.Pan;

/** What the documentation says can be typed, compiled and followed. */
class DocumentationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "node_modules");

  /** Commands that the bench adds, which tests that its pages are right. */
  private static final Set<String> OF_THE_BENCH = Set.of("compare", "benchmark", "growth");

  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)[^)]*\\)");

  static Stream<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !isElsewhere(ROOT.relativize(file)))
          .toList()
          .stream();
    }
  }

  private static boolean isElsewhere(Path file) {
    for (Path part : file) {
      if (NOT_OURS.contains(part.toString())
          || part.toString().startsWith("pan-demo")
          || part.toString().startsWith("pan-comparison")) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandShownCanBeTyped(Path page) {
    for (String line : blocks(page, "sh").flatMap(String::lines).toList()) {
      String command = line.replaceFirst("\\s+#.*", "").strip();
      if (command.startsWith("./pan ") || command.startsWith("pan ")) {
        String[] words = command.split("\\s+");
        if (OF_THE_BENCH.contains(words[1])) {
          continue;
        }
        assertDoesNotThrow(
            () -> Main.command(new Console(System.out, System.err)).parseArgs(tail(words)),
            command);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) {
    Path folder = page.resolveSibling("");
    LINK.matcher(read(page))
        .results()
        .map(link -> folder.resolve(link.group(1)))
        .forEach(target -> assertTrue(Files.exists(target), page + " links to " + target));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "import",
        "validate",
        "describe",
        "train",
        "sample",
        "forecast",
        "score",
        "evaluate",
        "inspect"
      })
  void theReferenceSaysWhatTheHelpSays(String command) {
    String help = CommandRun.of(command, "--help").out().strip();
    assertTrue(
        read(ROOT.resolve("docs/reference/commands.md"))
            .contains("## pan " + command + "\n\n```text\n" + help + "\n```"),
        help);
  }

  @Test
  void theExampleInTheReadmeIsTheOneThatIsCompiled() throws IOException {
    Path source = Path.of("src/test/java/org/pan/cli/WomenOverSixty.java");
    String compiled = Files.readString(source).replaceFirst("package .*;\\n\\n", "");
    assertEquals(List.of(compiled), blocks(ROOT.resolve("README.md"), "java").toList());
  }

  @Test
  void theExampleInTheReadmeRuns(@TempDir Path folder) throws IOException {
    Path mapping =
        Files.writeString(
            folder.resolve("my.sql"),
            """
            CREATE VIEW subjects AS
            SELECT i AS subject_id, CASE WHEN i % 2 = 0 THEN 'F' ELSE 'M' END AS sex, 40 + i % 40 AS age
            FROM range(200) AS t(i);
            CREATE VIEW events AS
            SELECT i AS subject_id, DATE '2020-01-06' + CAST(7 * v + i % 5 AS INTEGER) AS time, 'VISIT' AS code
            FROM range(200) AS t(i), range(4) AS u(v);
            """);
    PrintStream stdout = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      WomenOverSixty.draw(mapping, folder.resolve("model"), Duration.ofSeconds(5));
    } finally {
      System.setOut(stdout);
    }
    assertEquals(1_000, printed.toString(StandardCharsets.UTF_8).lines().count());
    try (Pan saved = Pan.load(folder.resolve("model"))) {
      assertFalse(saved.heads().isEmpty());
    }
  }

  private static Stream<String> blocks(Path page, String language) {
    return BLOCK
        .matcher(read(page))
        .results()
        .filter(block -> block.group(1).equals(language))
        .map((MatchResult block) -> block.group(2));
  }

  private static String[] tail(String[] words) {
    return Stream.of(words).skip(1).toArray(String[]::new);
  }

  private static String read(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package org.pan.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pan.cli.Main;

/** What the documentation says of the bench's commands. */
class BenchPagesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|'[^']*'|\\S+");

  /** What pan says to these words and {@code --help}: wrong options are wrong all the same. */
  private static String help(List<String> words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> all = new ArrayList<>(words);
    all.add("--help");
    int exit = Main.run(stream, stream, all.toArray(String[]::new));
    String said = out.toString(StandardCharsets.UTF_8).strip();
    assertEquals(0, exit, said);
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "benchmark", "growth"})
  void theReferenceSaysWhatTheHelpSays(String command) throws IOException {
    String help = help(List.of(command));
    assertTrue(
        Files.readString(ROOT.resolve("docs/reference/commands.md"))
            .contains("## pan " + command + "\n\n```text\n" + help + "\n```"),
        help);
    assertTrue(help(List.of()).contains("  " + command), "pan --help does not show " + command);
  }

  @Test
  void everyCommandShownCanBeTyped() throws IOException {
    List<Path> pages =
        List.of(
            ROOT.resolve("README.md"),
            ROOT.resolve("BENCHMARKS.md"),
            ROOT.resolve("docs/how-to/compare-generators.md"));
    int shown = 0;
    for (Path page : pages) {
      for (String line : Files.readAllLines(page)) {
        if (line.startsWith("./pan compare ")) {
          List<String> words =
              WORD.matcher(line.replaceFirst("\\s+#.*", ""))
                  .results()
                  .map(word -> word.group().replaceAll("^[\"']|[\"']$", ""))
                  .toList();
          help(words.subList(1, words.size()));
          shown++;
        }
      }
    }
    assertTrue(shown > 2, "only " + shown + " commands are shown");
  }
}

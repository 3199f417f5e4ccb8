package org.pan.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.pan.evaluation.internal.Measures;

/** What the page on metrics says of the figures there are. */
class MetricsPageTest {

  private static final Path PAGE = Path.of("../docs/reference/metrics.md");

  private static List<Definition> definitions() {
    return Measures.all().stream().flatMap(measure -> measure.figures().stream()).toList();
  }

  @Test
  void everyFigureIsExplainedWithItsTolerance() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (Definition definition : definitions()) {
      String row =
          lines.stream()
              .filter(line -> line.startsWith("| `" + definition.id() + "` |"))
              .findFirst()
              .orElse("");
      assertTrue(row.endsWith(" | " + tolerance(definition) + " |"), definition.id() + ": " + row);
    }
  }

  @Test
  void everyFigureHasANameOfItsOwn() {
    List<String> ids = definitions().stream().map(Definition::id).toList();
    assertEquals(ids.size(), new HashSet<>(ids).size());
  }

  private static String tolerance(Definition definition) {
    return Double.isNaN(definition.tolerance())
        ? "–"
        : String.format(Locale.ROOT, "%s", definition.tolerance()).replaceFirst("^0", "");
  }
}

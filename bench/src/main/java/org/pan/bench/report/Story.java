package org.pan.bench.report;

import java.util.List;
import java.util.function.UnaryOperator;
import org.pan.bench.compare.Results;
import org.pan.bench.compare.Settings;

/** What a reader has to know of a comparison before the tables. */
final class Story {

  private Story() {}

  /**
   * Paragraphs.
   *
   * @param code how the name of a command is set off
   * @param metrics names the page that says what the figures are
   */
  static List<String> paragraphs(Results results, UnaryOperator<String> code, String metrics) {
    Settings settings = results.settings();
    return List.of(
        "Written by "
            + code.apply("pan compare")
            + " on "
            + results.machine().date()
            + ": "
            + results.machine()
            + ". PAN "
            + results.machine().pan()
            + ", seed "
            + settings.seed()
            + ".",
        "Every generator learnt from the same patients in at most %,d seconds of CPU time%s, then drew as many patients as were held out. They were judged by the same held-out patients."
            .formatted(settings.budgetSeconds(), settings.pinned() ? ", on one core" : ""),
        "What the figures are stands in "
            + metrics
            + "; TV, KS, C2ST, gap and bigram are distances, best where "
            + Tables.CHANCE
            + " is. CPU time and memory are those of all processes of a generator, starting up included; a second of drawing includes loading the model and writing the tables.");
  }

  /** What each generator is. */
  static List<String> generators(Results results) {
    return results.rows().stream()
        .map(row -> row.generator() + ": " + row.title())
        .distinct()
        .toList();
  }
}

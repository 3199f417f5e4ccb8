package org.pan.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.bench.compare.Results;
import org.pan.bench.compare.Settings;

/** What a reader has to know of a comparison before the tables. */
final class Story {

  private Story() {}

  /** Paragraphs. */
  static List<String> lines(Results results) {
    List<String> lines = new ArrayList<>();
    Settings settings = results.settings();
    lines.add(
        "Written by `pan compare` on "
            + results.machine().date()
            + ": "
            + results.machine()
            + ". PAN "
            + results.machine().pan()
            + ", seed "
            + settings.seed()
            + ".");
    lines.add(
        "Every generator learnt from the same patients in at most %,d seconds of CPU time%s, then drew as many patients as were held out. They were judged by the same held-out patients."
            .formatted(settings.budgetSeconds(), settings.pinned() ? ", on one core" : ""));
    lines.add(
        "What the figures are stands in [metrics](docs/reference/metrics.md); TV, KS, C2ST, gap and bigram are distances, best where "
            + Tables.CHANCE
            + " is. CPU time and memory are those of all processes of a generator, starting up included; a second of drawing includes loading the model and writing the tables.");
    Map<String, String> titles = new LinkedHashMap<>();
    results.rows().forEach(row -> titles.putIfAbsent(row.generator(), row.title()));
    StringBuilder who = new StringBuilder();
    titles.forEach(
        (name, title) -> who.append("- ").append(name).append(": ").append(title).append('\n'));
    lines.add(who.toString().stripTrailing());
    return lines;
  }
}

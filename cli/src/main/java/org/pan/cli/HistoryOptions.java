package org.pan.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pan.sampling.Acceptance;
import org.pan.sampling.History;
import org.pan.sequences.encoding.Encoding;
import picocli.CommandLine.Option;

/** What must or must not have happened to the patients to draw. */
final class HistoryOptions {

  private static final String BEFORE = " before ";

  @Option(
      names = "--ever",
      paramLabel = "CODE",
      description =
          "Only patients who have this code, or with \"CODE before DAY\" have it before that day."
              + " May be repeated: all must hold.")
  private List<String> ever = new ArrayList<>();

  @Option(
      names = "--never",
      paramLabel = "CODE",
      description = "Only patients who never have it, or not before that day. May be repeated.")
  private List<String> never = new ArrayList<>();

  /** The wanted history. */
  History history() {
    History history = History.ANY;
    for (String text : ever) {
      history = history.and(clause(text, true));
    }
    for (String text : never) {
      history = history.and(clause(text, false));
    }
    return history;
  }

  private static History.Clause clause(String text, boolean wanted) {
    int at = text.lastIndexOf(BEFORE);
    return at < 0
        ? new History.Clause(text.strip(), wanted, null)
        : new History.Clause(
            text.substring(0, at).strip(), wanted, text.substring(at + BEFORE.length()).strip());
  }

  /** A sentence for each wanted code that few training subjects have. */
  List<String> warnings(Encoding encoding) {
    List<String> warnings = new ArrayList<>();
    for (History.Clause clause : history().clauses()) {
      int subjects =
          encoding.codeIds(clause.code()).stream()
              .mapToInt(id -> encoding.codes().entry(id).subjects())
              .sum();
      if (clause.wanted() && subjects < Support.FEW) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "%s rests on %,d of %,d training subjects.",
                clause.code(),
                subjects,
                encoding.report().subjects()));
      }
    }
    return warnings;
  }

  /** What it took to draw them; null where anything went. */
  @Nullable String report(Acceptance acceptance) {
    return ever.isEmpty() && never.isEmpty()
        ? null
        : String.format(
            Locale.ROOT,
            "%,d of %,d drawn had the wanted history (%.3g %%); each is a draw of its own, so that"
                + " the effective sample size is %,d.",
            acceptance.accepted(),
            acceptance.drawn(),
            100 * acceptance.rate(),
            acceptance.accepted());
  }
}

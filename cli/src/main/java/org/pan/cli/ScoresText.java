package org.pan.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.pan.evaluation.Family;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Reading;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;

/** Scores as a table: a row a figure, a column a set, a mark where a set is worse than chance. */
record ScoresText(Scores scores) {

  /** Prints the figures that apply, and how many are good of each set. */
  void print(PrintWriter out) {
    Table table = new Table();
    table.row(header());
    for (Family family : Family.values()) {
      List<Figure> figures =
          scores.figures().stream()
              .filter(figure -> figure.definition().family() == family)
              .filter(figure -> !figure.readings().isEmpty())
              .toList();
      if (!figures.isEmpty()) {
        table.row(family.title());
        figures.forEach(figure -> table.row(row(figure)));
      }
    }
    table.print(out);
    out.println();
    out.println("! perhaps worse than another real sample, !! clearly worse");
    for (String set : scores.synthetic()) {
      out.printf(
          "%s: %d figures as good as another real sample, %d perhaps worse, %d clearly worse%n",
          set,
          scores.count(set, Verdict.GREEN),
          scores.count(set, Verdict.AMBER),
          scores.count(set, Verdict.RED));
    }
  }

  private String[] header() {
    List<String> cells = new ArrayList<>(List.of("", "real"));
    if (oneChance()) {
      cells.add("chance");
    }
    for (String set : scores.synthetic()) {
      cells.add(set + "   ");
      if (!oneChance()) {
        cells.add("chance");
      }
    }
    return cells.toArray(String[]::new);
  }

  /** Whether one more real sample is of one size for all sets. */
  private boolean oneChance() {
    return scores.figures().stream()
        .allMatch(
            figure ->
                figure.readings().stream()
                    .allMatch(reading -> reading.chance().equals(figure.chance())));
  }

  private String[] row(Figure figure) {
    List<String> cells = new ArrayList<>();
    cells.add("  " + figure.definition().title());
    cells.add(number(figure.real()));
    if (oneChance()) {
      cells.add(number(figure.chance().value()));
    }
    for (Reading reading : figure.readings()) {
      cells.add(number(reading.estimate().value()) + mark(reading.verdict()));
      if (!oneChance()) {
        cells.add(number(reading.chance().value()));
      }
    }
    return cells.toArray(String[]::new);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : "%.4f".formatted(value);
  }

  private static String mark(Verdict verdict) {
    return switch (verdict) {
      case RED -> " !!";
      case AMBER -> " ! ";
      case GREEN, NONE -> "   ";
    };
  }
}

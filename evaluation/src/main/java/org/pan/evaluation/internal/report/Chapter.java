package org.pan.evaluation.internal.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pan.evaluation.Chart;
import org.pan.evaluation.Estimate;
import org.pan.evaluation.Family;
import org.pan.evaluation.Figure;
import org.pan.evaluation.Reading;
import org.pan.evaluation.Scores;
import org.pan.evaluation.Verdict;

/**
 * The figures of a family.
 *
 * @param title the family's name, also the chapter's anchor
 * @param intro what it is about
 * @param rows its figures
 * @param missing titles of figures that do not apply, by the reason why
 * @param drawings its charts
 * @param grids its tables beside figures
 */
public record Chapter(
    String title,
    String intro,
    List<Row> rows,
    Map<String, List<String>> missing,
    List<Drawing> drawings,
    List<Chart.Grid> grids) {

  /**
   * A figure.
   *
   * @param cells one for each set
   * @param chance what another real sample would get that is as large as the largest set
   * @param best the best value, in words
   */
  public record Row(
      String id, String title, String note, List<Cell> cells, Cell chance, String best) {

    /** The same, its note left out where a row before says it already. */
    Row after(List<Row> rows) {
      boolean said = rows.stream().anyMatch(row -> row.note.equals(note));
      return said ? new Row(id, title, "", cells, chance, best) : this;
    }
  }

  /**
   * A value, its interval and its light; empty text where there is none.
   *
   * @param chance what another real sample as large as this set would get, where that is another
   *     than is shown for the largest set
   */
  public record Cell(String value, String interval, Light light, String chance) {}

  /**
   * A chart to be drawn by the page's script.
   *
   * @param figure title of the figure it stands beside
   * @param index its place in the page's data
   */
  public record Drawing(String figure, String title, int index) {}

  /**
   * The chapter of a family.
   *
   * @param charts takes in the charts to draw
   */
  static Chapter of(Family family, Scores scores, List<Chart> charts) {
    List<Row> rows = new ArrayList<>();
    Map<String, List<String>> missing = new LinkedHashMap<>();
    List<Drawing> drawings = new ArrayList<>();
    List<Chart.Grid> grids = new ArrayList<>();
    for (Figure figure : scores.figures()) {
      if (figure.definition().family() != family) {
        continue;
      }
      String title = figure.definition().title();
      if (figure.readings().isEmpty()) {
        missing.computeIfAbsent(figure.note(), why -> new ArrayList<>()).add(title);
      } else {
        rows.add(row(figure, scores.synthetic()).after(rows));
      }
      for (Chart chart : figure.charts()) {
        if (chart instanceof Chart.Grid grid) {
          grids.add(grid);
        } else {
          drawings.add(new Drawing(title, chart.title(), charts.size()));
          charts.add(chart);
        }
      }
    }
    return new Chapter(family.title(), Question.of(family).intro(), rows, missing, drawings, grids);
  }

  private static Row row(Figure figure, List<String> sets) {
    List<Cell> cells =
        sets.stream()
            .map(
                set ->
                    figure
                        .reading(set)
                        .map(reading -> cell(figure, reading))
                        .orElse(cell(Estimate.NONE, Verdict.NONE, "")))
            .toList();
    String title = figure.definition().title();
    String unit = figure.definition().unit();
    return new Row(
        figure.definition().id(),
        unit.isEmpty() ? title : title + ", " + unit,
        figure.note(),
        cells,
        cell(figure.chance(), Verdict.NONE, ""),
        best(figure));
  }

  private static Cell cell(Figure figure, Reading reading) {
    boolean own = !reading.chance().equals(figure.chance());
    return cell(
        reading.estimate(),
        reading.verdict(),
        own && Double.isFinite(reading.chance().value())
            ? "another real sample as large as this: " + Digits.of(reading.chance().value())
            : "");
  }

  private static Cell cell(Estimate estimate, Verdict verdict, String chance) {
    return new Cell(
        Digits.of(estimate.value()), Digits.interval(estimate), Light.of(verdict), chance);
  }

  /** The ideal in words; nothing is below zero. */
  private static String brief(Figure figure, String beyond) {
    double ideal = figure.definition().ideal();
    String text = Digits.brief(ideal);
    return text.isEmpty() || ideal == 0 ? text : text + beyond;
  }

  private static String best(Figure figure) {
    return switch (figure.definition().goal()) {
      case LOWEST -> brief(figure, " or less");
      case HIGHEST, IDEAL -> brief(figure, "");
      case REAL -> Digits.of(figure.real()) + ", the real value";
    };
  }
}

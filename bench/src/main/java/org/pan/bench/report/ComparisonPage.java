package org.pan.bench.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.List;
import java.util.function.UnaryOperator;
import org.pan.bench.compare.Results;

/** A comparison as a page that needs nothing else. */
public final class ComparisonPage {

  private static final String TEMPLATES = "org.pan.bench.report.templates";

  /**
   * All that the template shows.
   *
   * @param story paragraphs before the tables
   * @param generators what each is
   * @param command that runs it again
   */
  public record Content(
      List<String> story, List<String> generators, String command, List<Part> parts) {}

  /** A data set with its tables. */
  public record Part(String name, String about, List<Sheet> sheets, List<String> notes) {}

  /** A table. */
  public record Sheet(String title, List<String> header, List<Line> rows) {}

  /**
   * A row of a table.
   *
   * @param name of the row
   * @param cells beside it
   */
  public record Line(String name, List<Cell> cells) {}

  /**
   * A cell.
   *
   * @param text what stands in it
   * @param percent length of its bar
   */
  public record Cell(String text, double percent) {}

  private ComparisonPage() {}

  /**
   * The page as HTML.
   *
   * @param command that runs the comparison again
   */
  public static String of(Results results, String command) {
    Content content =
        new Content(
            Story.paragraphs(results, UnaryOperator.identity(), "docs/reference/metrics.md"),
            Story.generators(results),
            command,
            Tables.of(results).stream().map(ComparisonPage::part).toList());
    StringOutput html = new StringOutput();
    TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES)
        .render("comparison.jte", content, html);
    return html.toString();
  }

  private static Part part(Tables.Section section) {
    return new Part(
        section.name(),
        section.about(),
        section.grids().stream().map(ComparisonPage::sheet).toList(),
        section.notes());
  }

  private static Sheet sheet(Tables.Grid grid) {
    List<Line> lines =
        grid.rows().stream()
            .map(
                row ->
                    new Line(
                        row.get(0),
                        java.util.stream.IntStream.range(1, row.size())
                            .mapToObj(i -> new Cell(row.get(i), percent(grid, i, row.get(i))))
                            .toList()))
            .toList();
    return new Sheet(grid.title(), grid.header(), lines);
  }

  /** A bar is as long as the cell is of the greatest in its column. */
  private static double percent(Tables.Grid grid, int column, String cell) {
    double most = grid.rows().stream().mapToDouble(row -> number(row.get(column))).max().orElse(0);
    double value = number(cell);
    return most > 0 && value > 0 ? 100 * value / most : 0;
  }

  private static double number(String cell) {
    try {
      return Double.parseDouble(cell.replace(",", ""));
    } catch (NumberFormatException words) {
      return 0;
    }
  }
}

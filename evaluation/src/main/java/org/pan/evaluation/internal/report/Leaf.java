package org.pan.evaluation.internal.report;

import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import org.pan.evaluation.Chart;
import org.pan.evaluation.ChartPage;

/**
 * All that the template of a page of charts shows.
 *
 * @param data the charts as JSON, safe inside a script element
 */
public record Leaf(String title, List<String> paragraphs, List<Part> parts, String data) {

  /**
   * A section.
   *
   * @param drawings what a script draws
   * @param grids what the template writes
   */
  public record Part(String title, List<Drawing> drawings, List<Chart.Grid> grids) {}

  /**
   * A chart.
   *
   * @param index its place in the data
   */
  public record Drawing(String title, int index) {}

  /** Numbers the charts through. */
  public static Leaf of(ChartPage page) {
    List<Chart> charts = new ArrayList<>();
    List<Part> parts = new ArrayList<>();
    for (ChartPage.Section section : page.sections()) {
      List<Drawing> drawings = new ArrayList<>();
      List<Chart.Grid> grids = new ArrayList<>();
      for (Chart chart : section.charts()) {
        if (chart instanceof Chart.Grid grid) {
          grids.add(grid);
        } else {
          drawings.add(new Drawing(chart.title(), charts.size()));
          charts.add(chart);
        }
      }
      parts.add(new Part(section.title(), drawings, grids));
    }
    String data = Page.json(new Page.Data(List.of(), charts, List.of()));
    return new Leaf(page.title(), page.paragraphs(), parts, data);
  }

  /** The page as HTML. */
  public String html() {
    StringOutput html = new StringOutput(2_000_000);
    Page.templates().render("charts.jte", this, html);
    return html.toString();
  }
}

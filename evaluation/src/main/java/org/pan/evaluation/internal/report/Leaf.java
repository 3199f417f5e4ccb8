package org.pan.evaluation.internal.report;

import gg.jte.output.StringOutput;
import java.util.ArrayList;
import java.util.List;
import org.pan.evaluation.Chart;

/**
 * A page of fans.
 *
 * @param paragraphs what stands above them
 * @param all fans of the patients together
 * @param single fans of some patients each
 */
public record Leaf(List<String> paragraphs, List<Chart.Fan> all, List<Chart.Fan> single) {

  /** The charts as JSON, safe inside a script element. */
  public String data() {
    List<Chart> charts = new ArrayList<>(all);
    charts.addAll(single);
    return Page.json(new Page.Data(List.of(), charts, List.of()));
  }

  /** The page as HTML. */
  public String html() {
    StringOutput html = new StringOutput(2_000_000);
    Page.templates().render("forecast.jte", this, html);
    return html.toString();
  }
}

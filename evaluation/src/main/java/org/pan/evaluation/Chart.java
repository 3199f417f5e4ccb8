package org.pan.evaluation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What to draw beside a figure, as data. Series stand in the order real, chance, synthetic. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Chart.Bars.class, name = "bars"),
  @JsonSubTypes.Type(value = Chart.Curves.class, name = "curves"),
  @JsonSubTypes.Type(value = Chart.Heatmap.class, name = "heatmap"),
  @JsonSubTypes.Type(value = Chart.Ranking.class, name = "ranking"),
  @JsonSubTypes.Type(value = Chart.Grid.class, name = "grid"),
  @JsonSubTypes.Type(value = Chart.Fan.class, name = "fan"),
  @JsonSubTypes.Type(value = Chart.Laws.class, name = "laws")
})
public sealed interface Chart {

  /** What it shows. */
  String title();

  /**
   * Values of one set.
   *
   * @param name {@code real}, {@code chance} or the synthetic set's name
   * @param values one for each place on the axis; NaN where there is none
   */
  record Series(String name, double[] values) {}

  /**
   * Bars side by side.
   *
   * @param categories what stands under the bars
   * @param yLabel what their height is
   */
  record Bars(String title, List<String> categories, String yLabel, List<Series> series)
      implements Chart {}

  /**
   * Lines over a common axis.
   *
   * @param x places on the axis, ascending
   */
  record Curves(String title, String xLabel, double[] x, String yLabel, List<Series> series)
      implements Chart {}

  /**
   * A coloured table of one set or of a difference.
   *
   * @param values by row, then column; NaN where there is none
   */
  record Heatmap(String title, List<String> rows, List<String> columns, double[][] values)
      implements Chart {}

  /**
   * Bars that lie down, the longest first, of one set.
   *
   * @param set whose they are
   */
  record Ranking(String title, String set, List<String> labels, double[] values) implements Chart {}

  /**
   * A table of text and numbers.
   *
   * @param columns the header
   * @param rows cells as text
   */
  record Grid(String title, List<String> columns, List<List<String>> rows) implements Chart {}

  /**
   * A line that was, and where it may go from there.
   *
   * @param pastX places of the line, ascending
   * @param past its heights
   * @param x places of what may come, ascending
   * @param median of what may come
   * @param bands about it, the widest first
   */
  record Fan(
      String title,
      String xLabel,
      String yLabel,
      double[] pastX,
      double[] past,
      double[] x,
      double[] median,
      List<Band> bands)
      implements Chart {}

  /**
   * Where a central share of what may come lies.
   *
   * @param percent the share
   * @param low lower ends
   * @param high upper ends
   */
  record Band(int percent, double[] low, double[] high) {}

  /**
   * Points and the laws fitted to them, over two logarithmic axes.
   *
   * @param laws side by side
   */
  record Laws(String title, String xLabel, String yLabel, List<Law> laws) implements Chart {}

  /**
   * What was measured of one thing.
   *
   * @param x places, ascending, above 0
   * @param y what was measured there, above 0
   * @param fitted what the law says there
   */
  record Law(String name, double[] x, double[] y, double[] fitted) {}
}

package org.pan.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pan.evaluation.internal.report.Leaf;

/** Fans of patients' futures as one HTML page that needs nothing else. It shows real pasts. */
public final class ForecastPage {

  private final Leaf leaf;

  /**
   * @param paragraphs what the page is to say of itself
   * @param all of the patients together
   * @param single of some patients each
   */
  public ForecastPage(List<String> paragraphs, List<Chart.Fan> all, List<Chart.Fan> single) {
    leaf = new Leaf(paragraphs, all, single);
  }

  /** As HTML. */
  public String toHtml() {
    return leaf.html();
  }

  /**
   * Writes the page.
   *
   * @throws IOException if the file cannot be written
   */
  public void write(Path file) throws IOException {
    Files.writeString(file, toHtml());
  }
}

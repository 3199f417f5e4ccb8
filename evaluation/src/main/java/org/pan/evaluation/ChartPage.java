package org.pan.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.pan.evaluation.internal.report.Leaf;

/**
 * Charts and tables as one HTML page that needs nothing else.
 *
 * @param title of the page
 * @param paragraphs what it says of itself
 * @param sections in their order
 */
public record ChartPage(String title, List<String> paragraphs, List<Section> sections) {

  /**
   * A part of the page.
   *
   * @param title of the part
   * @param charts those that are tables stand after those that are drawn
   */
  public record Section(String title, List<Chart> charts) {
    public Section {
      charts = List.copyOf(charts);
    }
  }

  public ChartPage {
    paragraphs = List.copyOf(paragraphs);
    sections = List.copyOf(sections);
  }

  /** As HTML. */
  public String toHtml() {
    return Leaf.of(this).html();
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

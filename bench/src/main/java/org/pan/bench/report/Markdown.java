package org.pan.bench.report;

import org.pan.bench.compare.Results;
import org.pan.bench.report.Tables.Grid;
import org.pan.bench.report.Tables.Section;

/** A comparison as Markdown: the machine, how it was run, the tables, how to run it again. */
public final class Markdown {

  private Markdown() {}

  /**
   * The page.
   *
   * @param command that runs the comparison again
   */
  public static String of(Results results, String command) {
    StringBuilder page = new StringBuilder("# Benchmarks\n\n");
    Story.paragraphs(results, name -> "`" + name + "`", "[metrics](docs/reference/metrics.md)")
        .forEach(paragraph -> page.append(paragraph).append("\n\n"));
    Story.generators(results).forEach(line -> page.append("- ").append(line).append('\n'));
    page.append('\n');
    page.append("To run it again:\n\n```sh\n").append(command).append("\n```\n");
    Tables.of(results).forEach(section -> add(page, section));
    return page.toString();
  }

  private static void add(StringBuilder page, Section section) {
    page.append("\n## ").append(section.name()).append("\n\n").append(section.about()).append('\n');
    for (Grid grid : section.grids()) {
      page.append("\n**").append(grid.title()).append("**\n\n");
      page.append(new TextTable(grid.header(), grid.rows()).markdown());
    }
    if (!section.notes().isEmpty()) {
      page.append('\n');
      section.notes().forEach(note -> page.append("- ").append(note).append('\n'));
    }
  }
}

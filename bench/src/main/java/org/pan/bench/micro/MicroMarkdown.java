package org.pan.bench.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pan.bench.report.TextTable;

/** Benchmarks as Markdown: what they mean, what the machine can do, a table for each data set. */
public final class MicroMarkdown {

  /** Titles of the columns of a table. */
  public static final List<String> COLUMNS =
      List.of(
          "benchmark",
          "unit",
          "ns / unit",
          "units / s",
          "± %",
          "FLOP / unit",
          "bytes / unit",
          "FLOP / byte",
          "GFLOP/s",
          "GB/s",
          "% of limit",
          "allocated B / unit");

  private static final double GIGA = 1e9;

  private MicroMarkdown() {}

  /**
   * The section.
   *
   * @param command that runs it again
   */
  public static String of(MicroResults results, String command) {
    StringBuilder page = new StringBuilder("## Hot paths\n\n");
    MicroSettings settings = results.settings();
    page.append(
        """
        Written by `pan benchmark` on %s: %s. PAN %s, JMH forks: %d, of %d iterations of %.1f s each after %d to warm up; one Java \
        thread, PyTorch threads: %d.

        FLOP are those of the matrix products, counted from their shapes (2 x in x out a row and layer; three times that in a step \
        of training), bytes those of weights, rows and what layers read and write, or of the events (20 bytes: time, code, number) \
        and files themselves, each touched once. The limit is what the shapes allow on this machine: the lower of the greatest sgemm \
        measured, **%.1f GFLOP/s**, and FLOP / byte times the memory's **%.1f GB/s**; without FLOP, the memory alone. Allocated is \
        the Java heap (JMH's gc profiler). A unit of evaluation is an event of the sets, and reading the sets is part of each figure.
        """
            .formatted(
                results.machine().date(),
                results.machine(),
                results.machine().pan(),
                settings.forks(),
                settings.iterations(),
                settings.millis() / 1e3,
                settings.warmUps(),
                results.threads(),
                results.peakFlop() / GIGA,
                results.peakBytes() / GIGA));
    page.append("\nTo run it again:\n\n```sh\n").append(command).append("\n```\n");
    add(page, "The machine", "", results);
    results
        .data()
        .forEach(
            data ->
                add(
                    page,
                    "%s: %,d patients to learn from, %,d events"
                        .formatted(data.name(), data.trainSubjects(), data.trainEvents()),
                    data.name(),
                    results));
    return page.toString();
  }

  private static void add(StringBuilder page, String title, String data, MicroResults results) {
    List<List<String>> rows = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (MicroResult result : results.results()) {
      if (!result.data().equals(data)) {
        continue;
      }
      if (result.succeeded()) {
        rows.add(row(result, results));
      } else {
        faults.add("- %s: %s: %s\n".formatted(result.area(), result.name(), result.fault()));
      }
    }
    if (!rows.isEmpty()) {
      page.append("\n**").append(title).append("**\n\n");
      page.append(new TextTable(COLUMNS, rows).markdown());
    }
    if (!faults.isEmpty()) {
      page.append('\n');
      faults.forEach(page::append);
    }
  }

  private static List<String> row(MicroResult result, MicroResults results) {
    double second = result.unitsPerSecond();
    boolean products = result.flopPerUnit() > 0;
    return List.of(
        result.area() + ": " + result.name(),
        result.unit(),
        number(GIGA / second),
        number(second),
        number(100 * result.error() / second),
        products ? number(result.flopPerUnit()) : "",
        number(result.bytesPerUnit()),
        products ? number(result.intensity()) : "",
        products ? number(second * result.flopPerUnit() / GIGA) : "",
        number(second * result.bytesPerUnit() / GIGA),
        number(100 * results.shareOfLimit(result)),
        number(result.allocatedPerUnit()));
  }

  /** Three digits. */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      return "";
    }
    if (Math.abs(value) >= 100) {
      return String.format(Locale.ROOT, "%,d", Math.round(value));
    }
    if (Math.abs(value) >= 10) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return Math.abs(value) >= .01 || value == 0
        ? String.format(Locale.ROOT, "%.2f", value)
        : String.format(Locale.ROOT, "%.1e", value);
  }
}

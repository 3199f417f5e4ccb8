package org.pan.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pan.bench.compare.Results;
import org.pan.bench.compare.Row;
import org.pan.bench.data.Division;
import org.pan.sequences.TimeMode;

/** The tables of a comparison, as text. */
final class Tables {

  /** The row of what one more real sample gets. */
  static final String CHANCE = "another real sample";

  /**
   * A table.
   *
   * @param title what it shows
   * @param header titles of its columns
   * @param rows cells; the first is the name of the row
   */
  record Grid(String title, List<String> header, List<List<String>> rows) {}

  /**
   * All of a data set.
   *
   * @param name of the data
   * @param about its size, in a sentence
   * @param grids its tables
   * @param notes what generators say, those without figures why
   */
  record Section(String name, String about, List<Grid> grids, List<String> notes) {}

  private Tables() {}

  static List<Section> of(Results results) {
    return results.data().stream().map(data -> section(data, results.rows(data))).toList();
  }

  private static Section section(Division data, List<Row> rows) {
    List<Grid> grids = new ArrayList<>();
    List<Row> done = rows.stream().filter(Row::done).toList();
    add(grids, "Quality", Column.quality(), done);
    add(grids, "Calendar", Column.calendar(), done);
    add(grids, "Privacy", Column.privacy(), done);
    add(grids, "Figures as good as those of another real sample", Column.verdicts(), done);
    add(grids, "Cost", Column.cost(), rows);
    for (String judge : judges(done)) {
      grids.add(outside(judge, done));
    }
    return new Section(data.name(), about(data), grids, notes(rows));
  }

  private static String about(Division data) {
    return "%,d patients to learn from (%,d events), %,d to judge by (%,d events); %s."
        .formatted(
            data.trainSubjects(),
            data.trainEvents(),
            data.holdoutSubjects(),
            data.holdoutEvents(),
            data.timeMode() == TimeMode.ABSOLUTE ? "dates" : "days from each patient's day zero");
  }

  private static void add(List<Grid> grids, String title, List<Column> columns, List<Row> rows) {
    List<Column> shown =
        columns.stream()
            .filter(column -> rows.stream().anyMatch(row -> !column.cell().apply(row).isEmpty()))
            .toList();
    if (shown.isEmpty()) {
      return;
    }
    List<String> header = new ArrayList<>(List.of("generator"));
    shown.forEach(column -> header.add(column.title()));
    List<List<String>> cells = new ArrayList<>();
    List<String> chance = new ArrayList<>(List.of(CHANCE));
    shown.forEach(column -> chance.add(column.chance().apply(rows.get(0))));
    if (chance.stream().skip(1).anyMatch(cell -> !cell.isEmpty())) {
      cells.add(chance);
    }
    for (Row row : rows) {
      List<String> line = new ArrayList<>(List.of(row.generator()));
      shown.forEach(column -> line.add(column.cell().apply(row)));
      cells.add(line);
    }
    grids.add(new Grid(title, header, cells));
  }

  private static Set<String> judges(List<Row> rows) {
    Set<String> judges = new TreeSet<>();
    rows.forEach(row -> judges.addAll(row.judges().keySet()));
    return judges;
  }

  /** An outside judge's figures: a row a figure, since it may have many. */
  private static Grid outside(String judge, List<Row> rows) {
    List<String> header = new ArrayList<>(List.of("figure"));
    Map<String, List<String>> cells = new LinkedHashMap<>();
    rows.forEach(
        row ->
            row.judges()
                .getOrDefault(judge, Map.of())
                .keySet()
                .forEach(name -> cells.put(name, new ArrayList<>(List.of(name)))));
    for (Row row : rows) {
      header.add(row.generator());
      Map<String, Double> said = row.judges().getOrDefault(judge, Map.of());
      cells.forEach(
          (name, line) -> line.add(said.containsKey(name) ? Column.figure(said.get(name)) : ""));
    }
    return new Grid("Judge " + judge, header, List.copyOf(cells.values()));
  }

  private static List<String> notes(List<Row> rows) {
    List<String> notes = new ArrayList<>();
    for (Row row : rows) {
      if (!row.message().isEmpty()) {
        notes.add(row.generator() + ": " + row.message());
      }
      row.silent()
          .forEach(
              (judge, why) -> notes.add("%s, judge %s: %s".formatted(row.generator(), judge, why)));
    }
    return notes;
  }
}

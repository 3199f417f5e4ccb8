package org.pan.bench.compare;

import java.util.List;
import org.pan.bench.data.Division;

/**
 * What came of a comparison.
 *
 * @param settings under which all ran
 * @param machine on which
 * @param data the data sets
 * @param rows of every pair, data set by data set
 */
public record Results(Settings settings, Machine machine, List<Division> data, List<Row> rows) {

  public Results {
    data = List.copyOf(data);
    rows = List.copyOf(rows);
  }

  /** The rows of a data set. */
  public List<Row> rows(Division of) {
    return rows.stream().filter(row -> row.data().equals(of.name())).toList();
  }
}

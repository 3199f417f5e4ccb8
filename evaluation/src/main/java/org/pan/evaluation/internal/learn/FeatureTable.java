package org.pan.evaluation.internal.learn;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows of numbers under named columns.
 *
 * @param names of the columns
 * @param values row after row; NaN where a value is missing
 * @param rows number of rows
 */
public record FeatureTable(List<String> names, float[] values, int rows) {

  /** Number of columns. */
  public int columns() {
    return names.size();
  }

  /** One value. */
  public float at(int row, int column) {
    return values[row * names.size() + column];
  }

  /** Some rows, in the order given. */
  public FeatureTable rows(int[] chosen) {
    int width = names.size();
    float[] some = new float[chosen.length * width];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(values, chosen[i] * width, some, i * width, width);
    }
    return new FeatureTable(names, some, chosen.length);
  }

  /** The same rows, in one column with the values of the rows in that order. */
  FeatureTable ordered(int column, int[] order) {
    float[] changed = values.clone();
    for (int row = 0; row < rows; row++) {
      changed[row * names.size() + column] = at(order[row], column);
    }
    return new FeatureTable(names, changed, rows);
  }

  /** These rows and then those of a table with the same columns. */
  public FeatureTable and(FeatureTable other) {
    float[] both = new float[values.length + other.values.length];
    System.arraycopy(values, 0, both, 0, values.length);
    System.arraycopy(other.values, 0, both, values.length, other.values.length);
    return new FeatureTable(names, both, rows + other.rows);
  }

  /** Without the columns that have the same value in all rows. */
  public FeatureTable varying() {
    List<Integer> kept = new ArrayList<>();
    for (int column = 0; column < columns(); column++) {
      if (varies(column)) {
        kept.add(column);
      }
    }
    float[] some = new float[rows * kept.size()];
    for (int row = 0; row < rows; row++) {
      for (int k = 0; k < kept.size(); k++) {
        some[row * kept.size() + k] = at(row, kept.get(k));
      }
    }
    return new FeatureTable(kept.stream().map(names::get).toList(), some, rows);
  }

  private boolean varies(int column) {
    for (int row = 1; row < rows; row++) {
      if (Float.compare(at(row, column), at(0, column)) != 0) {
        return true;
      }
    }
    return false;
  }
}

package org.pan.sampling.known;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Shares of patients by cell.
 *
 * @param shares sum to one
 */
record Cells(Map<String, Double> shares) {

  /** The shares of these patients, each named by its cell. */
  static Cells of(Stream<String> patients) {
    List<String> cells = patients.toList();
    Map<String, Double> shares = new HashMap<>();
    cells.forEach(cell -> shares.merge(cell, 1.0 / cells.size(), Double::sum));
    return new Cells(shares);
  }

  /** The total variation of two samples. */
  private double distance(Cells other) {
    Map<String, Double> both = new HashMap<>(shares);
    other.shares.forEach((cell, share) -> both.merge(cell, -share, Double::sum));
    return both.values().stream().mapToDouble(Math::abs).sum() / 2;
  }

  /** The mean distance from real samples. */
  double distance(List<Cells> real) {
    return real.stream().mapToDouble(this::distance).average().orElseThrow();
  }

  /** The mean distance of two real samples. */
  static double chance(List<Cells> real) {
    return Comparison.meanOfPairs(real, Cells::distance);
  }
}

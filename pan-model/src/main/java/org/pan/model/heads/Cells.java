package org.pan.model.heads;

/**
 * The cells of the value head's histogram on the unit interval: of equal mass in the middle, finer
 * in the tails.
 */
final class Cells {

  private static final int MIDDLE = 64;
  private static final double[] TAIL = {3e-5, 1e-4, 3e-4, 1e-3, 2.5e-3, 5e-3, 1e-2};

  /** Edges, from 0 to 1. */
  static final double[] EDGES = edges();

  private Cells() {}

  private static double[] edges() {
    java.util.TreeSet<Double> all = new java.util.TreeSet<>();
    for (int i = 0; i <= MIDDLE; i++) {
      all.add(i / (double) MIDDLE);
    }
    for (double t : TAIL) {
      all.add(t);
      all.add(1 - t);
    }
    return all.stream().mapToDouble(Double::doubleValue).toArray();
  }
}

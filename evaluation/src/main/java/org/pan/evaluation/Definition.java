package org.pan.evaluation;

/**
 * What a figure is.
 *
 * @param id its name for machines, such as {@code fidelity.code-share-tv}; its entry in {@code
 *     docs/reference/metrics.md}
 * @param family the question it helps to answer
 * @param title its name for readers
 * @param unit of the value, empty for a pure number
 * @param goal what the best value is
 * @param ideal the best value; NaN with {@link Goal#REAL}
 * @param tolerance a loss beyond chance up to this much is as good as none; NaN for a figure that
 *     informs and gets no verdict
 */
public record Definition(
    String id,
    Family family,
    String title,
    String unit,
    Goal goal,
    double ideal,
    double tolerance) {

  /** A distance between two sets: zero is best. */
  public static Definition distance(String id, Family family, String title, double tolerance) {
    return new Definition(id, family, title, "", Goal.LOWEST, 0, tolerance);
  }

  /** A score whose best value is one. */
  public static Definition score(String id, Family family, String title, double tolerance) {
    return new Definition(id, family, title, "", Goal.HIGHEST, 1, tolerance);
  }

  /** A figure that should be this, neither more nor less. */
  public static Definition ideal(
      String id, Family family, String title, double ideal, double tolerance) {
    return new Definition(id, family, title, "", Goal.IDEAL, ideal, tolerance);
  }

  /** A figure that should be what it is in the real data. */
  public static Definition level(String id, Family family, String title, double tolerance) {
    return new Definition(id, family, title, "", Goal.REAL, Double.NaN, tolerance);
  }

  /** The same, its values in this unit. */
  public Definition in(String otherUnit) {
    return new Definition(id, family, title, otherUnit, goal, ideal, tolerance);
  }

  /** The same without a verdict. */
  public Definition informative() {
    return new Definition(id, family, title, unit, goal, ideal, Double.NaN);
  }
}

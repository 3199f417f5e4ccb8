package org.pan.evaluation.internal.privacy;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What an attacker wants to know of a patient.
 *
 * @param count the column that counts a code; that of its mean number is next
 * @param number whether the number is the secret, rather than whether there is the code
 */
record Secret(PatientSpace space, int count, boolean number) {

  private static final int MOST = 5;

  /** A code that hardly anyone or nearly everyone has is guessed without an attack. */
  private static final double RARE = 0.05;

  private static final double WITHIN = 0.05;

  /** Whether patients have codes, those nearest to half of the patients. */
  static List<Secret> codes(PatientSpace space, Points real) {
    return IntStream.of(space.places(Set.of(PatientColumns.Kind.COUNT), false, true))
        .mapToObj(column -> new Secret(space, column, false))
        .filter(secret -> secret.share(real) > RARE && secret.share(real) < 1 - RARE)
        .sorted(Comparator.comparingDouble(secret -> Math.abs(secret.share(real) - 0.5)))
        .limit(MOST)
        .toList();
  }

  /** Mean numbers of the most frequent codes that have any. */
  static List<Secret> numbers(PatientSpace space, Points real) {
    List<PatientColumns.Column> columns = space.columns();
    return IntStream.of(space.places(Set.of(PatientColumns.Kind.COUNT), false, true))
        .filter(column -> column + 1 < columns.size())
        .filter(column -> columns.get(column + 1).kind() == PatientColumns.Kind.NUMBER)
        .mapToObj(column -> new Secret(space, column, true))
        .filter(secret -> secret.share(real) > RARE)
        .limit(MOST)
        .toList();
  }

  /** Share of patients who have the code. */
  private double share(Points points) {
    return IntStream.range(0, points.rows()).filter(row -> has(points, row)).count()
        / (double) points.rows();
  }

  /** Its name for readers. */
  String name() {
    String column = space.columns().get(number ? count + 1 : count).name();
    return number ? column : column.replaceFirst("^number of", "has");
  }

  private boolean has(Points points, int row) {
    return space.original(points.at(row, count), count) > 0.5;
  }

  private double mean(Points points, int row) {
    return space.original(points.at(row, count + 1), count + 1);
  }

  /** Whether a patient has such a secret. */
  boolean askedOf(Points points, int row) {
    return !number || has(points, row);
  }

  /** Whether the secret of a synthetic patient is that of the target. */
  boolean right(Points targets, int target, Points synthetic, int guess) {
    if (!number) {
      return has(targets, target) == has(synthetic, guess);
    }
    double truth = mean(targets, target);
    double error = Math.abs(mean(synthetic, guess) - truth);
    return has(synthetic, guess) && error <= WITHIN * Math.abs(truth);
  }
}

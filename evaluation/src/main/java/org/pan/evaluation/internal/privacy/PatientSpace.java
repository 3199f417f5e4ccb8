package org.pan.evaluation.internal.privacy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.pan.evaluation.internal.Comparison;
import org.pan.evaluation.internal.Draw;
import org.pan.evaluation.internal.FigureSink;
import org.pan.evaluation.internal.cohort.Cohort;

/**
 * The space in which patients are points: {@link PatientColumns} in standard deviations of the real
 * patients, at most five; what is missing lies at the mean.
 */
final class PatientSpace {

  private static final float FARTHEST = 5;
  private static final int MOST_SCALED = 20_000;

  private final PatientColumns columns;
  private final float[] means;
  private final float[] deviations;

  private PatientSpace(Comparison sets, Cohort train) {
    columns = new PatientColumns(sets, train);
    means = new float[columns.all().size()];
    deviations = new float[columns.all().size()];
    scale(columns.values(some(sets.real())), columns.values(some(train)));
  }

  private static Cohort some(Cohort cohort) {
    return cohort.subset(cohort.name(), Draw.some(cohort.subjects(), MOST_SCALED, 1));
  }

  /** The space that suits these sets, made once. */
  static PatientSpace of(Comparison sets, Cohort train, FigureSink sink) {
    return sink.shared(PatientSpace.class, () -> Optional.of(new PatientSpace(sets, train)))
        .orElseThrow();
  }

  /** The dimensions. */
  List<PatientColumns.Column> columns() {
    return columns.all();
  }

  /** Places of the columns of these kinds and codes, the frequent codes taken in turn. */
  int[] places(Set<PatientColumns.Kind> kinds, boolean evenCodes, boolean oddCodes) {
    return IntStream.range(0, columns.all().size())
        .filter(k -> kinds.contains(columns.all().get(k).kind()))
        .filter(
            k -> {
              int rank = columns.all().get(k).rank();
              return rank < 0 || (rank % 2 == 0 ? evenCodes : oddCodes);
            })
        .toArray();
  }

  /** At most so many patients of a cohort, drawn at random. */
  Points points(Cohort cohort, int most, long seed) {
    int[] drawn = Draw.some(cohort.subjects(), most, seed);
    return points(cohort.subset(cohort.name(), drawn));
  }

  /** The patients of a cohort. */
  Points points(Cohort cohort) {
    float[] values = columns.values(cohort);
    int width = columns.all().size();
    for (int i = 0; i < values.length; i++) {
      int k = i % width;
      float x = (values[i] - means[k]) / deviations[k];
      values[i] = Float.isNaN(x) ? 0 : Math.max(-FARTHEST, Math.min(FARTHEST, x));
    }
    return new Points(values, cohort.subjects(), width);
  }

  /** A coordinate in the unit of its column; a log of one plus a count is that count again. */
  double original(double coordinate, int column) {
    double deviation = Float.isNaN(deviations[column]) ? 0 : deviations[column];
    double value = coordinate * deviation + means[column];
    return columns.all().get(column).kind() == PatientColumns.Kind.COUNT
        ? Math.expm1(value)
        : value;
  }

  private void scale(float[]... sets) {
    int width = columns.all().size();
    for (int k = 0; k < width; k++) {
      double n = 0;
      double sum = 0;
      double squares = 0;
      for (float[] set : sets) {
        for (int i = k; i < set.length; i += width) {
          if (!Float.isNaN(set[i])) {
            n++;
            sum += set[i];
            squares += (double) set[i] * set[i];
          }
        }
      }
      double mean = n == 0 ? 0 : sum / n;
      double variance = n == 0 ? 0 : squares / n - mean * mean;
      means[k] = (float) mean;
      // A column that does not vary in the real patients tells none of them apart.
      deviations[k] = variance > 1e-9 * mean * mean ? (float) Math.sqrt(variance) : Float.NaN;
    }
  }
}

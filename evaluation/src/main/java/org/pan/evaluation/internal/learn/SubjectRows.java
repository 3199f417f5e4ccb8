package org.pan.evaluation.internal.learn;

import java.util.stream.IntStream;

/**
 * Rows of features and whose they are.
 *
 * @param table the rows
 * @param subjects patient of each row
 */
public record SubjectRows(FeatureTable table, int[] subjects) {

  /** One row a patient, in their order. */
  public static SubjectRows bySubject(FeatureTable table) {
    return new SubjectRows(table, IntStream.range(0, table.rows()).toArray());
  }
}

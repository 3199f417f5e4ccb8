package org.pan.evaluation.internal.learn;

/**
 * Rows of features and whose they are.
 *
 * @param table the rows
 * @param subjects patient of each row
 */
public record SubjectRows(FeatureTable table, int[] subjects) {}

package org.pan.evaluation.internal;

import org.pan.evaluation.internal.cohort.Cohort;

/**
 * Two sets to compare.
 *
 * @param reference real patients
 * @param candidate synthetic patients, or other real ones to see what chance gives
 */
public record Pair(Cohort reference, Cohort candidate) {}

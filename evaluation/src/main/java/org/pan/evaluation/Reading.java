package org.pan.evaluation;

/**
 * A figure of one synthetic set.
 *
 * @param set the set's name
 * @param estimate the value
 * @param chance the figure of one more real sample as large as the set
 * @param verdict what it says
 */
public record Reading(String set, Estimate estimate, Estimate chance, Verdict verdict) {}

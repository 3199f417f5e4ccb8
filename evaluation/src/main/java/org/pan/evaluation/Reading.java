package org.pan.evaluation;

/**
 * A figure of one synthetic set.
 *
 * @param set the set's name
 * @param estimate the value
 * @param verdict what it says
 */
public record Reading(String set, Estimate estimate, Verdict verdict) {}

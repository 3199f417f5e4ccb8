package org.pan.bench.judges;

/**
 * Verdicts on the figures of a family.
 *
 * @param good how many are as good as those of another real sample
 * @param judged how many have a verdict
 */
public record Verdicts(long good, long judged) {}

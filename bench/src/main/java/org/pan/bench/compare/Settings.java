package org.pan.bench.compare;

/**
 * What the rows of a comparison have in common.
 *
 * @param budgetSeconds CPU time each generator has to learn
 * @param subjects most patients of each data set; {@link Long#MAX_VALUE} for all
 * @param seed of the division, the generators and the evaluation
 * @param pinned whether each generator runs on one core
 */
public record Settings(long budgetSeconds, long subjects, long seed, boolean pinned) {}

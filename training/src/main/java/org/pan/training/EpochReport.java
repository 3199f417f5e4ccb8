package org.pan.training;

/**
 * How a head stands after an epoch, or after the part of one that there was time for.
 *
 * @param head name of the head
 * @param epoch from 1
 * @param epochs planned
 * @param train mean nats a row while training, dropout on
 * @param tuning mean nats a row on the tuning subjects, with averaged weights
 * @param baseline the same for marginal frequencies
 * @param best whether this is the best so far
 * @param finished whether the head trains no further
 * @param rowsPerSecond rows trained a second
 * @param elapsedSeconds since training began
 */
public record EpochReport(
    String head,
    int epoch,
    int epochs,
    double train,
    double tuning,
    double baseline,
    boolean best,
    boolean finished,
    double rowsPerSecond,
    double elapsedSeconds) {}
